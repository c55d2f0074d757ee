// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.srtp.SrtpOutcome;
import org.securecall.media.srtp.SrtpSender;

/** In which way packets may leave now. Belongs to the thread that sends them. */
@CheckReturnValue
sealed interface Outgoing {

    /** Makes a voice packet ready to leave; answers false where it must not. */
    boolean protect(PacketBuffer packet);

    /** Likewise for RTCP. */
    boolean protectReport(PacketBuffer packet);

    /** Whether the keys are in the last part of their life. */
    boolean isWornOut();

    /** Whether a packet was refused because the keys have protected all that they may. */
    boolean isUsedUp();

    /** Not at all. */
    record Withheld() implements Outgoing {

        @Override
        public boolean protect(PacketBuffer packet) {
            return false;
        }

        @Override
        public boolean protectReport(PacketBuffer packet) {
            return false;
        }

        @Override
        public boolean isWornOut() {
            return false;
        }

        @Override
        public boolean isUsedUp() {
            return false;
        }
    }

    /** As they are. */
    record Clear() implements Outgoing {

        @Override
        public boolean protect(PacketBuffer packet) {
            return true;
        }

        @Override
        public boolean protectReport(PacketBuffer packet) {
            return true;
        }

        @Override
        public boolean isWornOut() {
            return false;
        }

        @Override
        public boolean isUsedUp() {
            return false;
        }
    }

    /**
     * Under these keys.
     *
     * @param hidesHeaders whether header extensions and contributing sources of voice are encrypted too (RFC 9335)
     */
    record Secured(SrtpSender srtp, boolean hidesHeaders) implements Outgoing {

        @Override
        public boolean protect(PacketBuffer packet) {
            srtp.encryptHeaders(hidesHeaders);
            return srtp.protect(packet) == SrtpOutcome.OK;
        }

        @Override
        public boolean protectReport(PacketBuffer packet) {
            return srtp.protectRtcp(packet) == SrtpOutcome.OK;
        }

        @Override
        public boolean isWornOut() {
            return srtp.isNearExhaustion();
        }

        @Override
        public boolean isUsedUp() {
            return srtp.isExhausted();
        }
    }

    /**
     * Under two pairs of keys, the inner one as SDP agreed, the outer one from ZRTP (RFC 6189 revised, §8.2).
     *
     * @param hidesHeaders likewise; the outer layer does it, which no server between can open, and a header is hidden once
     */
    record Twice(SrtpSender inner, SrtpSender outer, boolean hidesHeaders) implements Outgoing {

        @Override
        public boolean protect(PacketBuffer packet) {
            inner.encryptHeaders(false);
            outer.encryptHeaders(hidesHeaders);
            return outer.makeRoom(packet) == SrtpOutcome.OK
                    && inner.protect(packet) == SrtpOutcome.OK
                    && outer.protect(packet) == SrtpOutcome.OK;
        }

        @Override
        public boolean protectReport(PacketBuffer packet) {
            return inner.protectRtcp(packet) == SrtpOutcome.OK && outer.protectRtcp(packet) == SrtpOutcome.OK;
        }

        @Override
        public boolean isWornOut() {
            return inner.isNearExhaustion() || outer.isNearExhaustion();
        }

        @Override
        public boolean isUsedUp() {
            return inner.isExhausted() || outer.isExhausted();
        }
    }
}
