// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.srtp.SrtpOutcome;
import org.securecall.media.srtp.SrtpReceiver;

/** Which packets are believed now. Belongs to the thread that receives them. */
@CheckReturnValue
sealed interface Incoming {

    /** Who can have made a packet. */
    enum Maker {
        /** It is refused. */
        NOBODY,
        ANYBODY,
        /** Who has the keys that SDP agreed on: the peer, or a server between. */
        SIGNALLED,
        /** Who has ZRTP's keys. */
        PEER,
        /** Likewise, without the second layer: by RFC 6189 as it was published, ZRTP's keys replaced those of SDP. */
        PEER_IN_ONE_LAYER
    }

    /** Judges a voice packet, and decrypts it unless it is refused. */
    Maker unprotect(PacketBuffer packet);

    /** Likewise for RTCP. */
    Maker unprotectReport(PacketBuffer packet);

    /** Whether the keys are in the last part of their life. */
    boolean isWornOut();

    /** Whether what is believed is under the newest keys: not yet, as long as the former ones are all that came. */
    default boolean isSettled() {
        return true;
    }

    /** None. */
    record Withheld() implements Incoming {

        @Override
        public Maker unprotect(PacketBuffer packet) {
            return Maker.NOBODY;
        }

        @Override
        public Maker unprotectReport(PacketBuffer packet) {
            return Maker.NOBODY;
        }

        @Override
        public boolean isWornOut() {
            return false;
        }
    }

    /** All. */
    record Clear() implements Incoming {

        @Override
        public Maker unprotect(PacketBuffer packet) {
            return Maker.ANYBODY;
        }

        @Override
        public Maker unprotectReport(PacketBuffer packet) {
            return Maker.ANYBODY;
        }

        @Override
        public boolean isWornOut() {
            return false;
        }
    }

    /** What these keys authenticate, and nothing else. */
    record Secured(SrtpReceiver srtp, Maker maker) implements Incoming {

        @Override
        public Maker unprotect(PacketBuffer packet) {
            return srtp.unprotect(packet) == SrtpOutcome.OK ? maker : Maker.NOBODY;
        }

        @Override
        public Maker unprotectReport(PacketBuffer packet) {
            return srtp.unprotectRtcp(packet) == SrtpOutcome.OK ? maker : Maker.NOBODY;
        }

        @Override
        public boolean isWornOut() {
            return srtp.isNearExhaustion();
        }
    }

    /** ZRTP's keys authenticate the outer layer, which must be there, and the keys that SDP agreed on the inner one. */
    record Twice(SrtpReceiver inner, SrtpReceiver outer) implements Incoming {

        @Override
        public Maker unprotect(PacketBuffer packet) {
            if (outer.unprotect(packet) != SrtpOutcome.OK) {
                return Maker.NOBODY;
            }
            return inner.unprotect(packet) == SrtpOutcome.OK ? Maker.PEER : Maker.PEER_IN_ONE_LAYER;
        }

        @Override
        public Maker unprotectReport(PacketBuffer packet) {
            boolean both =
                    outer.unprotectRtcp(packet) == SrtpOutcome.OK && inner.unprotectRtcp(packet) == SrtpOutcome.OK;
            return both ? Maker.PEER : Maker.NOBODY;
        }

        @Override
        public boolean isWornOut() {
            return inner.isNearExhaustion() || outer.isNearExhaustion();
        }
    }

    /**
     * The keys have just changed. The peer changes its own a moment earlier or later, so that the former ones go on to count until
     * a packet came under the new ones, but not for long; and where the peer made both, a moment longer, for what was overtaken
     * on its way.
     */
    final class Changing implements Incoming {

        private final Incoming now;
        private final Incoming before;
        private static final long OVERTAKEN_NANOS = 200_000_000;

        private long until;
        private boolean changed;

        /** @param until by {@link System#nanoTime()} */
        Changing(Incoming now, Incoming before, long until) {
            this.now = now;
            this.before = before;
            this.until = until;
        }

        @Override
        public Maker unprotect(PacketBuffer packet) {
            Maker maker = now.unprotect(packet);
            if (maker != Maker.NOBODY) {
                change();
                return maker;
            }
            return isOver() ? Maker.NOBODY : before.unprotect(packet);
        }

        @Override
        public Maker unprotectReport(PacketBuffer packet) {
            Maker maker = now.unprotectReport(packet);
            if (maker != Maker.NOBODY) {
                change();
                return maker;
            }
            return isOver() ? Maker.NOBODY : before.unprotectReport(packet);
        }

        private void change() {
            if (!changed) {
                changed = true;
                boolean samePeer = now instanceof Secured secured
                        && before instanceof Secured former
                        && secured.maker() == former.maker();
                long soon = System.nanoTime() + (samePeer ? OVERTAKEN_NANOS : 0);
                until = soon - until < 0 ? soon : until;
            }
        }

        @Override
        public boolean isSettled() {
            return changed;
        }

        private boolean isOver() {
            return System.nanoTime() - until >= 0;
        }

        @Override
        public boolean isWornOut() {
            return now.isWornOut();
        }
    }
}
