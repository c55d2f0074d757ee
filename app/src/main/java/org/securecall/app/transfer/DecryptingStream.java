// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Gives the content of one chunk after the other, each once it has proved genuine. Whether the last one is there shows only at
 * the end.
 */
final class DecryptingStream extends InputStream {

    private static final int CHUNK = BackupChunks.CONTENT + BackupChunks.TAG;

    private final InputStream in;
    private final BackupChunks chunks;
    private byte[] ahead;
    private byte[] content = new byte[0];
    private int at;
    private boolean ended;

    /** @param in stays open */
    DecryptingStream(InputStream in, BackupChunks chunks) throws IOException {
        this.in = in;
        this.chunks = chunks;
        this.ahead = in.readNBytes(CHUNK);
    }

    @Override
    public int read() throws IOException {
        return hasContent() ? Byte.toUnsignedInt(content[at++]) : -1;
    }

    @Override
    public int read(byte[] into, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!hasContent()) {
            return -1;
        }
        int part = Math.min(count, content.length - at);
        System.arraycopy(content, at, into, offset, part);
        at += part;
        return part;
    }

    private boolean hasContent() throws IOException {
        while (at == content.length && !ended) {
            byte[] chunk = ahead;
            ahead = in.readNBytes(CHUNK);
            boolean last = ahead.length == 0;
            close();
            content = chunks.decrypt(chunk, chunk.length, last);
            at = 0;
            ended = last;
        }
        return at < content.length;
    }

    /** Wipes the chunk that was decrypted last. */
    @Override
    public void close() {
        Arrays.fill(content, (byte) 0);
    }
}
