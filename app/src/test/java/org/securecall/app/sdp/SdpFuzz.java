// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.nio.charset.StandardCharsets;

/** Session descriptions: a fuzz target. */
public final class SdpFuzz {

    private SdpFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            SdpParser.parse(new String(data, StandardCharsets.UTF_8)).audio();
        } catch (SdpException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new IllegalStateException("A refusal without a sentence", e);
            }
        }
    }
}
