// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import com.google.errorprone.annotations.ThreadSafe;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One key pair per group, given out again and again: what a run of a hundred thousand handshakes can afford, and what no
 * telephone may ever do.
 */
@ThreadSafe
final class FixedShares extends KeyPool {

    @SuppressWarnings("ThreadSafe") // SecureRandom is safe for concurrent use; it says so, but is not marked.
    private final SecureRandom random;

    @SuppressWarnings("ThreadSafe") // a concurrent map of what never changes
    private final Map<KeyScheme<?>, EphemeralKey> own = new ConcurrentHashMap<>();

    FixedShares(SecureRandom random) {
        super(random);
        this.random = random;
    }

    @Override
    <K extends EphemeralKey> K take(KeyScheme<K> scheme) {
        return scheme.keyType().cast(own.computeIfAbsent(scheme, s -> s.generate(random)));
    }
}
