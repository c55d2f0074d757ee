// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.net.InetAddress;
import java.util.List;

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
 * @param keying what may make keys, in the order in which it is offered; of no use with {@link Encryption#OFF}. Whatever the
 *     order, ZRTP wins over the others where both succeed
 * @param zrtpOptions what ZRTP does beyond its algorithms
 */
public record MediaParameters(
        InetAddress bindAddress,
        String microphone,
        String speaker,
        Encryption encryption,
        ZrtpCache zrtpCache,
        ZrtpPreferences algorithms,
        List<KeyingMethod> keying,
        ZrtpOptions zrtpOptions) {

    /** As microphone: the peer's own voice, some moments later. As speaker: plays to nobody. */
    public static final String ECHO = "echo";

    public MediaParameters {
        keying = List.copyOf(keying);
    }

    /** With ZRTP alone, and its options as they are where nobody chose any. */
    public MediaParameters(
            InetAddress bindAddress,
            String microphone,
            String speaker,
            Encryption encryption,
            ZrtpCache zrtpCache,
            ZrtpPreferences algorithms) {
        this(
                bindAddress,
                microphone,
                speaker,
                encryption,
                zrtpCache,
                algorithms,
                List.of(KeyingMethod.ZRTP),
                ZrtpOptions.DEFAULT);
    }

    /** With ZRTP alone, and its recommended algorithms. */
    public MediaParameters(
            InetAddress bindAddress, String microphone, String speaker, Encryption encryption, ZrtpCache zrtpCache) {
        this(bindAddress, microphone, speaker, encryption, zrtpCache, ZrtpPreferences.RECOMMENDED);
    }

    /** The same, keyed by these methods. */
    public MediaParameters withKeying(List<KeyingMethod> methods) {
        return new MediaParameters(
                bindAddress, microphone, speaker, encryption, zrtpCache, algorithms, methods, zrtpOptions);
    }

    /** The same with these options. */
    public MediaParameters withZrtpOptions(ZrtpOptions options) {
        return new MediaParameters(
                bindAddress, microphone, speaker, encryption, zrtpCache, algorithms, keying, options);
    }
}
