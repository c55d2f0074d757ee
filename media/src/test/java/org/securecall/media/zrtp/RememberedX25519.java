// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.interfaces.XECPublicKey;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's X25519 with a memory: the same two keys give the result of before. Machines that meet a hundred thousand times
 * with the same key pairs take half the time by it.
 */
final class RememberedX25519 extends Provider {

    private static final String NAME = "RememberedX25519";
    private static final Map<List<Object>, byte[]> RESULTS = new ConcurrentHashMap<>();

    private RememberedX25519() {
        super(NAME, "1", "X25519, each result computed once");
        putService(new Service(this, "KeyAgreement", "X25519", Spi.class.getName(), null, null) {
            @Override
            public Object newInstance(@Nullable Object parameter) {
                return new Spi();
            }
        });
    }

    /** Runs something with this provider before all others. */
    static <T> T during(Supplier<T> what) {
        Security.insertProviderAt(new RememberedX25519(), 1);
        try {
            return what.get();
        } finally {
            Security.removeProvider(NAME);
            RESULTS.clear();
        }
    }

    private static final class Spi extends KeyAgreementSpi {

        private @Nullable KeyAgreement real;
        private @Nullable Key own;
        private byte @Nullable [] result;

        @Override
        protected void engineInit(Key key, @Nullable SecureRandom random) throws InvalidKeyException {
            try {
                real = KeyAgreement.getInstance("X25519", "SunEC");
            } catch (GeneralSecurityException e) {
                throw new InvalidKeyException(e);
            }
            real.init(key);
            own = key;
        }

        @Override
        protected void engineInit(Key key, @Nullable AlgorithmParameterSpec params, @Nullable SecureRandom random)
                throws InvalidKeyException, InvalidAlgorithmParameterException {
            engineInit(key, random);
        }

        @Override
        protected @Nullable Key engineDoPhase(Key key, boolean lastPhase) throws InvalidKeyException {
            if (real == null || own == null || !(key instanceof XECPublicKey peer)) {
                throw new InvalidKeyException("No key");
            }
            List<Object> pair = List.of(own, peer.getU());
            byte[] known = RESULTS.get(pair);
            if (known == null) {
                real.doPhase(key, lastPhase);
                known = real.generateSecret();
                RESULTS.put(pair, known);
            }
            result = known.clone();
            return null;
        }

        @Override
        protected byte[] engineGenerateSecret() {
            if (result == null) {
                throw new IllegalStateException("No result");
            }
            return result;
        }

        @Override
        protected int engineGenerateSecret(byte[] sharedSecret, int offset) throws ShortBufferException {
            byte[] secret = engineGenerateSecret();
            System.arraycopy(secret, 0, sharedSecret, offset, secret.length);
            return secret.length;
        }

        @Override
        protected SecretKey engineGenerateSecret(String algorithm) {
            return new SecretKeySpec(Arrays.copyOf(engineGenerateSecret(), 32), algorithm);
        }
    }
}
