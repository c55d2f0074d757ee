// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.charset.StandardCharsets;

/** Who sent the Commit, and who answered it (RFC 6189 §4.2). */
enum Role {
    INITIATOR("Initiator"),
    RESPONDER("Responder");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    Role other() {
        return this == INITIATOR ? RESPONDER : INITIATOR;
    }

    /** As it begins the labels of key derivation (RFC 6189 §4.5.3). */
    String label() {
        return label;
    }

    /** As it is hashed with retained secrets (RFC 6189 §4.3.1). */
    byte[] ascii() {
        return label.getBytes(StandardCharsets.US_ASCII);
    }
}
