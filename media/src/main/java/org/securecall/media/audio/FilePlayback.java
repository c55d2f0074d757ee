// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WAV file as a speaker: 48 kHz, mono, 16 bit, at the pace of real time. Where nothing was written for longer than
 * {@link RealTime#PATIENCE_SAMPLES} there is silence, as from a speaker.
 *
 * <p>Twice a second the sound goes to the file and then its header is brought up to date, so the file is a valid WAV at every
 * moment, and of a full disk or a killed program it keeps what was written before.
 */
final class FilePlayback implements PlaybackPort {

    private static final Logger LOG = LoggerFactory.getLogger(FilePlayback.class);

    private static final int HEADER = 44;

    /** What a writer may be ahead of what was played, as with a device of a small buffer. */
    private static final int AHEAD = AudioPorts.SAMPLE_RATE / 50;

    /** RIFF sizes are unsigned 32-bit numbers; at this length a file is full: 12 hours. */
    private static final long MOST_BYTES = 0xffff_ffffL - HEADER;

    private final String name;
    private final SeekableByteChannel channel;
    private final RealTime clock = new RealTime();
    private final ByteBuffer pending =
            ByteBuffer.allocate(AudioPorts.SAMPLE_RATE).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    private long bytesInFile;
    private boolean broken;
    private boolean finished;
    private volatile long written;
    private volatile boolean closed;
    private volatile @Nullable Thread writer;

    FilePlayback(String name, SeekableByteChannel channel) throws IOException {
        this.name = name;
        this.channel = channel;
        writeHeader();
    }

    static FilePlayback open(Path file) throws AudioException {
        SeekableByteChannel channel;
        try {
            channel = Files.newByteChannel(
                    file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
        } catch (IOException e) {
            throw new AudioException("The sound file “" + file + "” cannot be written.", e);
        }
        try {
            return new FilePlayback(file.toString(), channel);
        } catch (IOException e) {
            AudioException cause = new AudioException("The sound file “" + file + "” cannot be written.", e);
            try {
                channel.close();
            } catch (IOException again) {
                cause.addSuppressed(again);
            }
            throw cause;
        }
    }

    @Override
    public void write(short[] frame) throws AudioException {
        writer = Thread.currentThread();
        long late = clock.elapsed() - written;
        synchronized (this) {
            refuseIfClosed();
            if (late > RealTime.PATIENCE_SAMPLES) {
                for (long i = 0; i < late; i++) {
                    put((short) 0);
                }
                written += late;
            }
            for (short sample : frame) {
                put(sample);
            }
            written += frame.length;
        }
        long until = written - Math.max(AHEAD, frame.length);
        while (!closed && clock.elapsed() < until) {
            clock.awaitRoughly(until);
        }
        refuseIfClosed();
    }

    private void refuseIfClosed() throws AudioException {
        if (closed) {
            throw new AudioException("The sound file “" + name + "” was closed.");
        }
    }

    private void put(short sample) throws AudioException {
        if (broken || !pending.hasRemaining()) {
            try {
                flush();
            } catch (IOException e) {
                broken = true;
                throw new AudioException(
                        "The sound file “" + name + "” cannot be written any further; what it holds is kept.", e);
            }
        }
        pending.putShort(sample);
    }

    private void flush() throws IOException {
        if (broken || bytesInFile + pending.position() > MOST_BYTES) {
            throw new IOException("No more can be written");
        }
        pending.flip();
        int length = pending.remaining();
        channel.position(HEADER + bytesInFile);
        writeFully(pending);
        pending.clear();
        bytesInFile += length;
        writeHeader();
    }

    private void writeHeader() throws IOException {
        header.clear();
        header.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt((int) (HEADER - 8 + bytesInFile));
        header.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        header.putShort((short) 1).putShort((short) 1);
        header.putInt(AudioPorts.SAMPLE_RATE).putInt(AudioPorts.SAMPLE_RATE * 2);
        header.putShort((short) 2).putShort((short) 16);
        header.put("data".getBytes(StandardCharsets.US_ASCII)).putInt((int) bytesInFile);
        header.flip();
        channel.position(0);
        writeFully(header);
    }

    private void writeFully(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    @Override
    public int queuedSamples() {
        return written == 0 ? 0 : (int) Math.max(0, Math.min(Integer.MAX_VALUE, written - clock.elapsed()));
    }

    /** Unlike a speaker, the file keeps what is queued. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(writer);
        synchronized (this) {
            if (finished) {
                return;
            }
            finished = true;
            try (channel) {
                if (!broken) {
                    flush();
                }
            } catch (IOException e) {
                LOG.warn("The end of a sound file could not be written: {}", e.getMessage());
            }
        }
    }
}
