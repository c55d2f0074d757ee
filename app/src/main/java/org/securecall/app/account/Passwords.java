// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.securecall.media.secret.SecretBytes;

/** What users type, as bytes and back, without a trace. */
public final class Passwords {

    /** A char becomes at most three bytes; the two of a surrogate pair become four. */
    private static final int MAX_UTF8_PER_CHAR = 3;

    private Passwords() {}

    /** The password as UTF-8, which the caller owns; the array is left as it is. */
    public static SecretBytes bytes(char[] password) {
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
    public static char[] chars(SecretBytes password) {
        CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(password.reveal()));
        char[] chars = new char[decoded.remaining()];
        decoded.get(chars);
        Arrays.fill(decoded.array(), '\0');
        return chars;
    }
}
