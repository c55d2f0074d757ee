// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SIP peer on a bare UDP socket, which says what the test tells it to. */
final class ScriptedServer implements AutoCloseable {

    private static final int LIMIT_MILLIS = 10_000;

    private final DatagramSocket socket;
    private int peerPort;

    ScriptedServer() throws SocketException {
        socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    }

    int port() {
        return socket.getLocalPort();
    }

    void talkTo(int port) {
        peerPort = port;
    }

    /** The next message that is not a keep-alive; within ten seconds. */
    String receive() throws IOException {
        return receive(LIMIT_MILLIS).orElseGet(() -> fail("Nothing came"));
    }

    /** The next one that starts so; others, such as retransmissions, are passed over. */
    String receive(String start) throws IOException {
        String message = receive();
        while (!message.startsWith(start)) {
            message = receive();
        }
        return message;
    }

    Optional<String> receive(int millis) throws IOException {
        byte[] buffer = new byte[65536];
        long end = System.nanoTime() + millis * 1_000_000L;
        while (true) {
            int left = (int) ((end - System.nanoTime()) / 1_000_000L);
            if (left <= 0) {
                return Optional.empty();
            }
            socket.setSoTimeout(left);
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            }
            peerPort = packet.getPort();
            String text = new String(buffer, 0, packet.getLength(), StandardCharsets.UTF_8);
            if (!text.isBlank()) {
                return Optional.of(text);
            }
        }
    }

    void send(String message) throws IOException {
        send(message.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length, InetAddress.ofLiteral("127.0.0.1"), peerPort));
    }

    /** Answers a request; further lines come before the body. */
    void answer(String request, String status, String toTag, String lines, String body) throws IOException {
        StringBuilder answer = new StringBuilder("SIP/2.0 " + status + "\r\n");
        for (String name : new String[] {"Via", "From", "To", "Call-ID", "CSeq"}) {
            String value = header(request, name).orElseThrow();
            boolean tag = name.equals("To") && !value.contains(";tag=") && !toTag.isEmpty();
            answer.append(name)
                    .append(": ")
                    .append(value)
                    .append(tag ? ";tag=" + toTag : "")
                    .append("\r\n");
        }
        answer.append(lines);
        send(answer + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    void answer(String request, String status, String lines) throws IOException {
        answer(request, status, "server", lines, "");
    }

    static Optional<String> header(String message, String name) {
        Matcher m = Pattern.compile("(?im)^" + Pattern.quote(name) + "\\s*:\\s*(.*?)\\s*$")
                .matcher(message);
        return m.find() ? Optional.of(m.group(1)) : Optional.empty();
    }

    /** A parameter of an Authorization header, unquoted. */
    static String parameter(String header, String name) {
        Matcher m = Pattern.compile("(?:^|[ ,])" + name + "=(?:\"([^\"]*)\"|([^,\\s]+))")
                .matcher(header);
        if (!m.find()) {
            return fail("No " + name + " in " + header);
        }
        return m.group(1) != null ? m.group(1) : m.group(2);
    }

    @Override
    public void close() {
        socket.close();
    }
}
