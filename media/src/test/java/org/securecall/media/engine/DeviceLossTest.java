// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.media.engine.Telephone.await;

import org.junit.jupiter.api.Test;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent.DeviceLost;
import org.securecall.media.api.MediaEvent.DeviceRestored;

class DeviceLossTest {

    private static final double HIGH = 1200;
    private static final double LOW = 500;

    @Test
    void aMicrophoneThatGoesIsReplacedByTheDefaultAndComesBack() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.OFF, FakePorts.DEVICE, AudioDevice.DEFAULT);
                Telephone other = new Telephone(2, HIGH, Encryption.OFF)) {
            Telephone.call(one, other);
            await("the tone arrives", () -> other.ports.hears(LOW));
            one.ports.broken(FakePorts.DEVICE, true);
            await("the loss is told", () -> !one.all(DeviceLost.class).isEmpty());
            assertThat(one.all(DeviceLost.class))
                    .containsExactly(new DeviceLost(true, FakePorts.DEVICE, AudioDevice.DEFAULT));
            other.ports.forget();
            await("the default is heard", () -> other.ports.framesPlayed() > 40 && other.ports.hears(LOW));
            one.ports.broken(FakePorts.DEVICE, false);
            await("it is back", () -> !one.all(DeviceRestored.class).isEmpty());
            assertThat(one.all(DeviceRestored.class)).containsExactly(new DeviceRestored(true, FakePorts.DEVICE));
            assertThat(one.ports.timesOpened(FakePorts.DEVICE)).isEqualTo(2);
        }
    }

    @Test
    void aSpeakerThatGoesIsReplacedAndComesBackWhileVoiceIsSentOn() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.OFF, AudioDevice.DEFAULT, FakePorts.DEVICE);
                Telephone other = new Telephone(2, HIGH, Encryption.OFF)) {
            Telephone.call(one, other);
            await("the tone arrives", () -> one.ports.hears(HIGH));
            one.ports.broken(FakePorts.DEVICE, true);
            await("the loss is told", () -> !one.all(DeviceLost.class).isEmpty());
            one.ports.broken(FakePorts.DEVICE, false);
            await("it is back", () -> !one.all(DeviceRestored.class).isEmpty());
            one.ports.forget();
            await("the tone arrives", () -> one.ports.hears(HIGH));
            assertThat(other.all(DeviceLost.class)).isEmpty();
        }
    }

    @Test
    void withoutAnyDeviceTheCallStartsAndGoesOnInSilence() throws Exception {
        try (Telephone one = new Telephone(1, LOW, Encryption.REQUIRE);
                Telephone other = new Telephone(2, HIGH, Encryption.REQUIRE)) {
            one.ports.broken(AudioDevice.DEFAULT, true);
            Telephone.call(one, other);
            await("both devices are missed", () -> one.all(DeviceLost.class).size() == 2);
            assertThat(one.all(DeviceLost.class))
                    .containsExactlyInAnyOrder(
                            new DeviceLost(true, AudioDevice.DEFAULT, ""),
                            new DeviceLost(false, AudioDevice.DEFAULT, ""));
            await("silence is sent", () -> one.session.stats().packetsSent() > 50);
            await("packets are received", () -> one.session.stats().packetsReceived() > 50);
            assertThat(other.ports.loudest()).isZero();
            one.ports.broken(AudioDevice.DEFAULT, false);
            await("both are back", () -> one.all(DeviceRestored.class).size() == 2);
            await("the tones arrive", () -> one.ports.hears(HIGH) && other.ports.hears(LOW));
        }
    }
}
