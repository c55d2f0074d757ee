// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.util.regex.Pattern;
import org.securecall.media.secret.SecretBytes;

/**
 * A named part of a backup.
 *
 * @param name 1–64 small letters, digits, dots, dashes and underscores, a letter or digit first: so it is no path
 */
public record BackupEntry(String name, SecretBytes content) implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    /** @throws IllegalArgumentException when the name is not of that form */
    public BackupEntry {
        if (!isName(name)) {
            throw new IllegalArgumentException("This is no name for a part of a backup: " + name);
        }
    }

    static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    @Override
    public void close() {
        content.close();
    }
}
