// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.engine.Incoming.Maker;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpLifetime;
import org.securecall.media.srtp.SrtpReceiver;
import org.securecall.media.srtp.SrtpSender;
import org.securecall.media.zrtp.ZrtpOutput;

/**
 * Decides, of all that can make keys, which protects voice and RTCP now (docs/decisions/0024). ZRTP comes first; what SDP agreed
 * on second; and clear voice only where nothing else was promised. Belongs to the loop.
 */
final class KeyingArbiter implements AutoCloseable {

    /** How long the former keys count after a change: a round trip and some repetitions of ZRTP's last messages. */
    private static final Duration FORMER_KEYS = Duration.ofSeconds(2);

    /** Later than that, so that no thread is still using them. */
    private static final Duration FORMER_KEYS_WIPED = Duration.ofSeconds(3);

    /** Where the decisions go; on the loop. */
    interface Paths {

        void outgoing(Outgoing voice, Outgoing reports);

        void incoming(Incoming voice, Incoming reports);

        /** These were in use for voice, and are not any more: the sending thread wipes them. */
        void retire(SrtpSender voice);

        /** Likewise the receiving thread. */
        void retire(SrtpReceiver voice);

        void report(MediaEvent event);
    }

    /** What SDP says of keys beside ZRTP's. */
    enum Promise {
        /** Nothing was described yet. */
        UNKNOWN,
        /** Plain RTP. */
        NONE,
        /** SRTP, whose keys are there or may come. */
        SRTP,
        /** SRTP whose keys will not come. */
        BROKEN
    }

    /** How ZRTP's keys go with those that SDP agreed on: settled when they come first, and the same on both sides. */
    private enum Layering {
        UNSETTLED,
        ZRTP_ALONE,
        ZRTP_OUTSIDE
    }

    private final Encryption encryption;
    private final SrtpLifetime zrtpLifetime;
    private final EventLoop loop;
    private final Paths paths;

    private Promise promise = Promise.UNKNOWN;
    private boolean answered;
    private boolean zrtpAnnounced;
    private boolean clearPermitted;
    private boolean attacked;
    private boolean hidesHeaders;
    private boolean goingClear;
    private boolean wentClear;
    private boolean clearConsented;
    private boolean closed;
    private @Nullable Sending signalledSend;
    private @Nullable Receiving signalledReceive;
    private @Nullable Sending zrtpSend;
    private @Nullable Receiving zrtpReceive;
    private MediaEvent.@Nullable Keyed keyed;

    private Layering layering = Layering.UNSETTLED;

    private Outgoing outgoing = new Outgoing.Withheld();
    private Incoming incoming = new Incoming.Withheld();
    private final List<Sending> formerSending = new ArrayList<>();
    private final List<Receiving> formerReceiving = new ArrayList<>();

    KeyingArbiter(Encryption encryption, EventLoop loop, Paths paths) {
        this(encryption, SrtpLifetime.FULL, loop, paths);
    }

    /** @param zrtpLifetime what the keys of one exchange of ZRTP may protect; SDP's keys have the whole of it */
    KeyingArbiter(Encryption encryption, SrtpLifetime zrtpLifetime, EventLoop loop, Paths paths) {
        this.zrtpLifetime = zrtpLifetime;
        this.encryption = encryption;
        this.loop = loop;
        this.paths = paths;
    }

    /** The call was answered. Descriptions before came from whoever it rang at; from now on promises are kept. */
    void answered() {
        answered = true;
    }

    /**
     * The next description is of another telephone: ZRTP's keys are the former one's, and nothing goes or comes under them any more.
     *
     * @param promisesStay whether that one is held to what this one promised
     */
    void meetAnother(boolean promisesStay) {
        layering = Layering.UNSETTLED;
        clearPermitted = false;
        clearConsented = false;
        goingClear = false;
        if (!promisesStay) {
            promise = Promise.UNKNOWN;
            zrtpAnnounced = false;
            attacked = false;
            wentClear = false;
        }
        dropZrtp();
    }

