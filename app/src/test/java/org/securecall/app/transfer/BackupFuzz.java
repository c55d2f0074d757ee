// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.securecall.media.secret.SecretBytes;

/**
 * Backup files under one code, which only the corpus can have whole, and, after a byte of zero, what stands inside: a fuzz
 * target.
 */
public final class BackupFuzz {

    private static final byte[] SYMBOLS = new byte[RecoveryCode.SYMBOLS];

    static {
        for (int i = 0; i < SYMBOLS.length; i++) {
            SYMBOLS[i] = (byte) i;
        }
    }

    private BackupFuzz() {}

    /** The code of the backups in the corpus. */
    static RecoveryCode code() {
        return new RecoveryCode(SecretBytes.copyOf(SYMBOLS));
    }

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            if (data.length > 0 && data[0] == 0) {
                content(Arrays.copyOfRange(data, 1, data.length));
            } else {
                file(data);
            }
        } catch (TransferException | DamagedBackupException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new IllegalStateException("A refusal without a sentence", e);
            }
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory can be read", e);
        }
    }

    private static void file(byte[] data) throws IOException, TransferException {
        try (RecoveryCode code = code();
                Backup backup = BackupFile.read(new ByteArrayInputStream(data), data.length, code)) {
            written(backup);
        }
    }

    private static void content(byte[] data) throws IOException, TransferException {
        try (Backup backup = BackupContent.read(new ByteArrayInputStream(data), data.length)) {
            if (!Arrays.equals(written(backup), data)) {
                throw new IllegalStateException("Content that reads as something else than was written");
            }
        }
    }

    private static byte[] written(Backup backup) throws IOException, TransferException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new BackupContent(backup.entries()).write(out);
        return out.toByteArray();
    }
}
