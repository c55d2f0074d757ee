// SPDX-License-Identifier: GPL-3.0-or-later

import gnu.java.zrtp.ZRtp;
import gnu.java.zrtp.ZrtpCallback;
import gnu.java.zrtp.ZrtpCodes;
import gnu.java.zrtp.ZrtpConfigure;
import gnu.java.zrtp.ZrtpConstants;
import gnu.java.zrtp.ZrtpSrtpSecrets;
import gnu.java.zrtp.utils.ZrtpCrc32;
import gnu.java.zrtp.zidfile.ZidFile;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * One ZRTP endpoint on a UDP port of the loopback, made of org.jitsi:zrtp4j-light. It needs an older Bouncy Castle than
 * Secure Call, so it is a program by itself, started from this source.
 *
 * <pre>
 *   java -cp ZRTP4J-AND-BOUNCY-CASTLE Zrtp4jPeer.java LOCAL-PORT PEER-PORT SECONDS ZID-FILE KEY-AGREEMENT HASH CIPHER TAG
 * </pre>
 *
 * It offers the four, named as on the wire, and what is mandatory. Standard output, a line each:
 *
 * <pre>
 *   ready HELLO-HASH                    before the first packet
 *   key send|receive MASTER-KEY SALT    in hexadecimal, once each: both parties belong to a test
 *   secure SAS                          once
 *   warning NAME                        such as WarningNoExpectedRSMatch, before the others
 *   failed REASON
 * </pre>
 */
public final class Zrtp4jPeer implements ZrtpCallback {

    private static final int HEADER = 12;
    private static final int CRC = 4;
    private static final int COOKIE = 0x5a525450;

    private final DatagramSocket socket;
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final int peerPort;
    private final int ssrc = new SecureRandom().nextInt();
    /** zrtp4j may be called by one thread at a time: this one. */
    private final ScheduledExecutorService engineThread = Executors.newSingleThreadScheduledExecutor();
    private final ZRtp engine;
    private Future<?> timer = CompletableFuture.completedFuture(null);
    private short sequence = 1;

    private Zrtp4jPeer(
            int localPort, int peerPort, String zidFile, String keyAgreement, String hash, String cipher, String tag)
            throws IOException {
        this.socket = new DatagramSocket(localPort, loopback);
        this.peerPort = peerPort;
        ZidFile.getInstance().open(zidFile);
        ZrtpConfigure algorithms = new ZrtpConfigure();
        algorithms.clear();
        algorithms.addPubKeyAlgo(ZrtpConstants.SupportedPubKeys.valueOf(keyAgreement.toUpperCase(Locale.ROOT)));
        algorithms.addHashAlgo(ZrtpConstants.SupportedHashes.valueOf(hash));
        algorithms.addHashAlgo(ZrtpConstants.SupportedHashes.S256);
        algorithms.addSymCipherAlgo(ZrtpConstants.SupportedSymCiphers.valueOf(cipher.replace("2FS", "TWO")));
        algorithms.addSymCipherAlgo(ZrtpConstants.SupportedSymCiphers.AES1);
        algorithms.addSasTypeAlgo(ZrtpConstants.SupportedSASTypes.B32);
        algorithms.addAuthLength(ZrtpConstants.SupportedAuthLengths.valueOf(tag));
        algorithms.addAuthLength(ZrtpConstants.SupportedAuthLengths.HS32);
        algorithms.addAuthLength(ZrtpConstants.SupportedAuthLengths.HS80);
        this.engine = new ZRtp(ZidFile.getInstance().getZid(), this, "zrtp4j", algorithms);
    }

    public static void main(String[] arguments) throws Exception {
        Zrtp4jPeer peer = new Zrtp4jPeer(
                Integer.parseInt(arguments[0]),
                Integer.parseInt(arguments[1]),
                arguments[3],
                arguments[4],
                arguments[5],
                arguments[6],
                arguments[7]);
        // The hash of the Hello comes as "1.10 HEX", which is what SDP would say.
        System.out.println("ready " + peer.engine.getHelloHash(0));
        peer.run(TimeUnit.SECONDS.toNanos(Long.parseLong(arguments[2])));
        System.exit(0);
    }

