// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences;

/**
 * How a telephone is opened. What is empty is left to the stored settings.
 *
 * @param dataDirectory where everything is kept; made when missing
 * @param microphone a device for this run only
 * @param speaker likewise
 * @param encryption likewise
 * @param bind the local address to listen on; empty for all
 * @param sipPort 1 to 65535, 0 for any free one; empty for 5060, or any free one when that is taken
 * @param preset which order of ZRTP's algorithms
 * @param algorithms what ZRTP offers and accepts; a kind that is left out is as the preset says
 * @param keying what makes keys, best first
 * @param allowClear whether both sides of a call may end its encryption (RFC 6189 §4.7.2)
 * @param practicePeer whether {@code practice} can be called
 */
public record PhoneOptions(
        Path dataDirectory,
        Optional<String> microphone,
        Optional<String> speaker,
        Optional<Encryption> encryption,
        Optional<InetAddress> bind,
        OptionalInt sipPort,
        Optional<AlgorithmPreset> preset,
        ZrtpPreferences algorithms,
        Optional<List<KeyingMethod>> keying,
        boolean allowClear,
        boolean practicePeer) {

    /** With encryption that stays. */
    public PhoneOptions(
            Path dataDirectory,
            Optional<String> microphone,
            Optional<String> speaker,
            Optional<Encryption> encryption,
            Optional<InetAddress> bind,
            OptionalInt sipPort,
            Optional<AlgorithmPreset> preset,
            ZrtpPreferences algorithms,
            Optional<List<KeyingMethod>> keying,
            boolean practicePeer) {
        this(
                dataDirectory,
                microphone,
                speaker,
                encryption,
                bind,
                sipPort,
                preset,
                algorithms,
                keying,
                false,
                practicePeer);
    }

    /** With the keying of the settings. */
    public PhoneOptions(
            Path dataDirectory,
            Optional<String> microphone,
            Optional<String> speaker,
            Optional<Encryption> encryption,
            Optional<InetAddress> bind,
            OptionalInt sipPort,
            ZrtpPreferences algorithms,
            boolean practicePeer) {
        this(
                dataDirectory,
                microphone,
                speaker,
                encryption,
                bind,
                sipPort,
                Optional.empty(),
                algorithms,
                Optional.empty(),
                practicePeer);
    }

    /** With the algorithms and the keying of the settings. */
    public PhoneOptions(
            Path dataDirectory,
            Optional<String> microphone,
            Optional<String> speaker,
            Optional<Encryption> encryption,
            Optional<InetAddress> bind,
            OptionalInt sipPort,
            boolean practicePeer) {
        this(dataDirectory, microphone, speaker, encryption, bind, sipPort, ZrtpPreferences.RECOMMENDED, practicePeer);
    }

    /** As the window opens it. */
    public static PhoneOptions standard(Path dataDirectory) {
        return new PhoneOptions(
                dataDirectory,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                true);
    }
}
