// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.rtp.RtpLayout;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpOutcome;
import org.securecall.media.srtp.SrtpProfile;
import org.securecall.media.srtp.SrtpReceiver;
import org.securecall.media.srtp.SrtpSender;

/**
 * One machine on a bare UDP port, without SIP: for meeting other implementations of ZRTP. One thread does everything: it
 * waits for a packet or for the next timer, whichever comes first. Once it is secure it sends SRTP and checks what comes.
 */
public final class ZrtpOverUdp implements AutoCloseable {

    /**
     * What came of it. Keys and salts are hexadecimal, empty when there are none.
     *
     * @param secureAfterMs since the first Hello; negative when it never was
     * @param sent SRTP packets, fifty a second
     * @param received SRTP packets that were authentic
     * @param refused SRTP packets that were not
     */
    public record Outcome(
            Optional<ZrtpDetails> details,
            Optional<ZrtpFailure> failure,
            String sendKey,
            String sendSalt,
            String receiveKey,
            String receiveSalt,
            double secureAfterMs,
            int sent,
            int received,
            int refused) {}

    private static final int PACKET_MS = 20;
    private static final int PAYLOAD = 160;

    private final DatagramSocket socket;
    private final InetSocketAddress peer;
    private final ZrtpMachine machine;
    private final Map<ZrtpTimer, Long> timers = new EnumMap<>(ZrtpTimer.class);
    private final Map<ZrtpOutput.Direction, String[]> keys = new EnumMap<>(ZrtpOutput.Direction.class);
    private final int ssrc;
    private final PacketBuffer packetBuffer = new PacketBuffer();
    private @Nullable SrtpSender sender;
    private @Nullable SrtpReceiver receiver;
    private int sent;
    private int received;
    private int refused;
    private long nextVoice;
    private long begun;
    private double secureAfterMs = -1;
    private volatile @Nullable ZrtpDetails details;
    private @Nullable ZrtpFailure failure;
    private boolean over;
    private Consumer<byte[]> voice = packet -> {};

    public ZrtpOverUdp(int localPort, InetSocketAddress peer, ZrtpConfig config) throws IOException {
        this.socket = new DatagramSocket(localPort);
        this.peer = peer;
        this.ssrc = config.ssrc();
        this.machine = ZrtpMachine.create(config, new SecureRandom());
    }

    public ZrtpMachine machine() {
        return machine;
    }

    /** What was agreed on so far; from any thread. */
    public Optional<ZrtpDetails> details() {
        return Optional.ofNullable(details);
    }

    /** Has every authentic packet given to somebody as plain RTP, on the thread that runs this. */
    public void onVoice(Consumer<byte[]> listener) {
        voice = listener;
    }

    /**
     * Talks until the exchange is over.
     *
     * @param atMost how long to try
     * @param linger how long to go on answering afterwards, as the peer's last message may have been lost
     */
    public Outcome run(Duration atMost, Duration linger) throws IOException {
        long[] end = {Long.MAX_VALUE};
        return run(
                atMost,
                () -> end[0] = System.nanoTime() + linger.toNanos(),
                () -> over && System.nanoTime() - end[0] >= 0);
    }

    /**
     * Talks until the exchange is over for all parties to it, which are in this JVM.
     *
     * @param atMost how long to try
     * @param parties counted down by each that is done
     */
    public Outcome run(Duration atMost, CountDownLatch parties) throws IOException {
        return run(atMost, parties::countDown, () -> over && parties.getCount() == 0);
    }

    /**
     * Talks until told to stop, whether the exchange is over or not.
     *
     * @param atMost how long at most
     * @param stopped asked about a hundred times a second
     */
    public Outcome run(Duration atMost, BooleanSupplier stopped) throws IOException {
        return run(atMost, () -> {}, stopped);
    }

