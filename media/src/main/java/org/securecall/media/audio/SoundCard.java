// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.securecall.media.api.AudioDevice;

/**
 * A mixer of Java Sound, as the system names it.
 *
 * @param index its place in the system's list, whose first is the system's choice
 * @param name on Linux the short one with ALSA's own name behind it, {@code PCH [plughw:0,0]}
 * @param description on Linux the long one, {@code Direct Audio Device: HDA Intel PCH, ALC257 Analog, ALC257 Analog}
 * @param microphone whether it captures
 * @param speaker whether it plays
 */
record SoundCard(int index, String name, String description, boolean microphone, boolean speaker) {

    private static final String PREFIX = "Direct Audio Device: ";

    /** What stands for the system's choice by itself, on Linux, Windows and macOS. */
    private boolean isDefault() {
        return name.startsWith("default [") || name.startsWith("Primary Sound") || name.equals("Default Audio Device");
    }

    /** A name that a user recognizes; several cards may have the same. */
    private String plainName() {
        if (!name.endsWith("]") || !description.startsWith(PREFIX)) {
            return name.strip();
        }
        List<String> parts = new ArrayList<>();
        for (String part : description.substring(PREFIX.length()).split(",")) {
            // ALSA's pcm id and pcm name are mostly the same words.
            if (!part.isBlank() && !parts.contains(part.strip())) {
                parts.add(part.strip());
            }
        }
        return parts.isEmpty() ? name : String.join(", ", parts);
    }

    /**
     * What the user chooses from: the system's choice first, then every device once. The microphone and the speaker of one name
     * are one device; a second device of the same name gets a number.
     */
    static List<AudioDevice> devices(List<SoundCard> cards) {
        boolean microphone = cards.stream().anyMatch(SoundCard::microphone);
        boolean speaker = cards.stream().anyMatch(SoundCard::speaker);
        List<AudioDevice> devices = new ArrayList<>();
        if (microphone || speaker) {
            devices.add(new AudioDevice(AudioDevice.DEFAULT, microphone, speaker));
        }
        Map<String, AudioDevice> named = new HashMap<>();
        List<String> order = new ArrayList<>();
        names(cards).forEach((card, name) -> {
            AudioDevice known = named.get(name);
            if (known == null) {
                order.add(name);
            }
            named.put(
                    name,
                    new AudioDevice(
                            name,
                            card.microphone || (known != null && known.microphone()),
                            card.speaker || (known != null && known.speaker())));
        });
        order.forEach(name -> devices.add(named.get(name)));
        return List.copyOf(devices);
    }

    /** The cards that a name of {@link #devices} other than the default's stands for: one, or a microphone and a speaker. */
    static List<SoundCard> find(List<SoundCard> cards, String name) {
        List<SoundCard> found = new ArrayList<>();
        names(cards).forEach((card, cardName) -> {
            if (cardName.equals(name)) {
                found.add(card);
            }
        });
        return found;
    }

    private static Map<SoundCard, String> names(List<SoundCard> cards) {
        Map<SoundCard, String> names = new LinkedHashMap<>();
        Map<String, Integer> microphones = new HashMap<>();
        Map<String, Integer> speakers = new HashMap<>();
        for (SoundCard card : cards) {
            if (!card.isDefault() && (card.microphone || card.speaker)) {
                String plain = card.plainName();
                int number = Math.max(
                        card.microphone ? microphones.merge(plain, 1, Integer::sum) : 1,
                        card.speaker ? speakers.merge(plain, 1, Integer::sum) : 1);
                names.put(card, number == 1 ? plain : String.format(Locale.ROOT, "%s (%d)", plain, number));
            }
        }
        return names;
    }
}
