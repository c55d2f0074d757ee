// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences;

/**
 * What {@code securecall headless} was told. What is empty is left to the settings.
 *
 * @param dataDirectory where everything is kept; the platform's place when none was given
 * @param passphraseFile whose first line is the passphrase of the profile
 * @param microphone a device: {@code default}, a name, or {@code file:PATH.wav}
 * @param speaker likewise
 * @param bind the local address to listen on
 * @param sipPort 1–65535, or 0 for any free one
 * @param preset which order of ZRTP's algorithms
 * @param algorithms what ZRTP offers and accepts; a kind that is left out is as the preset says
 * @param keying what makes keys, best first
 * @param allowClear whether both sides of a call may end its encryption
 */
public record HeadlessOptions(
        Path dataDirectory,
        Optional<Path> passphraseFile,
        Optional<String> microphone,
        Optional<String> speaker,
        Answer answer,
        Optional<InetAddress> bind,
        OptionalInt sipPort,
        Optional<Encryption> encryption,
        Optional<AlgorithmPreset> preset,
        ZrtpPreferences algorithms,
        Optional<List<KeyingMethod>> keying,
        boolean allowClear) {

    /** What happens to an incoming call. */
    public enum Answer {
        /** It rings until it is answered by a command. */
        ASK,
        /** It is answered at once. */
        AUTO
    }
}
