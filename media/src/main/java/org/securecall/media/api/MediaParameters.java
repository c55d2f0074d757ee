// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.net.InetAddress;

/**
 * What a session is opened with.
 *
 * @param bindAddress the local address that RTP uses
 * @param microphone a device's name, {@code default}, {@code file:PATH.wav} or {@code echo} (the practice peer: what is
 *     heard is said again)
 * @param speaker likewise
 * @param encryption what the call insists on
 * @param zrtpCache the retained secrets to use
 * @param algorithms what ZRTP offers and accepts
 * @param zrtpOptions what ZRTP does beyond that
 */
public record MediaParameters(
        InetAddress bindAddress,
        String microphone,
        String speaker,
        Encryption encryption,
        ZrtpCache zrtpCache,
        ZrtpPreferences algorithms,
        ZrtpOptions zrtpOptions) {

    /** As microphone: the peer's own voice, some moments later. As speaker: plays to nobody. */
    public static final String ECHO = "echo";

    /** With the options as they are where nobody chose any. */
    public MediaParameters(
            InetAddress bindAddress,
            String microphone,
            String speaker,
            Encryption encryption,
            ZrtpCache zrtpCache,
            ZrtpPreferences algorithms) {
        this(bindAddress, microphone, speaker, encryption, zrtpCache, algorithms, ZrtpOptions.DEFAULT);
    }

    /** With the recommended algorithms. */
    public MediaParameters(
            InetAddress bindAddress, String microphone, String speaker, Encryption encryption, ZrtpCache zrtpCache) {
        this(bindAddress, microphone, speaker, encryption, zrtpCache, ZrtpPreferences.RECOMMENDED);
    }
}
