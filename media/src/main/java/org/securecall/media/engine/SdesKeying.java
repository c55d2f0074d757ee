// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.SdesCrypto;
import org.securecall.media.api.SdesSuite;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpProfile;

/** SDES: this side's keys, and the contexts that a chosen pair gives (RFC 4568). Belongs to the loop. */
final class SdesKeying implements AutoCloseable {

    private final KeyingArbiter arbiter;
    private final List<SdesCrypto> own = new ArrayList<>();

    /** A key goes on where it was: counted from the beginning, it would encrypt two packets alike (RFC 3711 §9.1). */
    private final Map<SdesSuite, Sending> senders = new EnumMap<>(SdesSuite.class);

    private @Nullable SdesCrypto peer;
    private @Nullable Receiving receiving;

    /** @param keying without {@link KeyingMethod#SDES} there are no keys */
    SdesKeying(List<KeyingMethod> keying, SecureRandom random, KeyingArbiter arbiter) {
        this.arbiter = arbiter;
        if (keying.contains(KeyingMethod.SDES)) {
            for (SdesSuite suite : SdesSuite.values()) {
                byte[] keyAndSalt = new byte[suite.keyBytes() + suite.saltBytes()];
                random.nextBytes(keyAndSalt);
                own.add(SdesCrypto.of(own.size() + 1, suite, SecretBytes.owning(keyAndSalt)));
            }
        }
    }

    List<SdesCrypto> keys() {
        return List.copyOf(own);
    }

    /** Whether this side has offered, or answers, with that key. */
    boolean canUse(PeerKeying.Sdes chosen) {
        return own.stream().anyMatch(key -> isSame(key, chosen.own()));
    }

    /** Takes a chosen pair into use; what was in use already stays so. */
    void use(PeerKeying.Sdes chosen) {
        SdesSuite suite = chosen.peer().suite();
        Receiving receive = receiving;
        SdesCrypto former = peer;
        boolean samePeer = former != null && isSame(former, chosen.peer());
        if (samePeer && receive != null) {
            return;
        }
        Sending send = senders.computeIfAbsent(suite, s -> {
            try (SrtpKeys keys = keys(chosen.own())) {
                return Sending.of(keys);
            }
        });
        if (former != null) {
            former.close();
        }
        peer = chosen.peer().copy();
        try (SrtpKeys keys = keys(chosen.peer())) {
            receiving = Receiving.of(keys);
            arbiter.signalled(KeyingMethod.SDES, suite.token(), send, receiving);
        }
    }

    /** The description has no SDES any more: the same pair, coming back, is a new one. */
    void leave() {
        receiving = null;
    }

    private static boolean isSame(SdesCrypto one, SdesCrypto other) {
        return one.suite() == other.suite()
                && one.keyAndSalt().matches(other.keyAndSalt().reveal());
    }

    static SrtpKeys keys(SdesCrypto crypto) {
        byte[] keyAndSalt = crypto.keyAndSalt().reveal();
        int keyBytes = crypto.suite().keyBytes();
        return new SrtpKeys(
                profile(crypto.suite()),
                SecretBytes.owning(Arrays.copyOf(keyAndSalt, keyBytes)),
                SecretBytes.owning(Arrays.copyOfRange(keyAndSalt, keyBytes, keyAndSalt.length)));
    }

    static SrtpProfile profile(SdesSuite suite) {
        return switch (suite) {
            case AEAD_AES_256_GCM -> SrtpProfile.AEAD_AES_256_GCM;
            case AEAD_AES_128_GCM -> SrtpProfile.AEAD_AES_128_GCM;
            case AES_256_CM_HMAC_SHA1_80 -> SrtpProfile.AES_CM_256_HMAC_SHA1_80;
            case AES_CM_128_HMAC_SHA1_80 -> SrtpProfile.AES_CM_128_HMAC_SHA1_80;
            case AES_256_CM_HMAC_SHA1_32 -> SrtpProfile.AES_CM_256_HMAC_SHA1_32;
            case AES_CM_128_HMAC_SHA1_32 -> SrtpProfile.AES_CM_128_HMAC_SHA1_32;
        };
    }

    /** Wipes the keys. The contexts are the arbiter's. */
    @Override
    public void close() {
        own.forEach(SdesCrypto::close);
        if (peer != null) {
            peer.close();
        }
    }
}
