// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a password from standard input without ever making a String of it. */
final class PasswordInput {

    private static final int MAX_BYTES = 1024;

    private PasswordInput() {}

    /**
     * The first line in UTF-8, without its end; the rest is not read.
     *
     * @return a fresh array that the caller wipes
     * @throws CommandException when there is none, or it is no valid line
     */
    static char[] firstLine(InputStream in) throws CommandException {
        byte[] line = new byte[MAX_BYTES];
        CharBuffer decoded = CharBuffer.allocate(MAX_BYTES);
        try {
            int length = read(in, line);
            if (length > 0 && line[length - 1] == '\r') {
                length--;
            }
            if (length == 0) {
                throw new CommandException("No password came on standard input");
            }
            var result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line, 0, length), decoded, true);
            if (result.isError()) {
                result.throwException();
            }
            decoded.flip();
            char[] password = new char[decoded.remaining()];
            decoded.get(password);
            return password;
        } catch (CharacterCodingException e) {
            throw new CommandException("The password on standard input is not valid UTF-8");
        } catch (IOException e) {
            throw new CommandException("Standard input cannot be read");
        } finally {
            Arrays.fill(line, (byte) 0);
            Arrays.fill(decoded.array(), '\0');
        }
    }

    private static int read(InputStream in, byte[] line) throws IOException, CommandException {
        int length = 0;
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            if (length == line.length) {
                throw new CommandException("The password on standard input is longer than " + MAX_BYTES + " bytes");
            }
            line[length++] = (byte) next;
        }
        return length;
    }
}
