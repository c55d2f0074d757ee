// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Cuts what is written into chunks. A full one is held back until there is more, as it may be the last. */
final class EncryptingStream extends OutputStream {

    private final OutputStream out;
    private final BackupChunks chunks;
    private final byte[] content = new byte[BackupChunks.CONTENT];
    private int length;

    /** @param out stays open */
    EncryptingStream(OutputStream out, BackupChunks chunks) {
        this.out = out;
        this.chunks = chunks;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] from, int offset, int count) throws IOException {
        int at = offset;
        int left = count;
        while (left > 0) {
            if (length == content.length) {
                flushChunk(false);
            }
            int part = Math.min(left, content.length - length);
            System.arraycopy(from, at, content, length, part);
            length += part;
            at += part;
            left -= part;
        }
    }

    /** Writes the last chunk; nothing may be written after it. */
    void finish() throws IOException {
        flushChunk(true);
    }

    private void flushChunk(boolean last) throws IOException {
        out.write(chunks.encrypt(content, length, last));
        length = 0;
    }

    /** Wipes what was not encrypted; what was written without {@link #finish} is no backup. */
    @Override
    public void close() {
        Arrays.fill(content, (byte) 0);
    }
}
