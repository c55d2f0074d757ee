// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.securecall.media.secret.SecretBytes;

/** Through here, and nowhere else, a password gets into the database and out of it. */
public interface PasswordVault {

    /** A char becomes at most three bytes; the two of a surrogate pair become four. */
    int MAX_UTF8_PER_CHAR = 3;

    /** What is written to the disk; the caller owns it. The given password is left as it is. */
    byte[] seal(SecretBytes password);

    /** The password from what was written; the caller owns it. */
    SecretBytes open(byte[] sealed);

    /** Keeps passwords as they are: who can read the database can read them. */
    static PasswordVault plain() {
        return new PasswordVault() {
            @Override
            public byte[] seal(SecretBytes password) {
                return password.reveal().clone();
            }

            @Override
            public SecretBytes open(byte[] sealed) {
                return SecretBytes.copyOf(sealed);
            }
        };
    }

    /** The password as UTF-8; the array is left as it is. */
    static SecretBytes bytes(char[] password) {
        byte[] room = new byte[password.length * MAX_UTF8_PER_CHAR];
        ByteBuffer utf8 = ByteBuffer.wrap(room);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(CharBuffer.wrap(password), utf8, true);
        SecretBytes bytes = SecretBytes.owning(Arrays.copyOf(room, utf8.position()));
        Arrays.fill(room, (byte) 0);
        return bytes;
    }

    /** A fresh array with the password; the bytes are left as they are. */
    static char[] chars(SecretBytes password) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password.reveal()));
        char[] chars = new char[decoded.remaining()];
        decoded.get(chars);
        Arrays.fill(decoded.array(), '\0');
        return chars;
    }
}
