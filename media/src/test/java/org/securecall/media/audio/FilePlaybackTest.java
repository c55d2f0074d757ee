// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FilePlaybackTest {

    private static final int FRAME = 960;

    private final AudioPorts ports = new JavaSoundPorts();

    @TempDir
    Path folder;

    @Test
    void whatIsPlayedIsInTheFile() throws Exception {
        Path file = folder.resolve("out.wav");
        try (PlaybackPort port = ports.openPlayback("file:" + file)) {
            for (int i = 0; i < 40; i++) {
                port.write(frame(i));
            }
        }

        short[] samples = samples(file);
        assertThat(samples).hasSize(40 * FRAME);
        for (int i = 0; i < samples.length; i++) {
            assertThat(samples[i]).isEqualTo(frame(i / FRAME)[i % FRAME]);
        }
    }

    @Test
    void writesTakeAsLongAsTheSoundLastsLessTheBuffer() throws Exception {
        try (PlaybackPort port = ports.openPlayback("file:" + folder.resolve("pace.wav"))) {
            long start = System.nanoTime();
            for (int i = 1; i <= 25; i++) {
                port.write(frame(i));
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(20L * (i - 1) - 1));
                assertThat(port.queuedSamples()).isBetween(0, FRAME);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    /** As when the program is killed: nobody closes the port. */
    @Test
    void fileIsAValidWavWhileItIsWritten() throws Exception {
        Path file = folder.resolve("killed.wav");
        try (PlaybackPort port = ports.openPlayback("file:" + file)) {
            assertThat(samples(file)).isEmpty();
            for (int i = 0; i < 60; i++) {
                port.write(frame(i));
            }
            short[] samples = samples(file);
            assertThat(samples.length).isGreaterThanOrEqualTo(24_000);
            assertThat(samples[FRAME * 3 + 5]).isEqualTo(frame(3)[5]);
        }
    }

    @Test
    void fileOfAnEarlierCallIsReplaced() throws Exception {
        Path file = Files.write(folder.resolve("old.wav"), new byte[500_000]);
        try (PlaybackPort port = ports.openPlayback("file:" + file)) {
            port.write(frame(1));
        }

        assertThat(samples(file)).hasSize(FRAME);
        assertThat(Files.size(file)).isEqualTo(44 + 2 * FRAME);
    }

    @Test
    void closingWakesTheWriterAndKeepsWhatItWrote() throws Exception {
        Path file = folder.resolve("woken.wav");
        PlaybackPort port = ports.openPlayback("file:" + file);
        CountDownLatch writing = new CountDownLatch(1);
        AtomicReference<AudioException> thrown = new AtomicReference<>();
        Thread writer = Thread.ofPlatform().start(() -> {
            try {
                port.write(new short[FRAME]);
                writing.countDown();
                while (true) {
                    port.write(new short[48_000]);
                }
            } catch (AudioException e) {
                thrown.set(e);
            }
        });
        writing.await();
        port.close();
        writer.join();
        port.close();

        assertThat(thrown.get()).hasMessageContaining("was closed");
        assertThat(samples(file).length).isGreaterThanOrEqualTo(FRAME);
    }

    @Test
    void placeThatCannotBeWrittenIsSaid() {
        assertThatThrownBy(() -> ports.openPlayback("file:" + folder.resolve("no/such/folder.wav")))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> ports.openPlayback("file:" + folder))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    void fullDiskEndsPlaybackAndKeepsTheFile() throws Exception {
        Path file = folder.resolve("full.wav");
        SeekableByteChannel channel = Files.newByteChannel(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ);
        FilePlayback port = new FilePlayback("full.wav", new FullDisk(channel, 60_000));

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        port.write(frame(i));
                    }
                })
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("cannot be written any further")
                .hasRootCauseMessage("No space left on device");
        assertThatThrownBy(() -> port.write(frame(0))).isInstanceOf(AudioException.class);
        port.close();

        assertThat(channel.isOpen()).isFalse();
        short[] samples = samples(file);
        assertThat(samples).hasSize(24_000);
        assertThat(samples[FRAME * 2 + 7]).isEqualTo(frame(2)[7]);
    }

    private static short[] frame(int number) {
        short[] frame = new short[FRAME];
        for (int i = 0; i < FRAME; i++) {
            frame[i] = (short) (number * 31 + i * 7);
        }
        return frame;
    }

    private static short[] samples(Path file) throws Exception {
        try (AudioInputStream stream = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = stream.getFormat();
            assertThat(format.matches(new AudioFormat(48_000, 16, 1, true, false)))
                    .isTrue();
            byte[] bytes = stream.readAllBytes();
            assertThat((long) bytes.length).isEqualTo(stream.getFrameLength() * 2);
            short[] samples = new short[bytes.length / 2];
            new PcmLayout(AudioFormat.Encoding.PCM_SIGNED, 48_000, 1, 2, false).toMono(bytes, samples.length, samples);
            return samples;
        }
    }

    /** Has room for so many bytes and then fails as a file system does. */
    private record FullDisk(SeekableByteChannel file, long room) implements SeekableByteChannel {

        @Override
        public int write(ByteBuffer source) throws IOException {
            if (file.position() + source.remaining() <= room) {
                return file.write(source);
            }
            if (file.position() >= room) {
                throw new IOException("No space left on device");
            }
            ByteBuffer part = source.duplicate();
            part.limit(part.position() + (int) (room - file.position()));
            int written = file.write(part);
            source.position(source.position() + written);
            return written;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public SeekableByteChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public SeekableByteChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
        }

        @Override
        public boolean isOpen() {
            return file.isOpen();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
