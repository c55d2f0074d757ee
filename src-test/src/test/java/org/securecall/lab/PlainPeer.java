// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A telephone that knows no encryption: it answers every call over UDP with G.711 and counts what comes to its media port,
 * by kind. It is also the place to send bad packets from.
 */
public final class PlainPeer implements AutoCloseable {

    /** What comes to the media port. */
    public enum Kind {
        RTP,
        RTCP,
        ZRTP,
        OTHER
    }

    private final DatagramSocket sip;
    private final DatagramSocket media;
    private final List<Kind> received = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private @Nullable InetSocketAddress peerMedia;

    /** Starts it. */
    public PlainPeer() throws SocketException {
        sip = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        media = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("plain peer, SIP").start(() -> loop(sip, this::signalling));
        Thread.ofPlatform().daemon().name("plain peer, media").start(() -> loop(media, this::count));
    }

    @FunctionalInterface
    private interface Use {
        void packet(byte[] octets, SocketAddress from) throws IOException;
    }

    private static void loop(DatagramSocket socket, Use use) {
        byte[] buffer = new byte[65536];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                use.packet(java.util.Arrays.copyOf(buffer, packet.getLength()), packet.getSocketAddress());
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    private void count(byte[] octets, SocketAddress from) {
        synchronized (received) {
            received.add(kind(octets));
            received.notifyAll();
        }
    }

    /** RFC 5761 §4 and RFC 6189 §5. */
    private static Kind kind(byte[] octets) {
        if (octets.length > 12 && octets[0] == 0x10) {
            return Kind.ZRTP;
        }
        if (octets.length < 8 || (octets[0] & 0xc0) != 0x80) {
            return Kind.OTHER;
        }
        int type = octets[1] & 0x7f;
        return type >= 64 && type < 96 ? Kind.RTCP : Kind.RTP;
    }

    private void signalling(byte[] octets, SocketAddress from) throws IOException {
        String message = new String(octets, StandardCharsets.UTF_8);
        String method = message.substring(0, Math.max(0, message.indexOf(' ')));
        synchronized (requests) {
            requests.add(message);
            requests.notifyAll();
        }
        switch (method) {
            case "INVITE" -> {
                synchronized (received) {
                    peerMedia = mediaOf(message);
                }
                respond(message, from, answer());
            }
            case "BYE", "CANCEL", "OPTIONS" -> respond(message, from, "");
            default -> {
                // ACK and responses ask for nothing.
            }
        }
    }

    private static @Nullable InetSocketAddress mediaOf(String message) {
        Optional<String> port = message.lines()
                .filter(line -> line.startsWith("m=audio "))
                .map(line -> line.split(" ")[1])
                .findFirst();
        return port.map(p -> new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(p)))
                .orElse(null);
    }

    private String answer() {
        return """
                v=0
                o=plain 1 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %d RTP/AVP 0
                a=rtpmap:0 PCMU/8000
                a=sendrecv
                """.formatted(media.getLocalPort()).replace("\n", "\r\n");
    }

    private void respond(String request, SocketAddress to, String body) throws IOException {
        StringBuilder response = new StringBuilder("SIP/2.0 200 OK\r\n");
        request.lines().takeWhile(line -> !line.isEmpty()).forEach(line -> {
            String name = line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(Locale.ROOT);
            switch (name) {
                case "via", "from", "call-id", "cseq", "record-route" ->
                    response.append(line).append("\r\n");
                case "to" ->
                    response.append(line)
                            .append(line.contains(";tag=") ? "" : ";tag=plain")
                            .append("\r\n");
                default -> {
                    // Of no use in a response.
                }
            }
        });
        response.append("Contact: <").append(uri()).append(">\r\n");
        if (!body.isEmpty()) {
            response.append("Content-Type: application/sdp\r\n");
        }
        response.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        send(sip, to, response.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Where it can be called. */
    public String uri() {
        return "sip:plain@127.0.0.1:" + sip.getLocalPort();
    }

    /** Sends octets to a SIP port of this machine. */
    public void sendSip(int port, byte[] octets) throws IOException {
        send(sip, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), octets);
    }

    /** Sends octets to the media port that the last call's offer named. */
    public void sendMedia(byte[] octets) throws IOException {
        send(media, peerMedia(), octets);
    }

    /** Where the last caller wants its media. */
    public InetSocketAddress peerMedia() {
        synchronized (received) {
            if (peerMedia == null) {
                throw new AssertionError("Nobody called, or without audio");
            }
            return peerMedia;
        }
    }

    private static void send(DatagramSocket socket, SocketAddress to, byte[] octets) throws IOException {
        socket.send(new DatagramPacket(octets, octets.length, to));
    }

    /** How many packets of a kind came to the media port. */
    public int count(Kind kind) {
        synchronized (received) {
            return (int) received.stream().filter(k -> k == kind).count();
        }
    }

    /** Waits until so many packets of a kind have come. */
    public void awaitCount(Kind kind, int least, java.time.Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        synchronized (received) {
            while (count(kind) < least) {
                long left = (end - System.nanoTime()) / 1_000_000;
                if (left <= 0) {
                    throw new AssertionError("Only " + count(kind) + " of " + kind + " within " + limit);
                }
                received.wait(left);
            }
        }
    }

    /** The SIP messages that came. */
    public List<String> messages() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    @Override
    public void close() {
        sip.close();
        media.close();
    }
}
