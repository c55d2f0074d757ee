// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.app.account.SipAddress;
import org.securecall.media.secret.SecretBytes;

/**
 * Short names for people and keys in one export: the leftmost 40 bits of HMAC-SHA-256(key, prefix || value) in base 32 (RFC 4648
 * §6, lower case). The key is random and forgotten with the export, so that nobody can try addresses. Two exports of the same log
 * have different names, but the same hashes: whoever has both can tell which names belong together.
 */
final class Pseudonyms implements AutoCloseable {

    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int KEY_BYTES = 32;
    private static final int LENGTH = 8;
    private static final int DIGIT_BITS = 5;

    private final SecretBytes key;

    Pseudonyms(SecretBytes key) {
        this.key = key;
    }

    static Pseudonyms fresh(SecureRandom random) {
        byte[] octets = new byte[KEY_BYTES];
        random.nextBytes(octets);
        return new Pseudonyms(SecretBytes.owning(octets));
    }

    /** The same for all spellings of an address. */
    String person(String address) {
        return address.isEmpty() ? "" : of("person-", SipAddress.keyOf(address));
    }

    String key(String zid) {
        return zid.isEmpty() ? "" : of("key-", zid);
    }

    String own(String name) {
        return name.isEmpty() ? "" : of("own-", SipAddress.keyOf(name));
    }

    private String of(String prefix, String value) {
        byte[] mac = mac((prefix + value).getBytes(StandardCharsets.UTF_8));
        long bits = 0;
        for (int i = 0; i < LENGTH * DIGIT_BITS / Byte.SIZE; i++) {
            bits = bits << Byte.SIZE | (mac[i] & 0xff);
        }
        StringBuilder name = new StringBuilder(prefix);
        for (int i = LENGTH - 1; i >= 0; i--) {
            name.append(DIGITS.charAt((int) ((bits >>> (i * DIGIT_BITS)) & 0x1f)));
        }
        return name.toString();
    }

    private byte[] mac(byte[] octets) {
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key.reveal(), "HmacSHA256"));
            return hmac.doFinal(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks HMAC-SHA-256", e);
        }
    }

    @Override
    public void close() {
        key.close();
    }
}