    /**
     * A description came.
     *
     * @param srtp whether it agrees on SRTP, beside ZRTP
     * @param usable whether that can give keys
     * @param withZrtpHash whether it announces ZRTP, where this side has it too
     */
    void described(boolean srtp, boolean usable, boolean withZrtpHash) {
        boolean promised = answered && (promise == Promise.SRTP || promise == Promise.BROKEN);
        if (srtp) {
            promise = usable ? Promise.SRTP : Promise.BROKEN;
        } else {
            // A call that was encrypted does not go on without because a description says so.
            promise = promised ? Promise.BROKEN : Promise.NONE;
        }
        if (promise != Promise.SRTP) {
            dropSignalled();
        }
        zrtpAnnounced |= withZrtpHash;
        decide();
        if (promised && promise == Promise.BROKEN && zrtpSend == null && !srtp) {
            paths.report(new MediaEvent.SecurityFailed("The other side wants to go on without encryption.", false));
        }
    }

    /**
     * SDES or DTLS-SRTP gave keys.
     *
     * @param send under a key that was in use before, the same contexts as then: they count its packets
     */
    void signalled(KeyingMethod method, String suite, Sending send, Receiving receive) {
        Sending formerSend = signalledSend;
        Receiving formerReceive = signalledReceive;
        if (formerSend != null && !formerSend.equals(send)) {
            send.replaces(formerSend);
        }
        if (formerReceive != null && !formerReceive.equals(receive)) {
            receive.replaces(formerReceive);
        }
        signalledSend = send;
        signalledReceive = receive;
        decide();
        if (formerSend != null && !formerSend.equals(send)) {
            formerSending.add(formerSend);
        }
        if (formerReceive != null && !formerReceive.equals(receive)) {
            retireLater(formerReceive);
        }
        keyed = new MediaEvent.Keyed(method, suite);
        if (zrtpSend == null) {
            paths.report(keyed);
        }
    }

    /** The keys that SDP agreed on will not come. */
    void signalledFailed(String cause, boolean attack) {
        if (layering == Layering.ZRTP_ALONE) {
            return;
        }
        promise = Promise.BROKEN;
        attacked |= attack;
        dropSignalled();
        decide();
        paths.report(new MediaEvent.SecurityFailed(cause, attack));
    }

    /** ZRTP has keys for one direction; the first, or new ones. Wipes them, after it made its own copies. */
    void zrtpKeys(ZrtpOutput.Direction direction, SrtpKeys keys) {
        // RFC 6189 revised, §8.2: with a=zrtp-hash on both sides ZRTP replaces the keys of SDP, otherwise it is a
        // second layer.
        if (layering == Layering.UNSETTLED) {
            layering = zrtpAnnounced || promise != Promise.SRTP ? Layering.ZRTP_ALONE : Layering.ZRTP_OUTSIDE;
        }
        try (keys) {
            switch (direction) {
                case SEND -> {
                    Sending former = zrtpSend;
                    Sending next = Sending.of(keys, zrtpLifetime);
                    if (former != null) {
                        next.replaces(former);
                    }
                    zrtpSend = next;
                    decide();
                    if (former != null) {
                        retire(former);
                    }
                }
                case RECEIVE -> {
                    Receiving former = zrtpReceive;
                    Receiving next = Receiving.of(keys, zrtpLifetime);
                    if (former != null) {
                        next.replaces(former);
                    }
                    zrtpReceive = next;
                    decide();
                    if (former != null) {
                        retireLater(former);
                    }
                }
            }
        }
        if (layering == Layering.ZRTP_ALONE && zrtpSend != null && zrtpReceive != null) {
            dropSignalled();
        }
    }

    /** The peer, as ZRTP's keys prove, has replaced the keys of SDP without having announced ZRTP: this side does likewise. */
    void peerHasOneLayer() {
        if (layering == Layering.ZRTP_OUTSIDE && !closed) {
            layering = Layering.ZRTP_ALONE;
            decide();
            dropSignalled();
        }
    }

    /**
     * Whether both descriptions have {@code a=cryptex}: whatever keys voice, header extensions and contributing sources are
     * encrypted with it (RFC 9335 §4). What arrives says for itself whether they are.
     */
    void hideHeaders(boolean both) {
        hidesHeaders = both;
        decide();
    }

