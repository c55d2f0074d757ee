// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Two people speak at once, and what each microphone got is looked for at the other one's speaker.
 *
 * @param firstHeardBySecond the first one's sentence at the second one's speaker
 * @param secondHeardByFirst the other way round
 * @param crossTalk the first one's sentence at the first one's own speaker, where it does not belong
 */
public record Conversation(Speech.Heard firstHeardBySecond, Speech.Heard secondHeardByFirst, Speech.Heard crossTalk) {

    private static final double BEFORE_SECONDS = 1;
    private static final double AFTER_SECONDS = 1.5;
    private static final Duration SPEECH = Duration.ofSeconds(30);

    /** Has both speak and keeps the four recordings in the folder. */
    public static Conversation record(
            SoundCards cards, Path folder, String first, Path firstSpeech, String second, Path secondSpeech)
            throws IOException, InterruptedException {
        try (Recorder firstMouth = cards.atMouth(first);
                Recorder firstEar = cards.atEar(first);
                Recorder secondMouth = cards.atMouth(second);
                Recorder secondEar = cards.atEar(second)) {
            firstMouth.seconds(BEFORE_SECONDS);
            try (Program one = cards.speak(folder, first, firstSpeech);
                    Program other = cards.speak(folder, second, secondSpeech)) {
                one.exitStatus(SPEECH);
                other.exitStatus(SPEECH);
                firstMouth.seconds(AFTER_SECONDS);
            }
            Recording firstSaid = firstMouth.stop();
            Recording secondSaid = secondMouth.stop();
            Recording firstHeard = firstEar.stop();
            Recording secondHeard = secondEar.stop();
            firstSaid.write(folder.resolve(first + "-said.wav"));
            secondSaid.write(folder.resolve(second + "-said.wav"));
            firstHeard.write(folder.resolve(first + "-heard.wav"));
            secondHeard.write(folder.resolve(second + "-heard.wav"));
            return new Conversation(
                    Speech.heard(firstSaid, secondHeard),
                    Speech.heard(secondSaid, firstHeard),
                    Speech.heard(firstSaid, firstHeard));
        }
    }
}