    private Outcome run(Duration atMost, Runnable whenOver, BooleanSupplier left) throws IOException {
        begun = System.nanoTime();
        act(machine.start());
        long end = begun + atMost.toNanos();
        byte[] buffer = new byte[2048];
        while (System.nanoTime() < end && !left.getAsBoolean()) {
            if (!over && (details != null || failure != null)) {
                over = true;
                whenOver.run();
            }
            long next =
                    timers.values().stream().mapToLong(Long::longValue).min().orElse(end);
            long wait = Math.clamp((Math.min(next, end) - System.nanoTime()) / 1_000_000, 1, PACKET_MS / 2);
            socket.setSoTimeout((int) wait);
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                // RTP and SRTP begin with version 2; ZRTP looks like version 0 (RFC 6189 §5).
                if ((buffer[0] & 0xc0) == 0) {
                    act(machine.receive(ByteBuffer.wrap(buffer, 0, packet.getLength())));
                } else {
                    hear(Arrays.copyOf(buffer, packet.getLength()));
                }
            } catch (SocketTimeoutException e) {
                // A timer has ended, or nothing has.
            }
            endTimers();
            speak();
        }
        return new Outcome(
                Optional.ofNullable(details),
                Optional.ofNullable(failure),
                key(ZrtpOutput.Direction.SEND, 0),
                key(ZrtpOutput.Direction.SEND, 1),
                key(ZrtpOutput.Direction.RECEIVE, 0),
                key(ZrtpOutput.Direction.RECEIVE, 1),
                secureAfterMs,
                sent,
                received,
                refused);
    }

    private void hear(byte[] packet) throws IOException {
        if (receiver == null) {
            return;
        }
        packetBuffer.set(packet);
        if (receiver.unprotect(packetBuffer) == SrtpOutcome.OK) {
            received++;
            voice.accept(packetBuffer.copy());
            // Authentic voice stands for the peer's Conf2ACK, which may be lost (RFC 6189 §4.6).
            act(machine.srtpReceived());
        } else {
            refused++;
        }
    }

    private void speak() throws IOException {
        if (sender == null || details == null || System.nanoTime() < nextVoice) {
            return;
        }
        nextVoice = System.nanoTime() + PACKET_MS * 1_000_000L;
        sent++;
        byte[] rtp = new byte[RtpLayout.FIXED_HEADER + PAYLOAD];
        ByteBuffer.wrap(rtp)
                .putShort((short) 0x8000)
                .putShort((short) sent)
                .putInt(sent * PAYLOAD)
                .putInt(ssrc);
        packetBuffer.set(rtp);
        if (sender.protect(packetBuffer) != SrtpOutcome.OK) {
            throw new IllegalStateException("A voice packet could not be protected");
        }
        byte[] srtp = packetBuffer.copy();
        socket.send(new DatagramPacket(srtp, srtp.length, peer));
    }

    private void open(ZrtpOutput.Direction direction, SrtpKeys srtp) {
        SrtpProfile profile = srtp.profile();
        SecretBytes key = srtp.masterKey().copy();
        SecretBytes salt = srtp.masterSalt().copy();
        switch (direction) {
            case SEND -> sender = new SrtpSender(profile, key, salt);
            case RECEIVE -> receiver = new SrtpReceiver(profile, key, salt);
        }
    }

    private String key(ZrtpOutput.Direction direction, int which) {
        return keys.getOrDefault(direction, new String[] {"", ""})[which];
    }

    private void endTimers() throws IOException {
        for (ZrtpTimer timer : ZrtpTimer.values()) {
            Long at = timers.get(timer);
            if (at != null && at <= System.nanoTime()) {
                timers.remove(timer);
                act(machine.timeout(timer));
            }
        }
    }

    private void act(List<ZrtpOutput> outputs) throws IOException {
        for (ZrtpOutput output : outputs) {
            switch (output) {
                case ZrtpOutput.Send(byte[] packet) -> socket.send(new DatagramPacket(packet, packet.length, peer));
                case ZrtpOutput.SetTimer set ->
                    timers.put(set.timer(), System.nanoTime() + set.after().toNanos());
                case ZrtpOutput.CancelTimer cancel -> timers.remove(cancel.timer());
                case ZrtpOutput.KeysReady ready -> {
                    try (SrtpKeys srtp = ready.keys()) {
                        open(ready.direction(), srtp);
                        HexFormat hex = HexFormat.of();
                        keys.put(ready.direction(), new String[] {
                            hex.formatHex(srtp.masterKey().reveal()),
                            hex.formatHex(srtp.masterSalt().reveal())
                        });
                    }
                }
                case ZrtpOutput.Secured secured -> {
                    secureAfterMs = (System.nanoTime() - begun) / 1e6;
                    details = secured.details();
                }
                case ZrtpOutput.DetailsChanged changed -> details = changed.details();
                case ZrtpOutput.Failed failed -> failure = failed.failure();
                case ZrtpOutput.PeerFound found -> {}
                case ZrtpOutput.Securing securing -> {}
                case ZrtpOutput.NoZrtp none -> {}
                case ZrtpOutput.GoClearRefused refused -> {}
                case ZrtpOutput.Rekeyed rekeyed -> {}
                case ZrtpOutput.RekeyFailed failed -> {}
                case ZrtpOutput.GoingClear going -> {}
                case ZrtpOutput.WentClear cleared -> {}
                case ZrtpOutput.PeerErrorIgnored ignored -> {}
            }
        }
    }

    @Override
    public void close() {
        if (sender != null) {
            sender.close();
        }
        if (receiver != null) {
            receiver.close();
        }
        machine.close();
        socket.close();
    }

    /**
     * By hand: {@code LPORT HOST:PORT SECONDS [ALGORITHMS [CALLS]]}, with algorithms such as {@code DH3k,AES1,HS80,B32,S256}.
     * Further calls keep the retained secrets; the peer is expected to be started again for each.
     */
    public static void main(String[] arguments) throws IOException {
        int port = Integer.parseInt(arguments[0]);
        String[] hostAndPort = arguments[1].split(":", 2);
        InetSocketAddress peer = new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1]));
        Duration atMost = Duration.ofSeconds(Long.parseLong(arguments[2]));
        List<String> names = arguments.length > 3 ? Arrays.asList(arguments[3].split(",", -1)) : List.of();
        int calls = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
        MemoryCache cache = new MemoryCache(new SecureRandom().nextInt(1, Integer.MAX_VALUE), InstantSource.system());
        KeyPool pool = new KeyPool(new SecureRandom());
        pool.fill();
        for (int call = 0; call < calls; call++) {
            ZrtpConfig config = ZrtpConfig.recommended(
                            new SecureRandom().nextInt(), cache, pool, InstantSource.system())
                    .withAlgorithms(preferences(names));
            try (ZrtpOverUdp over = new ZrtpOverUdp(port, peer, config)) {
                System.out.println("HELLOHASH " + over.machine().helloHash());
                Outcome outcome = over.run(atMost, Duration.ofMillis(1500));
                over.machine().confirmSas();
                System.out.printf(
                        "KEY tx %s%nSALT tx %s%nKEY rx %s%nSALT rx %s%n",
                        outcome.sendKey(), outcome.sendSalt(), outcome.receiveKey(), outcome.receiveSalt());
                outcome.details()
                        .ifPresent(d -> System.out.printf(
                                "SAS %s secrets %s verified %s/%s initiator %s client %s after %.1f ms%n%s%n",
                                d.sas(),
                                d.secrets(),
                                d.verifiedLocally(),
                                d.verifiedByPeer(),
                                d.initiator(),
                                d.peerClient(),
                                outcome.secureAfterMs(),
                                d));
                outcome.failure().ifPresent(f -> System.out.println("FAILED " + f));
                System.out.println("COUNTERS " + over.machine().counters());
            }
        }
    }

    private static AlgorithmPreferences preferences(List<String> names) {
        AlgorithmPreferences r = AlgorithmPreferences.RECOMMENDED;
        return new AlgorithmPreferences(
                named(HashAlgorithm.values(), names, r.hashes()),
                named(CipherAlgorithm.values(), names, r.ciphers()),
                named(AuthTag.values(), names, r.authTags()),
                named(KeyAgreement.values(), names, r.keyAgreements()),
                named(SasRendering.values(), names, r.sasRenderings()));
    }

    private static <A extends ZrtpAlgorithm> List<A> named(A[] known, List<String> names, List<A> otherwise) {
        List<A> wanted = names.stream()
                .flatMap(name -> Stream.of(known).filter(a -> a.label().equalsIgnoreCase(name)))
                .toList();
        return wanted.isEmpty() ? otherwise : wanted;
    }
}
