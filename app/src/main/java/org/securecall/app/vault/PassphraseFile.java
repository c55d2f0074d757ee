// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.securecall.app.vault.VaultException.Reason;
import org.securecall.media.secret.SecretBytes;

/** A passphrase in a file, for programs that start without a user. */
public final class PassphraseFile {

    /** Of a passphrase, in UTF-8. */
    public static final int MOST_BYTES = 1024;

    private PassphraseFile() {}

    /**
     * The first line, without its end.
     *
     * @return owned by the caller
     * @throws VaultException when it cannot be read, is empty or too long
     */
    public static SecretBytes read(Path file) throws VaultException {
        byte[] room = new byte[MOST_BYTES + 2];
        try (InputStream in = Files.newInputStream(file)) {
            int read = in.readNBytes(room, 0, room.length);
            int length = 0;
            while (length < read && room[length] != '\n') {
                length++;
            }
            if (length > 0 && room[length - 1] == '\r') {
                length--;
            }
            if (length == 0) {
                throw new VaultException(Reason.UNREADABLE, "The file of the passphrase is empty: " + file);
            }
            if (length > MOST_BYTES) {
                throw new VaultException(
                        Reason.UNREADABLE,
                        "A passphrase has at most " + MOST_BYTES + " bytes, and this one more: " + file);
            }
            return SecretBytes.owning(Arrays.copyOf(room, length));
        } catch (IOException e) {
            throw new VaultException(Reason.UNREADABLE, "The file of the passphrase cannot be read: " + file, e);
        } finally {
            Arrays.fill(room, (byte) 0);
        }
    }
}
