// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;
import org.securecall.media.secret.SecretBytes;

/**
 * The header of a backup: 8 bytes {@code SCBACKUP}, version and kind of key derivation (16 bits each), the salt, a value by which
 * a wrong code shows, and a SHA-256 hash of all that, by which damage shows. A later version keeps this form.
 */
final class BackupHeader {

    static final int BYTES = 92;
    static final int KEY_BYTES = 32;

    private static final byte[] MAGIC = ascii("SCBACKUP");
    private static final int VERSION = 1;
    private static final int HKDF_SHA256 = 1;
    private static final int SALT = 12;
    private static final int SALT_BYTES = 32;
    private static final int KEY_CHECK = SALT + SALT_BYTES;
    private static final int KEY_CHECK_BYTES = 16;
    private static final int HASH = KEY_CHECK + KEY_CHECK_BYTES;

    private static final byte[] FOR_KEY = ascii("Secure Call backup 1: key");
    private static final byte[] FOR_KEY_CHECK = ascii("Secure Call backup 1: key check");

    private final byte[] bytes;

    private BackupHeader(byte[] bytes) {
        this.bytes = bytes;
    }

    static BackupHeader create(RecoveryCode code, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        ByteBuffer header = ByteBuffer.allocate(BYTES)
                .put(MAGIC)
                .putShort((short) VERSION)
                .putShort((short) HKDF_SHA256)
                .put(salt);
        try (SecretBytes keyCheck = derive(code, salt, FOR_KEY_CHECK, KEY_CHECK_BYTES)) {
            header.put(keyCheck.reveal());
        }
        return new BackupHeader(header.put(hash(header.array())).array());
    }

    /** @param bytes taken over */
    static BackupHeader parse(byte[] bytes) throws TransferException {
        ByteBuffer header = ByteBuffer.wrap(bytes);
        if (bytes.length < MAGIC.length || !header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new TransferException("This is no backup of Secure Call");
        }
        if (bytes.length < BYTES || !Arrays.equals(hash(bytes), 0, BYTES - HASH, bytes, HASH, BYTES)) {
            throw new TransferException("The backup is damaged: its first bytes are not as they were written");
        }
        int version = Short.toUnsignedInt(header.getShort(MAGIC.length));
        int derivation = Short.toUnsignedInt(header.getShort(MAGIC.length + Short.BYTES));
        if (version != VERSION || derivation != HKDF_SHA256) {
            throw new TransferException("The backup was written by a newer Secure Call (form " + version + "."
                    + derivation + ", this one reads " + VERSION + "." + HKDF_SHA256 + ")");
        }
        return new BackupHeader(bytes);
    }

    /** @throws WrongCodeException when the backup was written with another code */
    void check(RecoveryCode code) throws WrongCodeException {
        try (SecretBytes expected = derive(code, salt(), FOR_KEY_CHECK, KEY_CHECK_BYTES)) {
            if (!expected.matches(Arrays.copyOfRange(bytes, KEY_CHECK, HASH))) {
                throw new WrongCodeException();
            }
        }
    }

    /** {@value #KEY_BYTES} bytes, the caller's to wipe. */
    SecretBytes key(RecoveryCode code) {
        return derive(code, salt(), FOR_KEY, KEY_BYTES);
    }

    /** A fresh copy. */
    byte[] bytes() {
        return bytes.clone();
    }

    private byte[] salt() {
        return Arrays.copyOfRange(bytes, SALT, KEY_CHECK);
    }

    private static SecretBytes derive(RecoveryCode code, byte[] salt, byte[] purpose, int length) {
        try {
            KDF hkdf = KDF.getInstance("HKDF-SHA256");
            return SecretBytes.owning(hkdf.deriveData(HKDFParameterSpec.ofExtract()
                    .addIKM(code.symbols().reveal())
                    .addSalt(salt)
                    .thenExpand(purpose, length)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The runtime has no HKDF with SHA-256", e);
        }
    }

    private static byte[] hash(byte[] header) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(header, 0, HASH);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("The runtime has no SHA-256", e);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