    void permitClear(boolean permitted) {
        clearPermitted = permitted;
        decide();
    }

    /** GoClear was sent: nothing is, until the peer agrees and the user says that clear voice may (RFC 6189 §4.7.2). */
    void goingClear() {
        goingClear = true;
        decide();
    }

    /** The user knows that the encryption has ended and talks all the same; at any other time nothing changes. */
    void consentToClear() {
        if (wentClear && zrtpSend == null && zrtpReceive == null) {
            clearConsented = true;
            decide();
        }
    }

    /**
     * Whether the peer's GoClear must not be obeyed: SDP agreed on SRTP and announced ZRTP on both sides, so that ZRTP's keys
     * replace others and without them there would be less than was promised (RFC 6189 revised, §8.2).
     */
    boolean forbidsClear() {
        return zrtpAnnounced && (promise == Promise.SRTP || promise == Promise.BROKEN);
    }

    /** RFC 6189 §4.7.2: the keys are destroyed. What SDP agreed on besides, in a layer below, is no substitute unasked. */
    private void clear() {
        wentClear = true;
        goingClear = false;
        clearConsented = false;
        dropZrtp();
    }

    private void dropZrtp() {
        Sending send = zrtpSend;
        Receiving receive = zrtpReceive;
        zrtpSend = null;
        zrtpReceive = null;
        decide();
        if (send != null) {
            retire(send);
        }
        if (receive != null) {
            retire(receive);
        }
    }

    /** Tells what ZRTP has to say, after drawing the consequences. */
    void zrtpReports(MediaEvent event) {
        if (event instanceof MediaEvent.SecurityFailed failed && failed.attack()) {
            attacked = true;
            decide();
        }
        if (event instanceof MediaEvent.WentClear) {
            clear();
        }
        if (event instanceof MediaEvent.Securing && wentClear) {
            // It was said of the time without keys, which comes to its end; if that fails, it has to be said again.
            clearConsented = false;
            decide();
        }
        paths.report(event);
        boolean over = event instanceof MediaEvent.SecurityFailed || event instanceof MediaEvent.PeerHasNoZrtp;
        if (over && keyed != null && zrtpSend == null && outgoing instanceof Outgoing.Secured) {
            // What is in force is told last.
            paths.report(keyed);
        }
    }

    /** Whether voice is believed, under keys or without. */
    boolean isOpen() {
        return !(incoming instanceof Incoming.Withheld);
    }

    /** How voice leaves now; on the loop. */
    Outgoing outgoing() {
        return outgoing;
    }

    /** Whether voice goes and comes without keys; on the loop. */
    boolean isClear() {
        return outgoing instanceof Outgoing.Clear;
    }

    private void decide() {
        if (closed) {
            return;
        }
        decideOutgoing();
        decideIncoming();
    }

    private void decideOutgoing() {
        Sending signalled = signalledSend;
        Sending zrtp = zrtpSend;
        Outgoing voice = new Outgoing.Withheld();
        Outgoing reports = voice;
        switch (goingClear ? Protection.NOTHING : protection(signalled != null, zrtp != null)) {
            case NOTHING -> {}
            case CLEAR -> {
                voice = new Outgoing.Clear();
                reports = voice;
            }
            case SIGNALLED -> {
                if (signalled != null) {
                    voice = new Outgoing.Secured(signalled.voice(), hidesHeaders);
                    reports = new Outgoing.Secured(signalled.reports(), false);
                }
            }
            case ZRTP -> {
                if (zrtp != null) {
                    voice = new Outgoing.Secured(zrtp.voice(), hidesHeaders);
                    reports = new Outgoing.Secured(zrtp.reports(), false);
                }
            }
            case BOTH -> {
                if (signalled != null && zrtp != null) {
                    voice = new Outgoing.Twice(signalled.voice(), zrtp.voice(), hidesHeaders);
                    reports = new Outgoing.Twice(signalled.reports(), zrtp.reports(), false);
                }
            }
        }
        if (!voice.equals(outgoing)) {
            outgoing = voice;
            paths.outgoing(voice, reports);
        }
    }

