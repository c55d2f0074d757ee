// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.securecall.media.api.Zid;

/**
 * The other side of a telephone on two bare sockets: registrar, caller and callee in one, which shows what the telephone lets go. Does
 * nothing but when it is asked.
 */
final class RawPeer implements AutoCloseable {

    private static final int LIMIT_MILLIS = 10_000;

    /** RTP's header, then preamble, length and type of a ZRTP message (RFC 6189 §5). */
    private static final int MESSAGE = 12;

    private static final int TYPE = MESSAGE + 4;
    /** After version, client identifier and H3 (§5.2). */
    private static final int ZID = TYPE + 8 + 4 + 16 + 32;

    private static final int CRC_BYTES = 4;

    private final InetAddress here = InetAddress.ofLiteral("127.0.0.1");
    private final DatagramSocket sip;
    private final DatagramSocket rtp;
    private final Map<String, String> contacts = new LinkedHashMap<>();
    private int telephone;
    private int calls;

    RawPeer() throws SocketException {
        sip = new DatagramSocket(0, here);
        rtp = new DatagramSocket(0, here);
        sip.setSoTimeout(LIMIT_MILLIS);
        rtp.setSoTimeout(LIMIT_MILLIS);
    }

    int port() {
        return sip.getLocalPort();
    }

    String address() {
        return "sip:bob@127.0.0.1:" + port();
    }

    /** A telephone's Hello, and what the signalling said of it before. */
    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    record Hello(byte[] packet, String announced) {

        Zid zid() {
            return Zid.of(Arrays.copyOfRange(packet, ZID, ZID + Zid.BYTES));
        }

        /** §8.1: the whole message, without what carries it. */
        String hash() throws Exception {
            byte[] message = Arrays.copyOfRange(packet, MESSAGE, packet.length - CRC_BYTES);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(message));
        }

        boolean holds(Zid zid) {
            return new String(packet, StandardCharsets.ISO_8859_1)
                    .contains(new String(zid.bytes(), StandardCharsets.ISO_8859_1));
        }
    }

    /** Lets so many accounts register. */
    void register(int accounts) throws IOException {
        while (contacts.size() < accounts) {
            take(receive());
        }
    }

    /** Answers the call that the telephone makes now. */
    Hello answer() throws IOException {
        forgetMedia();
        String invite = next("INVITE");
        reply(invite, "200 OK", "Contact: <" + address() + ">\r\nContent-Type: application/sdp\r\n", description());
        return hello(invite);
    }

    /** Calls an account of the telephone, which has to ring then. */
    String call(String account, String from) throws IOException {
        forgetMedia();
        String contact = contacts.getOrDefault(account, "");
        assertThat(contact).as("a contact of " + account + " in " + contacts).isNotEmpty();
        String invite = "INVITE " + contact + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + port()
                + ";branch=z9hG4bKraw" + ++calls + "\r\nMax-Forwards: 70\r\nFrom: <" + from + ">;tag=raw" + calls
                + "\r\nTo: <" + account + ">\r\nCall-ID: raw" + calls + "\r\nCSeq: 1 INVITE\r\nContact: <" + address()
                + ">\r\nContent-Type: application/sdp\r\n";
        send(invite + "Content-Length: " + description().length() + "\r\n\r\n" + description());
        return contact;
    }

    /** The telephone answers the call; gives what its voice begins with. */
    Hello answered(String contact) throws IOException {
        String ok = next("SIP/2.0 200");
        send("ACK " + contact + " SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" + port() + ";branch=z9hG4bKack" + calls
                + "\r\nMax-Forwards: 70\r\nFrom: " + header(ok, "From") + "\r\nTo: " + header(ok, "To")
                + "\r\nCall-ID: " + header(ok, "Call-ID") + "\r\nCSeq: 1 ACK\r\nContent-Length: 0\r\n\r\n");
        return hello(ok);
    }

    void hungUp() throws IOException {
        reply(next("BYE"), "200 OK", "", "");
    }

    private Hello hello(String described) throws IOException {
        Matcher hash =
                Pattern.compile("(?m)^a=zrtp-hash:\\S+ (\\p{XDigit}{64})\\s*$").matcher(described);
        assertThat(hash.find()).as(described).isTrue();
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LIMIT_MILLIS);
        while (System.nanoTime() < end) {
            DatagramPacket received = packet(rtp);
            byte[] packet = Arrays.copyOf(received.getData(), received.getLength());
            if (packet.length > ZID + Zid.BYTES
                    && new String(packet, TYPE, 8, StandardCharsets.ISO_8859_1).equals("Hello   ")) {
                return new Hello(packet, hash.group(1));
            }
        }
        throw new IOException("No Hello came");
    }

    /** What a call before left behind. */
    private void forgetMedia() throws IOException {
        rtp.setSoTimeout(1);
        try {
            while (true) {
                packet(rtp);
            }
        } catch (java.net.SocketTimeoutException empty) {
            rtp.setSoTimeout(LIMIT_MILLIS);
        }
    }

    private String next(String start) throws IOException {
        String message = receive();
        while (!message.startsWith(start)) {
            take(message);
            message = receive();
        }
        return message;
    }

    private void take(String message) throws IOException {
        if (message.startsWith("REGISTER")) {
            String address = between(header(message, "To"));
            contacts.put(address, between(header(message, "Contact")));
            reply(message, "200 OK", "Contact: " + header(message, "Contact") + "\r\nExpires: 600\r\n", "");
        }
    }

    private void reply(String request, String status, String lines, String body) throws IOException {
        StringBuilder answer = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            String value = header(request, name);
            boolean tagged = !name.equals("To") || value.contains(";tag=");
            answer.append(name)
                    .append(": ")
                    .append(value)
                    .append(tagged ? "" : ";tag=raw")
                    .append("\r\n");
        }
        send(answer + lines + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private String description() {
        return "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio " + rtp.getLocalPort()
                + " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
    }

    private String receive() throws IOException {
        DatagramPacket packet = packet(sip);
        telephone = packet.getPort();
        String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        return text.isBlank() ? receive() : text;
    }

    private static DatagramPacket packet(DatagramSocket socket) throws IOException {
        DatagramPacket packet = new DatagramPacket(new byte[65536], 65536);
        socket.receive(packet);
        return packet;
    }

    private void send(String message) throws IOException {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        sip.send(new DatagramPacket(bytes, bytes.length, here, telephone));
    }

    private static String header(String message, String name) {
        Matcher m = Pattern.compile("(?im)^" + name + "\\s*:\\s*(.*?)\\s*$").matcher(message);
        assertThat(m.find()).as("%s in %s", name, message).isTrue();
        return m.group(1);
    }

    private static String between(String header) {
        return header.substring(header.indexOf('<') + 1, header.indexOf('>'));
    }

    @Override
    public void close() {
        sip.close();
        rtp.close();
    }
}
