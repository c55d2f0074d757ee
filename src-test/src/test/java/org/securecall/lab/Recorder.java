// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Map;

/** Records from a source of the sound server until it is stopped. */
public final class Recorder implements AutoCloseable {

    private static final int SAMPLE = 2;

    private final Process process;
    private final Thread reader;
    private final ByteArrayOutputStream octets = new ByteArrayOutputStream();
    private long startNanos = Long.MAX_VALUE;

    Recorder(Map<String, String> environment, String source) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        "parec",
                        "-d",
                        source,
                        "--rate=" + SoundCards.RATE,
                        "--channels=1",
                        "--format=s16le",
                        "--latency-msec=5",
                        "--process-time-msec=5",
                        "--raw"))
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        process = builder.start();
        reader = Thread.ofPlatform().daemon().name("recorder of " + source).start(this::read);
    }

    private void read() {
        byte[] buffer = new byte[65536];
        try (InputStream in = process.getInputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                long now = System.nanoTime();
                synchronized (octets) {
                    octets.write(buffer, 0, read);
                    long samples = octets.size() / SAMPLE;
                    // The piece that came with the least delay says best when the recording began. The first half
                    // second is left out: the stream is still being set up.
                    if (samples > SoundCards.RATE / 2) {
                        startNanos = Math.min(startNanos, now - samples * 1_000_000_000L / SoundCards.RATE);
                    }
                    octets.notifyAll();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until this many more seconds have been recorded: the clock of the sound card, not of the wall. */
    public void seconds(double more) throws InterruptedException {
        synchronized (octets) {
            long until = octets.size() + Math.round(more * SoundCards.RATE) * SAMPLE;
            while (octets.size() < until && process.isAlive()) {
                octets.wait(1000);
            }
        }
    }

    /** Ends the recording and gives it. */
    public Recording stop() throws InterruptedException {
        close();
        reader.join();
        short[] samples = new short[octets.size() / SAMPLE];
        ByteBuffer.wrap(octets.toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(samples);
        return new Recording(samples, startNanos);
    }

    /** Lets the reader have what is on its way: {@link Process#destroy} would close the pipe under it. */
    @Override
    public void close() {
        process.toHandle().destroy();
    }
}
