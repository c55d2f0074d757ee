// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpMachine;
import org.securecall.media.zrtp.ZrtpOutput;
import org.securecall.media.zrtp.ZrtpTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives the ZRTP machine its packets and timers and carries out what it wants; and decides whether voice may leave in the clear
 * (docs/decisions/0005). Belongs to the loop.
 */
final class ZrtpDriver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ZrtpDriver.class);

    /** A peer that was faster than the signalling: its Hello, and a repetition or two. */
    private static final int MOST_EARLY = 4;

    /** As RFC 6189 §6 has it for the first search: 20 times, 200 ms apart. */
    private static final int HELLOS_AGAIN = 20;

    private static final int HELLOS_AT_ANSWER = 5;

    private static final Duration HELLO_INTERVAL = Duration.ofMillis(200);

    /** What the driver's session does for it, on the loop. */
    interface Session {

        void send(byte[] packet);

        /** A Hello that was accepted came from there. */
        void onHelloFrom(InetSocketAddress from);

        /** The keys change owner. */
        void onKeys(ZrtpOutput.Direction direction, SrtpKeys keys);

        void permitClear(boolean permitted);

        /** This side asked the peer to end the encryption: nothing is sent any more. */
        void onGoingClear();

        void report(MediaEvent event);
    }

    @SuppressWarnings("ArrayRecordComponent") // made for this record alone, and not changed
    private record Early(byte[] packet, InetSocketAddress from) {}

    private final Encryption encryption;
    private final ZrtpMachine machine;
    private final EventLoop loop;
    private final Session session;
    private final Map<ZrtpTimer, EventLoop.Timer> timers = new EnumMap<>(ZrtpTimer.class);
    private final List<Early> early = new ArrayList<>();
    private byte @Nullable [] hello;
    private EventLoop.@Nullable Timer again;
    private int hellosAgain;
    private boolean started;
    private boolean closed;
    private boolean announced;
    private boolean peerFound;
    private boolean nobodyFound;
    private boolean failed;
    private boolean securingTold;

    /** @param encryption {@link Encryption#PREFER} or {@link Encryption#REQUIRE} */
    ZrtpDriver(Encryption encryption, ZrtpConfig config, SecureRandom random, EventLoop loop, Session session) {
        this(encryption, ZrtpMachine.create(config, random), loop, session);
    }

    private ZrtpDriver(Encryption encryption, ZrtpMachine machine, EventLoop loop, Session session) {
        this.encryption = encryption;
        this.machine = machine;
        this.loop = loop;
        this.session = session;
    }

    /** One that looks for the telephone that is described next, with the same Hello. Closes this one. */
    ZrtpDriver forAnotherPeer() {
        close();
        return new ZrtpDriver(encryption, machine.forAnotherPeer(), loop, session);
    }

    String helloHash() {
        return machine.helloHash();
    }

    /** Tells what the peer's SDP says, and begins to look for the peer where that has not begun. */
    void connect(Optional<String> peerHelloHash) {
        announced |= peerHelloHash.isPresent();
        if (announced) {
            judgeClear();
        }
        // A later description without the hash, as some proxies make, takes nothing back.
        if (peerHelloHash.isPresent() || !started) {
            act(machine.peerHelloHash(peerHelloHash).outputs(), null);
        }
        if (!started) {
            started = true;
            act(machine.start(), null);
            for (Early packet : early) {
                receive(packet.packet(), packet.from());
            }
            early.clear();
        }
    }

    /**
     * The signalling sent this side to another address: who is there may have ZRTP although nobody had at the former. The
     * machine's own search is over then, so its Hello is sent again from here.
     */
    void lookAtNewAddress() {
        lookAgain(HELLOS_AGAIN);
    }

    /**
     * Voice begins. Where the search ended before, as in early media, the peer may have been someone else, or may begin with ZRTP
     * only now, as it answers: it gets a second for that, and a peer without ZRTP is heard and hears after it.
     */
    void lookAtAnswer() {
        lookAgain(HELLOS_AT_ANSWER);
    }

    private void lookAgain(int times) {
        byte[] packet = hello;
        if (packet == null || peerFound || !nobodyFound) {
            return;
        }
        nobodyFound = false;
        judgeClear();
        hellosAgain = times;
        cancelAgain();
        helloAgain(packet);
    }

    private void helloAgain(byte[] packet) {
        if (closed || peerFound) {
            return;
        }
        if (hellosAgain == 0) {
            nobodyFound = true;
            judgeClear();
            return;
        }
        hellosAgain--;
        session.send(packet);
        again = loop.schedule(HELLO_INTERVAL, () -> helloAgain(packet));
    }

    private void cancelAgain() {
        if (again != null) {
            again.cancel();
            again = null;
        }
    }

    /** Whether a peer with ZRTP was found. */
    boolean hasPeer() {
        return peerFound;
    }

    /** A ZRTP packet came. Before the search has begun, a few are kept for it. */
    void receive(byte[] packet, InetSocketAddress from) {
        if (started) {
            act(machine.receive(ByteBuffer.wrap(packet)), from);
        } else if (early.size() < MOST_EARLY && !closed) {
            early.add(new Early(packet, from));
        }
    }

    /** Asks the peer for new keys, where there are some that they can come from. */
    void rekey() {
        act(machine.rekey(), null);
    }

    /** The first authentic SRTP packet under keys of the peer's came: the first ones, or new ones. */
    void srtpReceived() {
        act(machine.srtpReceived(), null);
        act(machine.newKeysHeard(), null);
    }

    void confirmSas() {
        machine.confirmSas();
    }

    void denySas() {
        machine.denySas();
    }

    boolean enrol() {
        return machine.enrol();
    }

    /** @see ZrtpMachine#forbidClear */
    void forbidClear() {
        machine.forbidClear();
    }

    /** Asks the peer to end the encryption, where its Confirm says that it would. */
    void goClear() {
        act(machine.goClear(), null);
    }

    /** Asks the peer for keys again, after the encryption was ended. */
    void goSecure() {
        act(machine.goSecure(), null);
    }

    private void act(List<ZrtpOutput> outputs, @Nullable InetSocketAddress from) {
        if (from != null && outputs.stream().anyMatch(ZrtpOutput.PeerFound.class::isInstance)) {
            // Before the answers are sent: they shall go there already.
            session.onHelloFrom(from);
        }
        // Keys for sending come last: what is reported with them may mute the microphone, and no frame shall get ahead.
        outputs.stream().filter(output -> !isForSending(output)).forEach(this::act);
        outputs.stream().filter(ZrtpDriver::isForSending).forEach(this::act);
    }

    private static boolean isForSending(ZrtpOutput output) {
        return output instanceof ZrtpOutput.KeysReady ready && ready.direction() == ZrtpOutput.Direction.SEND;
    }

    private void act(ZrtpOutput output) {
        switch (output) {
            case ZrtpOutput.Send(byte[] packet) -> {
                if (hello == null) {
                    hello = packet;
                }
                session.send(packet);
            }
            case ZrtpOutput.SetTimer set -> setTimer(set.timer(), set.after());
            case ZrtpOutput.CancelTimer cancel -> cancelTimer(cancel.timer());
            case ZrtpOutput.PeerFound found -> {
                peerFound = true;
                cancelAgain();
                judgeClear();
                // Whoever has several telephones to choose from is to stay with this one from here on.
                securingTold = true;
                session.report(new MediaEvent.Securing());
            }
            case ZrtpOutput.Securing securing -> {
                if (!securingTold) {
                    session.report(new MediaEvent.Securing());
                }
                securingTold = false;
            }
            case ZrtpOutput.KeysReady ready -> session.onKeys(ready.direction(), ready.keys());
            case ZrtpOutput.Secured secured -> session.report(new MediaEvent.Secured(secured.details()));
            case ZrtpOutput.DetailsChanged changed -> session.report(new MediaEvent.DetailsChanged(changed.details()));
            case ZrtpOutput.Failed failure -> {
                failed = true;
                judgeClear();
                session.report(new MediaEvent.SecurityFailed(
                        failure.failure().sentence(), failure.failure().attack()));
            }
            case ZrtpOutput.NoZrtp none -> onNoZrtp(none.expected());
            case ZrtpOutput.GoingClear going -> session.onGoingClear();
            case ZrtpOutput.WentClear cleared -> session.report(new MediaEvent.WentClear(cleared.byPeer()));
            case ZrtpOutput.GoClearRefused refused ->
                LOG.info("The peer asked to go on unencrypted, which was refused; authentic: {}", refused.authentic());
            case ZrtpOutput.Rekeyed rekeyed -> session.report(new MediaEvent.Secured(rekeyed.details()));
            case ZrtpOutput.RekeyFailed kept ->
                LOG.info(
                        "The keys were not replaced, and stay in force: {}",
                        kept.failure().reason());
            case ZrtpOutput.PeerErrorIgnored ignored ->
                LOG.debug("A ZRTP Error {} came after the call was secure", Integer.toHexString(ignored.code()));
        }
    }

    private void onNoZrtp(boolean expected) {
        if (expected || announced) {
            session.report(new MediaEvent.SecurityFailed(
                    "The other side can encrypt, but no keys could be agreed: messages may have been lost or held back.",
                    false));
            return;
        }
        nobodyFound = true;
        judgeClear();
        session.report(new MediaEvent.PeerHasNoZrtp());
    }

    /** Clear voice needs all of this; anything less, and it ends. */
    private void judgeClear() {
        session.permitClear(encryption == Encryption.PREFER && nobodyFound && !peerFound && !announced && !failed);
    }

    private void setTimer(ZrtpTimer timer, Duration after) {
        cancelTimer(timer);
        if (!closed) {
            timers.put(timer, loop.schedule(after, () -> {
                timers.remove(timer);
                act(machine.timeout(timer), null);
            }));
        }
    }

    private void cancelTimer(ZrtpTimer timer) {
        EventLoop.Timer running = timers.remove(timer);
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void close() {
        closed = true;
        cancelAgain();
        timers.values().forEach(EventLoop.Timer::cancel);
        timers.clear();
        early.clear();
        machine.close();
    }
}
