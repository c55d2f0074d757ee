// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Path;

/** A voice that never pauses for breath, for a {@code file:} microphone. */
public final class Tone {

    private static final double HERTZ = 440;
    private static final double SYLLABLES_PER_SECOND = 3;
    private static final int LOUDNESS = 9000;

    private Tone() {}

    /** Writes a WAV file of it. */
    public static Path write(Path wav, int seconds) throws IOException {
        short[] samples = new short[seconds * SoundCards.RATE];
        for (int i = 0; i < samples.length; i++) {
            // A steady tone would be taken for noise.
            double envelope = Math.abs(Math.sin(Math.PI * i * SYLLABLES_PER_SECOND / SoundCards.RATE));
            samples[i] = (short) (LOUDNESS * envelope * Math.sin(2 * Math.PI * HERTZ * i / SoundCards.RATE));
        }
        return Recording.of(samples).write(wav);
    }
}
