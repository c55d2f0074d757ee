// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.AudioDevice;

class SoundCardTest {

    private static final SoundCard DEFAULT = alsa(0, "default [default]", "default, default, default", true, true);

    @Test
    void linuxCardsAreCalledByTheirLongNames() {
        List<SoundCard> cards = List.of(
                DEFAULT,
                alsa(1, "PCH [plughw:0,0]", "HDA Intel PCH, ALC257 Analog, ALC257 Analog", true, true),
                alsa(2, "PCH [plughw:0,3]", "HDA Intel PCH, HDMI 0, HDMI 0", false, true),
                alsa(3, "Webcam [plughw:1,0]", "HD Webcam, USB Audio, USB Audio", true, false));

        assertThat(SoundCard.devices(cards))
                .containsExactly(
                        new AudioDevice("default", true, true),
                        new AudioDevice("HDA Intel PCH, ALC257 Analog", true, true),
                        new AudioDevice("HDA Intel PCH, HDMI 0", false, true),
                        new AudioDevice("HD Webcam, USB Audio", true, false));
        assertThat(SoundCard.find(cards, "HDA Intel PCH, HDMI 0")).containsExactly(cards.get(2));
        assertThat(SoundCard.find(cards, "Gramophone")).isEmpty();
    }

    @Test
    void theTwoHalvesOfOneDeviceAreMerged() {
        List<SoundCard> cards = List.of(
                new SoundCard(0, "Primary Sound Driver", "Direct Audio Device: DirectSound Playback", false, true),
                new SoundCard(1, "Headset (USB)", "Direct Audio Device: DirectSound Playback", false, true),
                new SoundCard(
                        2, "Primary Sound Capture Driver", "Direct Audio Device: DirectSound Capture", true, false),
                new SoundCard(3, "Headset (USB)", "Direct Audio Device: DirectSound Capture", true, false));

        assertThat(SoundCard.devices(cards))
                .containsExactly(new AudioDevice("default", true, true), new AudioDevice("Headset (USB)", true, true));
        assertThat(SoundCard.find(cards, "Headset (USB)")).containsExactly(cards.get(1), cards.get(3));
    }

    @Test
    void secondDeviceOfTheSameNameGetsANumber() {
        List<SoundCard> cards = List.of(
                alsa(0, "Headset [plughw:1,0]", "Headset, USB Audio", true, true),
                alsa(1, "Headset_1 [plughw:2,0]", "Headset, USB Audio", true, true));

        assertThat(SoundCard.devices(cards))
                .extracting(AudioDevice::name)
                .containsExactly("default", "Headset, USB Audio", "Headset, USB Audio (2)");
        assertThat(SoundCard.find(cards, "Headset, USB Audio (2)")).containsExactly(cards.get(1));
    }

    @Test
    void mixersWithoutSoundAreNoDevices() {
        List<SoundCard> cards = List.of(new SoundCard(0, "Port PCH [hw:0]", "HDA Intel PCH, ALC257", false, false));

        assertThat(SoundCard.devices(cards)).isEmpty();
        assertThat(SoundCard.devices(List.of())).isEmpty();
    }

    @Test
    void computerThatOnlyPlaysHasADefaultThatOnlyPlays() {
        List<SoundCard> cards = List.of(alsa(0, "HDMI [plughw:0,3]", "HDMI, HDMI 0", false, true));

        assertThat(SoundCard.devices(cards).getFirst()).isEqualTo(new AudioDevice("default", false, true));
    }

    private static SoundCard alsa(int index, String name, String description, boolean microphone, boolean speaker) {
        return new SoundCard(index, name, "Direct Audio Device: " + description, microphone, speaker);
    }
}
