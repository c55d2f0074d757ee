// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Microphone and speaker over lines that behave as sound cards do, and as they do when they fail. */
@Timeout(60)
class DevicePortsTest {

    private final List<FakeLine> lines = new ArrayList<>();

    private DeviceCapture microphone(PcmLayout layout) throws AudioException {
        return new DeviceCapture("Test", layout, (same, frames) -> {
            lines.add(new FakeLine(same, frames, true));
            return lines.getLast().microphone();
        });
    }

    private DevicePlayback speaker(PcmLayout layout) throws AudioException {
        return new DevicePlayback("Test", layout, (same, frames) -> {
            lines.add(new FakeLine(same, frames, false));
            return lines.getLast().speaker();
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {480, 960, 1_000})
    void framesOfAnySizeAreHeardWithoutAGap(int size) throws Exception {
        try (DeviceCapture port = microphone(PcmLayout.signed16(48_000, 1))) {
            short[] frame = new short[size];
            int expected = 0;
            for (int i = 0; i < 10; i++) {
                port.read(frame);
                for (short sample : frame) {
                    assertThat(sample).isEqualTo((short) (expected++ % 20_000));
                }
            }
        }
        assertThat(lines.getFirst().isClosed()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"44100, 2", "16000, 1", "8000, 1", "96000, 2"})
    void otherRatesAndChannelsAreConverted(int rate, int channels) throws Exception {
        try (DeviceCapture port = microphone(PcmLayout.signed16(rate, channels))) {
            short[] frame = new short[960];
            int last = 0;
            for (int i = 0; i < 9; i++) {
                port.read(frame);
                assertThat((int) frame[959]).isGreaterThan(last);
                last = frame[959];
            }
            // The ramp rises by one for each sample of the device; the filter may be 5 ms behind.
            assertThat(last).isBetween(rate * 175 / 1_000, rate * 180 / 1_000);
        }
        try (DevicePlayback port = speaker(PcmLayout.signed16(rate, channels))) {
            for (int i = 0; i < 12; i++) {
                port.write(new short[960]);
            }
            assertThat(lines.getLast().framesWritten()).isBetween(rate * 24 / 100 - 2L, rate * 24 / 100 + 2L);
        }
    }

    @Test
    void speakerHoldsNoMoreThanItsLevel() throws Exception {
        try (DevicePlayback port = new DevicePlayback("Test", PcmLayout.signed16(48_000, 1), (same, frames) -> {
            // A card that cannot have a small buffer.
            lines.add(new FakeLine(same, 48_000, false));
            return lines.getLast().speaker();
        })) {
            for (int i = 0; i < 20; i++) {
                port.write(new short[960]);
                assertThat(port.queuedSamples())
                        .isLessThanOrEqualTo(48 * port.level().millis());
            }
        }
    }

    @Test
    void deadMicrophoneIsSaid() throws Exception {
        try (DeviceCapture port = microphone(PcmLayout.signed16(48_000, 1))) {
            port.read(new short[960]);
            lines.getFirst().die();

            assertThatThrownBy(() -> port.read(new short[9_600]))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("The microphone “Test” gives no more sound.");
        }
    }

    @Test
    void microphoneThatFallsSilentIsSaid() throws Exception {
        try (DeviceCapture port = microphone(PcmLayout.signed16(48_000, 1))) {
            lines.getFirst().fallSilent();

            assertThatThrownBy(() -> port.read(new short[960]))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("The microphone “Test” gives no more sound.");
        }
    }

    @Test
    void microphoneThatHangsUntilItIsClosedIsSaid() throws Exception {
        try (DeviceCapture port = microphone(PcmLayout.signed16(48_000, 1))) {
            lines.getFirst().block();

            assertThatThrownBy(() -> port.read(new short[960]))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("The microphone “Test” gives no more sound.");
        }
    }

    @Test
    void deadSpeakerIsSaid() throws Exception {
        try (DevicePlayback port = speaker(PcmLayout.signed16(48_000, 1))) {
            port.write(new short[960]);
            lines.getFirst().die();

            assertThatThrownBy(() -> port.write(new short[9_600]))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("The speaker “Test” takes no more sound.");
        }
    }

    @Test
    void speakerThatStandsStillIsSaid() throws Exception {
        try (DevicePlayback port = speaker(PcmLayout.signed16(48_000, 1))) {
            port.write(new short[480]);
            lines.getFirst().fallSilent();

            assertThatThrownBy(() -> port.write(new short[9_600]))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("The speaker “Test” takes no more sound.");
        }
    }

    @Test
    void speakerThatHangsUntilItIsClosedIsSaid() throws Exception {
        try (DevicePlayback port = speaker(PcmLayout.signed16(48_000, 1))) {
            lines.getFirst().block();

            assertThatThrownBy(() -> port.write(new short[960]))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("The speaker “Test” takes no more sound.");
        }
    }

    @Test
    void deviceThatHangsForGoodHangsNobodyElse() throws Exception {
        DeviceCapture capture = microphone(PcmLayout.signed16(48_000, 1));
        capture.read(new short[480]);
        DevicePlayback playback = speaker(PcmLayout.signed16(48_000, 1));
        playback.write(new short[480]);
        lines.forEach(FakeLine::hang);
        try {
            assertThatThrownBy(() -> capture.read(new short[480]))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("The microphone “Test” gives no more sound.");
            assertThatThrownBy(() -> playback.write(new short[9_600]))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("The speaker “Test” takes no more sound.");
            assertThatThrownBy(() -> playback.write(new short[480])).isInstanceOf(AudioException.class);
            assertThat(playback.queuedSamples()).isZero();
            capture.close();
            playback.close();
        } finally {
            lines.forEach(FakeLine::endHanging);
        }
    }

    @Test
    void closingWakesReaderAndWriter() throws Exception {
        DeviceCapture capture = microphone(PcmLayout.signed16(48_000, 1));
        DevicePlayback playback = speaker(PcmLayout.signed16(48_000, 1));

        assertThat(closing(capture, () -> capture.read(new short[48_000 * 60]))).hasMessageContaining("was closed");
        assertThat(closing(playback, () -> playback.write(new short[48_000 * 60])))
                .hasMessageContaining("was closed");
        assertThatThrownBy(() -> capture.read(new short[960])).isInstanceOf(AudioException.class);
        assertThatThrownBy(() -> playback.write(new short[960])).isInstanceOf(AudioException.class);
        assertThat(playback.queuedSamples()).isZero();
        assertThat(lines).allMatch(FakeLine::isClosed);
    }

    private interface Use {
        void run() throws AudioException;
    }

    private static AudioException closing(AutoCloseable port, Use use) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        AtomicReference<AudioException> thrown = new AtomicReference<>();
        Thread user = Thread.ofPlatform().start(() -> {
            started.countDown();
            try {
                use.run();
            } catch (AudioException e) {
                thrown.set(e);
            }
        });
        started.await();
        port.close();
        port.close();
        user.join();
        return Objects.requireNonNull(thrown.get());
    }

    @Test
    void interruptedThreadDoesNotSpin() throws Exception {
        try (DeviceCapture port = microphone(PcmLayout.signed16(48_000, 1))) {
            Thread.currentThread().interrupt();
            try {
                assertThatThrownBy(() -> port.read(new short[960])).isInstanceOf(AudioException.class);
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        }
    }

    @Test
    void deviceThatCannotBeOpenedLeavesNothingBehind() {
        assertThatThrownBy(() -> new DeviceCapture("Test", PcmLayout.signed16(48_000, 1), (same, frames) -> {
                    throw new AudioException("It is in use.");
                }))
                .isInstanceOf(AudioException.class)
                .hasMessage("It is in use.");
    }

    @Test
    void unknownDevicesAreSaid() {
        AudioPorts ports = new JavaSoundPorts();

        assertThatThrownBy(() -> ports.openCapture("Gramophone"))
                .isInstanceOf(AudioException.class)
                .hasMessage("There is no sound device “Gramophone”; it may have been unplugged.");
        assertThatThrownBy(() -> ports.openPlayback("Gramophone"))
                .isInstanceOf(AudioException.class)
                .hasMessage("There is no sound device “Gramophone”; it may have been unplugged.");
    }

    /** On a machine with sound, such as a developer's, the devices open; on one without, the user is told so. */
    @Test
    void defaultOpensOrIsSaidToBeMissing() throws Exception {
        AudioPorts ports = new JavaSoundPorts();
        boolean microphone =
                ports.devices().stream().anyMatch(device -> device.name().equals("default") && device.microphone());
        boolean speaker =
                ports.devices().stream().anyMatch(device -> device.name().equals("default") && device.speaker());

        if (!microphone) {
            assertThatThrownBy(() -> ports.openCapture("default"))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("There is no microphone on this computer, or its sound system does not run.");
        }
        if (!speaker) {
            assertThatThrownBy(() -> ports.openPlayback("default"))
                    .isInstanceOf(AudioException.class)
                    .hasMessage("There is no speaker on this computer, or its sound system does not run.");
        }
        assertThat(ports.devices()).allMatch(device -> device.microphone() || device.speaker());
    }
}
