// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.zrtp.MemoryCache;

/** The engine as the program makes it, with files for microphone and speaker. */
class FileCallTest {

    private static final float RATE = 16_000;
    private static final double TONE = 440;

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void whatIsInOneFileIsHeardInTheOther(String host) throws Exception {
        Path spoken = directory.resolve("spoken.wav");
        Path heard = directory.resolve("heard.wav");
        write(spoken, 3);
        try (TestLoop loop = new TestLoop();
                VoiceEngine engine = VoiceEngine.create()) {
            Queue<MediaEvent> events = new ConcurrentLinkedQueue<>();
            MediaSession one = engine.open(
                    parameters(1, host, AudioDevice.FILE_PREFIX + spoken, MediaParameters.ECHO), loop, events::add);
            MediaSession other = engine.open(
                    parameters(2, host, MediaParameters.ECHO, AudioDevice.FILE_PREFIX + heard), loop, events::add);
            loop.run(() -> {
                one.connect(of(other));
                other.connect(of(one));
                one.startVoice();
                other.startVoice();
            });
            await("voice", () -> other.stats().packetsReceived() > 150);
            loop.run(one::close);
            loop.run(other::close);
            await("the file is whole", () -> seconds(heard) > 2);
            assertThat(events.stream().filter(MediaEvent.Secured.class::isInstance))
                    .hasSize(2);
        }
        assertThat(share(heard)).isGreaterThan(0.9);
    }

    /** The numbers that an offer has: none twice, Opus before G.711, and events for each of their clocks. */
    @Test
    void theOfferIsOpusThenG711ThenEvents() throws Exception {
        try (TestLoop loop = new TestLoop();
                VoiceEngine engine = VoiceEngine.create();
                MediaSession session = engine.open(
                        parameters(1, "127.0.0.1", MediaParameters.ECHO, MediaParameters.ECHO), loop, event -> {})) {
            List<PayloadFormat> offer = session.offeredFormats();
            assertThat(offer.stream().map(f -> f.encoding() + "/" + f.clockRate()))
                    .containsExactly(
                            "opus/48000", "PCMU/8000", "PCMA/8000", "telephone-event/48000", "telephone-event/8000");
            assertThat(offer.stream().map(PayloadFormat::payloadType)).doesNotHaveDuplicates();
        }
    }

    private static MediaParameters parameters(int id, String host, String microphone, String speaker) {
        return new MediaParameters(
                InetAddress.ofLiteral(host),
                microphone,
                speaker,
                Encryption.REQUIRE,
                new MemoryCache(id, InstantSource.system()));
    }

    private static RemoteMedia of(MediaSession session) {
        return new RemoteMedia(
                session.localAddress(),
                session.localAddress(),
                true,
                session.offeredFormats(),
                Optional.of(session.zrtpHash()),
                true,
                true);
    }

    private static void write(Path file, int seconds) throws Exception {
        int samples = (int) (seconds * RATE);
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < samples; i++) {
            bytes.putShort((short) (9000 * Math.sin(2 * Math.PI * TONE * i / RATE)));
        }
        AudioFormat format = new AudioFormat(RATE, 16, 1, true, false);
        AudioSystem.write(
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), format, samples),
                AudioFileFormat.Type.WAVE,
                file.toFile());
    }

    private static double seconds(Path file) {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            return in.getFrameLength() / (double) in.getFormat().getFrameRate();
        } catch (IOException | UnsupportedAudioFileException e) {
            return 0; // not whole yet
        }
    }

    /** Which share of the energy in the middle second is the tone. */
    private static double share(Path file) throws Exception {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            AudioFormat format = in.getFormat();
            ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
            int channels = format.getChannels();
            int rate = (int) format.getSampleRate();
            double best = 0;
            // The voice may begin late: the best half second counts.
            for (int from = 0; (from + rate / 2) * 2 * channels < bytes.capacity(); from += rate / 4) {
                double re = 0;
                double im = 0;
                double energy = 1;
                for (int i = 0; i < rate / 2; i++) {
                    double sample = bytes.getShort((from + i) * 2 * channels);
                    re += sample * Math.cos(2 * Math.PI * TONE * i / rate);
                    im += sample * Math.sin(2 * Math.PI * TONE * i / rate);
                    energy += sample * sample;
                }
                best = Math.max(best, 2 * (re * re + im * im) / (energy * rate / 2));
            }
            return best;
        }
    }
}
