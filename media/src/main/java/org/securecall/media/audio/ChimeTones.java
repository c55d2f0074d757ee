// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.util.Arrays;
import java.util.List;
import org.securecall.media.api.Chime;

/** How the chimes sound: sines that swell and fade, in 48 kHz, mono, signed 16 bit. */
final class ChimeTones {

    /** Of the loudest sample: well below voice at its loudest, and well above a quiet room. */
    static final int PEAK = 8_000;

    private static final int RATE = AudioPorts.SAMPLE_RATE;
    /** Rising and falling takes so long, so that nothing clicks. */
    private static final int FADE = RATE / 100;

    /** @param hertz 0 for silence */
    private record Note(int hertz, int milliseconds) {

        int samples() {
            return RATE / 1000 * milliseconds;
        }
    }

    private ChimeTones() {}

    private static List<Note> notes(Chime chime) {
        return switch (chime) {
            // A fifth up, and done.
            case SECURED -> List.of(new Note(660, 90), new Note(990, 150));
            // Low and falling.
            case OPEN -> List.of(new Note(392, 180), new Note(294, 260));
            // Three times the same two, as alarms go.
            case ALARM ->
                List.of(
                        new Note(880, 130),
                        new Note(622, 130),
                        new Note(0, 60),
                        new Note(880, 130),
                        new Note(622, 130),
                        new Note(0, 60),
                        new Note(880, 130),
                        new Note(622, 200));
        };
    }

    static short[] samples(Chime chime) {
        List<Note> notes = notes(chime);
        short[] samples = new short[notes.stream().mapToInt(Note::samples).sum()];
        int at = 0;
        for (Note note : notes) {
            int length = note.samples();
            for (int i = 0; i < length; i++) {
                double fade = Math.min(1, (double) Math.min(i, length - 1 - i) / FADE);
                samples[at + i] = (short) Math.round(PEAK * fade * Math.sin(2 * Math.PI * note.hertz() * i / RATE));
            }
            at += length;
        }
        return samples;
    }

    /** The samples from {@code start}, with silence behind the end. */
    static short[] frame(short[] samples, int start, int length) {
        return start >= samples.length ? new short[length] : Arrays.copyOfRange(samples, start, start + length);
    }
}
