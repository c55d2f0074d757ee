// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.Locale;
import org.securecall.media.secret.Redacted;

/**
 * The signing key of another person under one address.
 *
 * @param address in one spelling
 * @param fingerprint SHA-256 of the key as SubjectPublicKeyInfo, 64 hexadecimal digits in lower case
 * @param key the public key of Ed25519, 64 hexadecimal digits in lower case; empty for a key of another kind, which has no safety code
 * @param how why it counts, or why not
 * @param since when that was said
 */
public record PeerIdentity(String address, String fingerprint, String key, How how, Instant since) {

    public enum How {
        /** Signed the code of a call, and nobody said whose it is. */
        MET,
        /** The user typed the other's safety code. */
        TYPED,
        /** The user scanned, or pasted, the other's code. */
        SCANNED,
        /** The user compared the code of a call that it signed. */
        COMPARED,
        /** The user took that back. */
        REVOKED;

        /** As the store and the headless front end name it. */
        public String token() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a call whose code it signed is verified. */
    public boolean confirmed() {
        return how != How.MET && how != How.REVOKED;
    }

    /** Shortens the address and leaves the key out: records end up in logs. */
    @Override
    public String toString() {
        return "PeerIdentity[" + Redacted.uri(address) + " " + how + "]";
    }
}