    private void decideIncoming() {
        Receiving signalled = signalledReceive;
        Receiving zrtp = zrtpReceive;
        Incoming voice = new Incoming.Withheld();
        Incoming reports = voice;
        switch (protection(signalled != null, zrtp != null)) {
            case NOTHING -> {}
            case CLEAR -> {
                voice = new Incoming.Clear();
                reports = voice;
            }
            case SIGNALLED -> {
                if (signalled != null) {
                    voice = new Incoming.Secured(signalled.voice(), Maker.SIGNALLED);
                    reports = new Incoming.Secured(signalled.reports(), Maker.SIGNALLED);
                }
            }
            case ZRTP -> {
                if (zrtp != null) {
                    voice = new Incoming.Secured(zrtp.voice(), Maker.PEER);
                    reports = new Incoming.Secured(zrtp.reports(), Maker.PEER);
                }
            }
            case BOTH -> {
                if (signalled != null && zrtp != null) {
                    voice = new Incoming.Twice(signalled.voice(), zrtp.voice());
                    reports = new Incoming.Twice(signalled.reports(), zrtp.reports());
                }
            }
        }
        if (voice.equals(incoming)) {
            return;
        }
        Incoming before = incoming;
        incoming = voice;
        boolean overlap = isKeyed(before) && isKeyed(voice);
        paths.incoming(
                overlap ? new Incoming.Changing(voice, before, System.nanoTime() + FORMER_KEYS.toNanos()) : voice,
                reports);
    }

    private static boolean isKeyed(Incoming how) {
        return how instanceof Incoming.Secured || how instanceof Incoming.Twice;
    }

    private enum Protection {
        NOTHING,
        CLEAR,
        SIGNALLED,
        ZRTP,
        BOTH
    }

    /** The order of precedence, for one direction. */
    private Protection protection(boolean signalledKeys, boolean zrtpKeys) {
        if (attacked) {
            return Protection.NOTHING;
        }
        if (zrtpKeys) {
            return layering == Layering.ZRTP_ALONE
                    ? Protection.ZRTP
                    : signalledKeys ? Protection.BOTH : Protection.NOTHING;
        }
        if (wentClear) {
            return !clearConsented || encryption == Encryption.REQUIRE
                    ? Protection.NOTHING
                    : signalledKeys
                            ? Protection.SIGNALLED
                            : promise == Promise.NONE ? Protection.CLEAR : Protection.NOTHING;
        }
        // Required is ZRTP, and so is announced: a server that can hold back ZRTP shall not get the voice for it.
        if (encryption == Encryption.REQUIRE || zrtpAnnounced) {
            return Protection.NOTHING;
        }
        if (signalledKeys) {
            return Protection.SIGNALLED;
        }
        return clearPermitted && promise == Promise.NONE ? Protection.CLEAR : Protection.NOTHING;
    }

    private void dropSignalled() {
        Sending send = signalledSend;
        Receiving receive = signalledReceive;
        signalledSend = null;
        signalledReceive = null;
        keyed = null;
        decide();
        if (send != null) {
            formerSending.add(send);
        }
        if (receive != null) {
            retireLater(receive);
        }
    }

    private void retire(Sending former) {
        paths.retire(former.voice());
        former.reports().close();
    }

    private void retireLater(Receiving former) {
        formerReceiving.add(former);
        loop.schedule(FORMER_KEYS_WIPED, () -> {
            if (formerReceiving.remove(former)) {
                retire(former);
            }
        });
    }

    private void retire(Receiving former) {
        paths.retire(former.voice());
        former.reports().close();
    }

    /** Takes all keys out of use and has them wiped. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        paths.outgoing(new Outgoing.Withheld(), new Outgoing.Withheld());
        paths.incoming(new Incoming.Withheld(), new Incoming.Withheld());
        if (signalledSend != null) {
            formerSending.add(signalledSend);
        }
        if (zrtpSend != null) {
            formerSending.add(zrtpSend);
        }
        if (signalledReceive != null) {
            formerReceiving.add(signalledReceive);
        }
        if (zrtpReceive != null) {
            formerReceiving.add(zrtpReceive);
        }
        formerSending.forEach(this::retire);
        formerReceiving.forEach(this::retire);
        formerSending.clear();
        formerReceiving.clear();
    }
}
