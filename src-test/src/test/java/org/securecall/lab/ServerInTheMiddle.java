// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.Zid;
import org.securecall.media.zrtp.MemoryCache;

/**
 * A SIP proxy over UDP between two telephones, which can turn against them: then it takes the place of each towards the
 * other, has the voice come to itself and speaks ZRTP with each. Of the messages it changes nothing but where the media
 * goes, that only PCMU is left, and, if it likes, what SDP says about ZRTP.
 */
public final class ServerInTheMiddle implements AutoCloseable {

    /** How it behaves. */
    public enum Conduct {
        HONEST,
        /** In the middle, with the real {@code a=zrtp-hash} lines left in. */
        ATTACK_KEEPING_HASHES,
        /** In the middle, with the {@code a=zrtp-hash} lines taken out, and what offers other keys in their place. */
        ATTACK_DROPPING_HASHES
    }

    /** Both ends of the attack: the one that Alice talks with, and the one that Bob talks with. */
    public record Attack(ZrtpLeg towardsCaller, ZrtpLeg towardsCallee) {}

    private static final List<String> KEYING = List.of("a=zrtp-hash:", "a=fingerprint:", "a=setup:", "a=crypto:");

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final DatagramSocket socket;
    private final int calleePort;
    private final List<String> log = new ArrayList<>();
    private final List<ZrtpLeg> legs = new ArrayList<>();
    private Conduct conduct = Conduct.HONEST;
    private MemoryCache asCallee = somebody();
    private MemoryCache asCaller = somebody();
    private @Nullable SocketAddress caller;
    private @Nullable ZrtpLeg towardsCaller;
    private @Nullable ZrtpLeg towardsCallee;
    private int portForCaller;
    private int portForCallee;

    /** @param calleePort of the telephone that is called through it */
    public ServerInTheMiddle(int calleePort) throws IOException {
        this.calleePort = calleePort;
        this.socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("server in the middle").start(this::loop);
    }

    private static MemoryCache somebody() {
        return new MemoryCache(new java.security.SecureRandom().nextInt(1, Integer.MAX_VALUE), InstantSource.system());
    }

    /** What the caller dials. */
    public String uri() {
        return "sip:bob@127.0.0.1:" + socket.getLocalPort();
    }

    /** From the next call on. */
    public synchronized void conduct(Conduct next) {
        conduct = next;
        portForCaller = 0;
        portForCallee = 0;
        towardsCaller = null;
        towardsCallee = null;
    }

    /** Has it show to each the ZID of the other, which anybody reads in a Hello; their secrets it does not have. */
    public synchronized void impersonate(String callerZid, String calleeZid) {
        asCaller = new MemoryCache(new Zid(callerZid), InstantSource.system());
        asCallee = new MemoryCache(new Zid(calleeZid), InstantSource.system());
    }

    /** Waits until it is in the middle of a call. */
    public Attack awaitAttack() throws IOException, InterruptedException {
        Await.until("attack", LIMIT, () -> attack() != null);
        Attack attack = attack();
        if (attack == null) {
            throw new AssertionError("The attack is over already");
        }
        return attack;
    }

    private synchronized @Nullable Attack attack() {
        return towardsCaller == null || towardsCallee == null ? null : new Attack(towardsCaller, towardsCallee);
    }

    /** The start lines of what it passed on. */
    public synchronized List<String> log() {
        return List.copyOf(log);
    }

    private void loop() {
        byte[] buffer = new byte[65536];
        while (!socket.isClosed()) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
                SipText message = SipText.parse(buffer, packet.getLength());
                if (!message.start().isBlank()) {
                    pass(message, packet.getSocketAddress());
                }
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private synchronized void pass(SipText message, SocketAddress from) throws IOException {
        log.add(message.start());
        if (message.isRequest()) {
            caller = from;
            // RFC 3261 §16.11: the same branch for a retransmission, as whoever keeps no state does it.
            String branch =
                    "z9hG4bKmiddle" + Integer.toHexString(message.header("Via").hashCode());
            send(
                    offered(message)
                            .passedOn(
                                    "sip:bob@127.0.0.1:" + calleePort,
                                    "SIP/2.0/UDP 127.0.0.1:" + socket.getLocalPort() + ";branch=" + branch),
                    new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), calleePort));
        } else if (caller != null) {
            send(answered(message).passedBack(), caller);
        }
    }

    private SipText offered(SipText request) throws IOException {
        if (conduct == Conduct.HONEST || !request.is("INVITE") || request.body().isEmpty()) {
            return request;
        }
        if (portForCaller == 0) {
            portForCaller = Ports.free();
            portForCallee = Ports.free();
            towardsCaller = leg(portForCaller, request.audioPort(), asCallee);
        }
        return redirected(request, portForCallee);
    }

    private SipText answered(SipText response) throws IOException {
        if (portForCaller == 0 || response.body().isEmpty()) {
            return response;
        }
        if (towardsCallee == null) {
            towardsCallee = leg(portForCallee, response.audioPort(), asCaller);
        }
        return redirected(response, portForCaller);
    }

    private ZrtpLeg leg(int port, int peerPort, MemoryCache cache) throws IOException {
        ZrtpLeg leg = new ZrtpLeg(port, peerPort, cache).start();
        legs.add(leg);
        return leg;
    }

    private SipText redirected(SipText message, int port) {
        return message.withBodyLines(line -> {
            if (line.startsWith("m=audio ")) {
                return "m=audio " + port + " " + line.split(" ")[2] + " 0";
            }
            boolean drop = conduct == Conduct.ATTACK_DROPPING_HASHES && KEYING.stream().anyMatch(line::startsWith);
            return drop ? "" : line;
        });
    }

    private void send(SipText message, SocketAddress to) throws IOException {
        byte[] octets = message.octets();
        socket.send(new DatagramPacket(octets, octets.length, to));
    }

    @Override
    public void close() {
        socket.close();
        synchronized (this) {
            legs.forEach(ZrtpLeg::close);
        }
    }
}
