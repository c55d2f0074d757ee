// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Gives the given octets, one after the other and then from the start again, to whoever asks for random ones. */
final class Scripture extends SecureRandom {

    private static final long serialVersionUID = 1L;
    private final byte[] octets;
    private int at;

    Scripture(byte[] octets) {
        this.octets = octets.clone();
    }

    Scripture(String hex) {
        this(HexFormat.of().parseHex(hex));
    }

    @Override
    public void nextBytes(byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = octets[at++ % octets.length];
        }
    }
}
