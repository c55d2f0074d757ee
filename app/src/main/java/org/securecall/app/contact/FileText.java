// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file that does not say how it is encoded. A byte order mark decides; without one it is UTF-8 where it can be,
 * and else Windows-1252, which has all that ISO-8859-1 has.
 */
final class FileText {

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int CHUNK = 8192;

    private FileText() {}

    /** Reads without keeping the whole text in memory; an octet that means nothing becomes U+FFFD. */
    static BufferedReader reader(byte[] file) {
        int mark = 0;
        Charset charset;
        if (begins(file, 0xEF, 0xBB, 0xBF)) {
            mark = 3;
            charset = StandardCharsets.UTF_8;
        } else if (begins(file, 0xFE, 0xFF)) {
            mark = 2;
            charset = StandardCharsets.UTF_16BE;
        } else if (begins(file, 0xFF, 0xFE)) {
            mark = 2;
            charset = StandardCharsets.UTF_16LE;
        } else {
            charset = isUtf8(file) ? StandardCharsets.UTF_8 : WESTERN;
        }
        return new BufferedReader(
                new InputStreamReader(new ByteArrayInputStream(file, mark, file.length - mark), charset));
    }

    private static boolean begins(byte[] file, int... octets) {
        if (file.length < octets.length) {
            return false;
        }
        for (int i = 0; i < octets.length; i++) {
            if ((file[i] & 0xFF) != octets[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] file) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer octets = ByteBuffer.wrap(file);
        CharBuffer text = CharBuffer.allocate(CHUNK);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            text.clear();
            result = decoder.decode(octets, text, true);
        }
        return !result.isError();
    }
}
