// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpCache;

/**
 * Two machines that talk to each other in memory, for no other purpose than that the real call is not the first one: a cold
 * exchange takes ten times as long as a warm one.
 */
final class Rehearsal {

    /** More packets than any exchange without loss has. */
    private static final int MOST_PACKETS = 64;

    private Rehearsal() {}

    /** Remembers nothing. */
    private record NoCache(Zid localZid) implements ZrtpCache {

        @Override
        public Optional<RetainedSecrets> find(Zid peer) {
            return Optional.empty();
        }

        @Override
        public void store(Zid peer, RetainedSecrets secrets) {
            secrets.close();
        }

        @Override
        public void setVerified(Zid peer, boolean verified) {}
    }

    private record Packet(ZrtpMachine to, ByteBuffer octets) {}

    /** @return the groups and KEMs with which both sides became secure, which is all of those of {@code agreements} */
    static Set<KeyScheme<?>> run(KeyPool keys, List<KeyAgreement> agreements, SecureRandom random) {
        Set<KeyScheme<?>> secured = new HashSet<>();
        for (KeyAgreement agreement : agreements) {
            try (ZrtpMachine one = machine(1, agreement, keys, random);
                    ZrtpMachine other = machine(2, agreement, keys, random)) {
                exchange(one, other);
                if (one.details().isPresent() && other.details().isPresent()) {
                    secured.add(agreement.scheme());
                }
            }
        }
        return secured;
    }

    private static void exchange(ZrtpMachine one, ZrtpMachine other) {
        Deque<Packet> underWay = new ArrayDeque<>();
        send(underWay, other, one.start());
        send(underWay, one, other.start());
        for (int i = 0; i < MOST_PACKETS && !underWay.isEmpty(); i++) {
            Packet packet = underWay.removeFirst();
            ZrtpMachine from = packet.to() == one ? other : one;
            send(underWay, from, packet.to().receive(packet.octets()));
        }
    }

    private static void send(Deque<Packet> underWay, ZrtpMachine to, List<ZrtpOutput> outputs) {
        for (ZrtpOutput output : outputs) {
            if (output instanceof ZrtpOutput.Send(byte[] packet)) {
                underWay.addLast(new Packet(to, ByteBuffer.wrap(packet)));
            } else if (output instanceof ZrtpOutput.KeysReady ready) {
                ready.keys().close();
            }
        }
    }

    private static ZrtpMachine machine(int number, KeyAgreement agreement, KeyPool keys, SecureRandom random) {
        ZrtpCache cache = new NoCache(new Zid("%024x".formatted(number)));
        ZrtpConfig config = ZrtpConfig.recommended(number, cache, keys, InstantSource.fixed(Instant.EPOCH));
        return ZrtpMachine.create(config.withAlgorithms(config.algorithms().withKeyAgreements(agreement)), random);
    }
}
