// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class FileCaptureTest {

    private final AudioPorts ports = new JavaSoundPorts();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "48000, 16, 1, signed, 80", "48000, 16, 2, signed, 80", "44100, 16, 2, signed, 70", "8000, 16, 1, signed, 65",
        "8000, 8, 1, unsigned, 38", "16000, 24, 1, signed, 70", "96000, 24, 2, signed, 75", "48000, 32, 2, signed, 80",
        "22050, 32, 1, float, 70", "48000, 32, 2, float, 80", "32000, 16, 6, signed, 70", "11025, 16, 1, signed, 65",
    })
    void everyUsualKindOfWavIsHeard(int rate, int bits, int channels, String kind, double purity) throws Exception {
        Encoding encoding = kind.equals("float")
                ? Encoding.PCM_FLOAT
                : kind.equals("signed") ? Encoding.PCM_SIGNED : Encoding.PCM_UNSIGNED;
        AudioFormat format = new AudioFormat(encoding, rate, bits, channels, bits / 8 * channels, rate, false);
        double[] gains = new double[channels];
        java.util.Arrays.fill(gains, 1);
        Path file = Sound.write(folder.resolve("tone.wav"), format, Sound.tone(format, rate / 2, gains));

        short[] heard = hear(file, 24_000 + 4_800);

        assertThat(Sound.purity(heard, 4_800, 19_200)).isGreaterThan(purity);
        assertThat(Sound.loudest(heard, 0, 24_000)).isBetween(16_000, 16_800);
        assertThat(Sound.loudest(heard, 24_000, heard.length))
                .as("after its end")
                .isZero();
    }

    @Test
    void bothChannelsAreMixed() throws Exception {
        AudioFormat format = new AudioFormat(48_000, 16, 2, true, false);
        Path file = Sound.write(folder.resolve("left.wav"), format, Sound.tone(format, 9_600, 1, 0));

        assertThat(Sound.loudest(hear(file, 9_600), 0, 9_600)).isBetween(8_100, 8_300);
    }

    @Test
    void samplesAtTheRightRateAreUntouchedWhateverTheFrame() throws Exception {
        AudioFormat format = new AudioFormat(48_000, 16, 1, true, false);
        byte[] data = Sound.tone(format, 3_000, 1);
        Path file = Sound.write(folder.resolve("exact.wav"), format, data);
        try (CapturePort port = ports.openCapture("file:" + file)) {
            short[] frame = new short[500];
            for (int at = 0; at < 3_000; at += 500) {
                port.read(frame);
                for (int i = 0; i < 500; i++) {
                    assertThat(frame[i]).isEqualTo((short)
                            ((data[2 * (at + i)] & 0xff) | (data[2 * (at + i) + 1] << 8)));
                }
            }
        }
    }

    /** Not earlier than real time, by an absolute schedule; how much later is up to the machine. */
    @Test
    void readsTakeAsLongAsTheSoundLasts() throws Exception {
        AudioFormat format = new AudioFormat(48_000, 16, 1, true, false);
        Path file = Sound.write(folder.resolve("short.wav"), format, Sound.tone(format, 480, 1));
        try (CapturePort port = ports.openCapture("file:" + file)) {
            short[] frame = new short[960];
            long start = System.nanoTime();
            for (int i = 1; i <= 25; i++) {
                port.read(frame);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(20L * i - 1));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        }
    }

    @Test
    void closingWakesTheReader() throws Exception {
        AudioFormat format = new AudioFormat(48_000, 16, 1, true, false);
        Path file = Sound.write(folder.resolve("long.wav"), format, Sound.tone(format, 480, 1));
        CapturePort port = ports.openCapture("file:" + file);
        CountDownLatch reading = new CountDownLatch(1);
        AtomicReference<AudioException> thrown = new AtomicReference<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            try {
                port.read(new short[480]);
                reading.countDown();
                // An hour.
                port.read(new short[48_000 * 3_600]);
            } catch (AudioException e) {
                thrown.set(e);
            }
        });
        reading.await();
        port.close();
        reader.join();
        port.close();

        assertThat(thrown.get()).hasMessageContaining("was closed");
    }

    @Test
    void fileThatIsMissingIsSaid() {
        assertThatThrownBy(() -> ports.openCapture("file:" + folder.resolve("none.wav")))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("There is no sound file “" + folder.resolve("none.wav") + "”.");
    }

    @Test
    void fileThatIsNoWavIsSaid() throws IOException {
        Path text = Files.writeString(folder.resolve("text.wav"), "Hello, this is not a sound at all. ".repeat(100));
        Path empty = Files.createFile(folder.resolve("empty.wav"));

        assertThatThrownBy(() -> ports.openCapture("file:" + text))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("is not a WAV file");
        assertThatThrownBy(() -> ports.openCapture("file:" + empty))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("is not a WAV file");
        assertThatThrownBy(() -> ports.openCapture("file:" + folder))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("is a folder");
    }

    @Test
    void soundFileOfAnotherKindIsRefused() throws IOException {
        AudioFormat format = new AudioFormat(48_000, 16, 1, true, true);
        byte[] data = Sound.tone(format, 480, 1);
        Path file = folder.resolve("tone.aiff");
        AudioSystem.write(
                new AudioInputStream(new java.io.ByteArrayInputStream(data), format, 480),
                AudioFileFormat.Type.AIFF,
                file.toFile());

        assertThatThrownBy(() -> ports.openCapture("file:" + file))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("no WAV file of a kind");
    }

    @Test
    void fileNameThatIsNoneIsSaid() {
        assertThatThrownBy(() -> ports.openCapture("file:"))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("name of a sound file is missing");
        assertThatThrownBy(() -> ports.openPlayback("file:a\0b.wav"))
                .isInstanceOf(AudioException.class)
                .hasMessageContaining("no name of a file");
    }

    @Test
    void fileThatEndsTooEarlyIsHeardAsFarAsItGoes() throws Exception {
        AudioFormat format = new AudioFormat(48_000, 16, 1, true, false);
        Path file = Sound.write(folder.resolve("cut.wav"), format, Sound.tone(format, 48_000, 1));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, 44 + 9_600 + 1));

        short[] heard = hear(file, 9_600);

        assertThat(Sound.loudest(heard, 4_000, 4_800)).isGreaterThan(10_000);
        assertThat(Sound.loudest(heard, 4_800, 9_600)).isZero();
    }

    private short[] hear(Path file, int samples) throws AudioException {
        short[] heard = new short[samples];
        short[] frame = new short[480];
        try (CapturePort port = ports.openCapture("file:" + file)) {
            for (int at = 0; at < samples; at += frame.length) {
                port.read(frame);
                System.arraycopy(frame, 0, heard, at, frame.length);
            }
        }
        return heard;
    }
}
