// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import com.google.errorprone.annotations.ThreadSafe;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.securecall.media.secret.SecretBytes;

/**
 * One key pair per group, given out again and again, with each result computed once: what a run of a hundred thousand
 * handshakes can afford and what no telephone may ever do.
 */
@ThreadSafe
final class FixedShares extends KeyPool {

    private final SecureRandom random;

    @SuppressWarnings("ThreadSafe") // a concurrent map of what never changes
    private final Map<KeyGroup, KeyShare> own = new ConcurrentHashMap<>();

    @SuppressWarnings("ThreadSafe")
    private final Map<Octets, byte[]> agreed = new ConcurrentHashMap<>();

    FixedShares(SecureRandom random) {
        super(random);
        this.random = random;
    }

    @Override
    KeyShare take(KeyGroup group) {
        return new Remembering(own.computeIfAbsent(group, g -> g.generate(random)), agreed);
    }

    private record Remembering(KeyShare real, Map<Octets, byte[]> agreed) implements KeyShare {

        @Override
        public KeyGroup group() {
            return real.group();
        }

        @Override
        public Octets publicValue() {
            return real.publicValue();
        }

        @Override
        public SecretBytes agree(Octets peerPublicValue) throws BadPublicValueException {
            byte[] known = agreed.get(peerPublicValue);
            if (known == null) {
                try (SecretBytes result = real.agree(peerPublicValue)) {
                    known = result.reveal().clone();
                }
                agreed.put(peerPublicValue, known);
            }
            return SecretBytes.owning(known.clone());
        }

        @Override
        public void close() {}
    }
}
