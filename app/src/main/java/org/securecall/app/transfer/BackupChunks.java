// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.securecall.media.secret.SecretBytes;

/** Encrypts or decrypts the chunks of one backup, one after the other. No vector is used twice, as the key is this file's alone. */
final class BackupChunks implements AutoCloseable {

    static final int CONTENT = 1 << 16;
    static final int TAG = 16;

    private static final int VECTOR_BYTES = 12;
    private static final int LAST_FLAG = VECTOR_BYTES - 1;
    private static final int NUMBER = LAST_FLAG - Integer.BYTES;

    private final byte[] header;
    private final SecretBytes key;
    private int next;

    BackupChunks(BackupHeader header, RecoveryCode code) {
        this.header = header.bytes();
        this.key = header.key(code);
    }

    /** How long so much content becomes. */
    static long encryptedBytes(long content) {
        long chunks = Math.max(1, Math.ceilDiv(content, CONTENT));
        return content + chunks * TAG;
    }

    /** The chunk with its tag. */
    byte[] encrypt(byte[] content, int length, boolean last) {
        try {
            return cipher(Cipher.ENCRYPT_MODE, last).doFinal(content, 0, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The runtime cannot encrypt with AES-256 in GCM", e);
        }
    }

    /**
     * The content, the caller's to wipe.
     *
     * @param last whether nothing follows it in the file
     * @throws DamagedBackupException when the chunk is not the next one as it was written, or was written as another than the last
     *     one, or was so
     */
    byte[] decrypt(byte[] chunk, int length, boolean last) throws DamagedBackupException {
        try {
            if (length >= TAG) {
                return cipher(Cipher.DECRYPT_MODE, last).doFinal(chunk, 0, length);
            }
        } catch (AEADBadTagException notGenuine) {
            // Said below.
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The runtime cannot decrypt with AES-256 in GCM", e);
        }
        throw new DamagedBackupException("part " + next + " is not as it was written");
    }

    private Cipher cipher(int mode, boolean last) throws GeneralSecurityException {
        byte[] vector = new byte[VECTOR_BYTES];
        ByteBuffer.wrap(vector).putInt(NUMBER, next++);
        vector[LAST_FLAG] = (byte) (last ? 1 : 0);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key.reveal(), "AES"), new GCMParameterSpec(TAG * Byte.SIZE, vector));
        cipher.updateAAD(header);
        return cipher;
    }

    @Override
    public void close() {
        key.close();
    }
}
