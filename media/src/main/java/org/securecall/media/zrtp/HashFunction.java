// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import com.google.errorprone.annotations.Immutable;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SkeinDigest;
import org.bouncycastle.crypto.macs.SkeinMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** A hash and the MAC that goes with it (RFC 6189 §5.1.2.1). The caller wipes what comes out when it is a secret. */
@Immutable
sealed interface HashFunction {

    byte[] hash(byte[]... parts);

    byte[] mac(byte[] key, byte[]... parts);

    /** SHA-2 with HMAC, by the names that the JDK has for them. */
    record Sha2(String digest, String hmac) implements HashFunction {

        @Override
        public byte[] hash(byte[]... parts) {
            try {
                MessageDigest sha = MessageDigest.getInstance(digest);
                for (byte[] part : parts) {
                    sha.update(part);
                }
                return sha.digest();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java runtime lacks " + digest, e);
            }
        }

        @Override
        public byte[] mac(byte[] key, byte[]... parts) {
            try {
                Mac mac = Mac.getInstance(hmac);
                mac.init(new SecretKeySpec(key, hmac));
                for (byte[] part : parts) {
                    mac.update(part);
                }
                return mac.doFinal();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("This Java runtime lacks " + hmac, e);
            }
        }
    }

    /**
     * Skein 1.3 with a state of 512 bits, and the MAC that is built into it, which RFC 6189 §5.1.2.1 allows under hash types
     * of its own: "If an implementer wishes to use Skein and its built-in MAC as the negotiated MAC, new Hash Types must be
     * used". The length of the output is part of what is hashed: a shorter one is no prefix of a longer one.
     */
    record Skein512(int outputBits) implements HashFunction {

        @Override
        public byte[] hash(byte[]... parts) {
            SkeinDigest skein = new SkeinDigest(SkeinDigest.SKEIN_512, outputBits);
            for (byte[] part : parts) {
                skein.update(part, 0, part.length);
            }
            byte[] output = new byte[outputBits / 8];
            skein.doFinal(output, 0);
            return output;
        }

        @Override
        public byte[] mac(byte[] key, byte[]... parts) {
            SkeinMac skein = new SkeinMac(SkeinMac.SKEIN_512, outputBits);
            skein.init(new KeyParameter(key));
            for (byte[] part : parts) {
                skein.update(part, 0, part.length);
            }
            byte[] output = new byte[outputBits / 8];
            skein.doFinal(output, 0);
            return output;
        }
    }
}