    private void run(long nanos) throws Exception {
        long end = System.nanoTime() + nanos;
        engineThread.submit(engine::startZrtpEngine).get();
        byte[] buffer = new byte[2048];
        socket.setSoTimeout(50);
        while (System.nanoTime() < end) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                continue;
            }
            int length = packet.getLength();
            ByteBuffer read = ByteBuffer.wrap(buffer, 0, length);
            if (length < HEADER + HEADER + CRC || read.getInt(4) != COOKIE) {
                continue;
            }
            if (!ZrtpCrc32.zrtpCheckCksum(buffer, 0, length - CRC, read.getInt(length - CRC))) {
                System.out.println("failed CRC");
                continue;
            }
            byte[] message = Arrays.copyOfRange(buffer, HEADER, length);
            int peerSsrc = read.getInt(8);
            engineThread.submit(() -> engine.processZrtpMessage(message, peerSsrc)).get();
        }
    }

    /** {@code message} comes with four octets behind it for the CRC. */
    @Override
    public boolean sendDataZRTP(byte[] message) {
        byte[] packet = new byte[HEADER + message.length];
        ByteBuffer write = ByteBuffer.wrap(packet);
        write.putShort((short) 0x1000).putShort(sequence++).putInt(COOKIE).putInt(ssrc).put(message);
        int crc = ZrtpCrc32.zrtpEndCksum(ZrtpCrc32.zrtpGenerateCksum(packet, 0, packet.length - CRC));
        write.putInt(packet.length - CRC, crc);
        try {
            socket.send(new DatagramPacket(packet, packet.length, loopback, peerPort));
            return true;
        } catch (IOException e) {
            System.out.println("failed " + e);
            return false;
        }
    }

    @Override
    public int activateTimer(int milliseconds) {
        timer = engineThread.schedule(engine::processTimeout, milliseconds, TimeUnit.MILLISECONDS);
        return 1;
    }

    @Override
    public int cancelTimer() {
        timer.cancel(false);
        return 1;
    }

    @Override
    public boolean srtpSecretsReady(ZrtpSrtpSecrets secrets, EnableSecurity part) {
        boolean sends = part == EnableSecurity.ForSender;
        boolean initiators = sends == (secrets.getRole() == Role.Initiator);
        System.out.printf(
                "key %s %s %s%n",
                sends ? "send" : "receive",
                initiators
                        ? hex(secrets.getKeyInitiator(), secrets.getInitKeyLen())
                        : hex(secrets.getKeyResponder(), secrets.getRespKeyLen()),
                initiators
                        ? hex(secrets.getSaltInitiator(), secrets.getInitSaltLen())
                        : hex(secrets.getSaltResponder(), secrets.getRespSaltLen()));
        return true;
    }

    private static String hex(byte[] octets, int bits) {
        return HexFormat.of().formatHex(octets, 0, bits / 8);
    }

    @Override
    public void srtpSecretsOn(String cipher, String sas, boolean verified) {
        System.out.println("secure " + sas);
    }

    @Override
    public void zrtpNegotiationFailed(ZrtpCodes.MessageSeverity severity, EnumSet<?> codes) {
        System.out.println("failed " + codes);
    }

    @Override
    public void zrtpNotSuppOther() {
        System.out.println("failed no ZRTP at the other side");
    }

    @Override
    public void sendInfo(ZrtpCodes.MessageSeverity severity, EnumSet<?> codes) {
        if (severity == ZrtpCodes.MessageSeverity.Warning) {
            codes.forEach(code -> System.out.println("warning " + code));
        }
    }

    @Override
    public void srtpSecretsOff(EnableSecurity part) {}

    @Override
    public void handleGoClear() {}

    @Override
    public void zrtpAskEnrollment(ZrtpCodes.InfoEnrollment info) {}

    @Override
    public void zrtpInformEnrollment(ZrtpCodes.InfoEnrollment info) {}

    @Override
    public void signSAS(byte[] sasHash) {}

    @Override
    public boolean checkSASSignature(byte[] sasHash) {
        return false;
    }
}
