// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How the keys of SRTP come about, best first. */
public enum KeyingMethod {
    /** Agreed between the two telephones in the media path, and compared by their users (RFC 6189). */
    ZRTP("zrtp"),
    /** Agreed in the media path, and as good as the servers that carried the fingerprints (RFC 5764). */
    DTLS_SRTP("dtls-srtp"),
    /** Written into SDP, and so known to every server on the way (RFC 4568). */
    SDES("sdes");

    private final String token;

    KeyingMethod(String token) {
        this.token = token;
    }

    /** As the command line writes it. */
    public String token() {
        return token;
    }

    /**
     * Reads {@code zrtp,dtls-srtp,sdes}.
     *
     * @return at least one, each once, in the order of the text
     * @throws IllegalArgumentException with one sentence for the user
     */
    public static List<KeyingMethod> parse(String text) {
        List<KeyingMethod> methods = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            KeyingMethod method = of(part.strip());
            if (methods.contains(method)) {
                throw new IllegalArgumentException(method.token + " is given twice");
            }
            methods.add(method);
        }
        return List.copyOf(methods);
    }

    private static KeyingMethod of(String token) {
        for (KeyingMethod method : values()) {
            if (method.token.equals(token)) {
                return method;
            }
        }
        throw new IllegalArgumentException("Unknown keying '" + token + "'; known are "
                + Arrays.stream(values()).map(KeyingMethod::token).collect(Collectors.joining(", ")));
    }
}
