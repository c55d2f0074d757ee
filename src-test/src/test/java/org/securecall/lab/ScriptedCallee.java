// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;

/** Whoever is called over UDP and answers what the test says, in the name of as many telephones as it likes. */
public final class ScriptedCallee implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final DatagramSocket socket;
    private SocketAddress caller;

    public ScriptedCallee() throws IOException {
        socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        socket.setSoTimeout((int) LIMIT.toMillis());
        caller = socket.getLocalSocketAddress();
    }

    /** Where it can be called. */
    public String uri() {
        return "sip:bob@127.0.0.1:" + socket.getLocalPort();
    }

    /** Waits for a request of a method; others, such as retransmissions, are passed over. */
    public SipText await(String method) throws IOException {
        byte[] buffer = new byte[65536];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet);
            SipText message = SipText.parse(buffer, packet.getLength());
            if (message.is(method)) {
                caller = packet.getSocketAddress();
                return message;
            }
        }
    }

    /**
     * Responds.
     *
     * @param tag of the telephone that speaks
     * @param sdp may be empty
     */
    public void respond(SipText request, String status, String tag, String sdp) throws IOException {
        byte[] octets = request.response(status, tag, uri(), sdp).octets();
        socket.send(new DatagramPacket(octets, octets.length, caller));
    }

    /** An answer that takes PCMU and announces ZRTP. */
    public static String sdp(int port, String helloHash) {
        return """
                v=0
                o=scripted %1$d 1 IN IP4 127.0.0.1
                s=-
                c=IN IP4 127.0.0.1
                t=0 0
                m=audio %1$d RTP/AVP 0
                a=rtpmap:0 PCMU/8000
                a=rtcp-mux
                a=zrtp-hash:1.10 %2$s
                a=sendrecv
                """.formatted(port, helloHash).replace("\n", "\r\n");
    }

    @Override
    public void close() {
        socket.close();
    }
}
