// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.media.secret.SecretBytes;

/**
 * Seals the records of a profile. What is sealed is filled up to a multiple of 64 bytes, so that its length tells little, and bound
 * to its name, so that no record can take another's place. Thread-safe.
 */
public final class RecordCipher implements AutoCloseable {

    /** Of {@link #id}. */
    public static final int ID_BYTES = 16;

    private static final int BLOCK = 64;
    /** After the content, before the zeros. */
    private static final byte END = 1;

    private final Sealer sealer;
    private final SecretBytes nameKey;

    RecordCipher(MasterKey master, SecureRandom random) {
        sealer = new Sealer(master.derive("records"), random);
        nameKey = master.derive("names of records");
    }

    /** Stands for a name without telling it. */
    public byte[] id(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(nameKey.reveal(), "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)), ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has HMAC-SHA256", e);
        }
    }

    /**
     * @param plain left as it is
     * @param about has to be given again to open it
     */
    public synchronized byte[] seal(byte[] plain, byte[] about) {
        byte[] padded = Arrays.copyOf(plain, (plain.length / BLOCK + 1) * BLOCK);
        padded[plain.length] = END;
        try {
            return sealer.seal(padded, about);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    /** The caller owns what comes; empty when it was not sealed for this profile about this, or changed since. */
    public synchronized Optional<byte[]> open(byte[] sealed, byte[] about) {
        Optional<byte[]> opened = sealer.open(sealed, about);
        if (opened.isEmpty()) {
            return opened;
        }
        byte[] padded = opened.get();
        int end = padded.length - 1;
        while (end > 0 && padded[end] == 0) {
            end--;
        }
        byte[] plain = Arrays.copyOf(padded, Math.max(0, end));
        Arrays.fill(padded, (byte) 0);
        return Optional.of(plain);
    }

    @Override
    public void close() {
        sealer.close();
        nameKey.close();
    }
}
