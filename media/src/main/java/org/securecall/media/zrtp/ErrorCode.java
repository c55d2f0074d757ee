// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/**
 * The error codes of RFC 6189 §5.9, with what a user is told when the peer sends one. Nothing authenticates an Error message:
 * the sentences say what the other side reports, not what is so.
 */
public enum ErrorCode {
    MALFORMED(0x10, false, "The other side could not read a message of the key agreement."),
    SOFTWARE(0x20, false, "The other telephone reports a fault of its own."),
    UNSUPPORTED_VERSION(0x30, false, "The other telephone does not speak this version of ZRTP."),
    HELLO_MISMATCH(0x40, true, "The other side reports that the first message reached it changed."),
    HASH_NOT_SUPPORTED(0x51, false, "The other telephone does not know the hash that was chosen."),
    CIPHER_NOT_SUPPORTED(0x52, false, "The other telephone does not know the cipher that was chosen."),
    KEY_AGREEMENT_NOT_SUPPORTED(0x53, false, "The other telephone does not know the key agreement that was chosen."),
    AUTH_TAG_NOT_SUPPORTED(0x54, false, "The other telephone does not know the authentication tag that was chosen."),
    SAS_NOT_SUPPORTED(0x55, false, "The other telephone does not know the code format that was chosen."),
    DH_REQUIRED(0x56, false, "The other telephone shares no secret with this one and wants a whole key agreement."),
    BAD_PUBLIC_VALUE(0x61, true, "The other side reports a public key that would have made the keys guessable."),
    HVI_MISMATCH(0x62, true, "The other side reports a key that is not the one committed to."),
    UNTRUSTED_RELAY(0x63, true, "The other side reports a code relayed by a server that it does not trust."),
    BAD_CONFIRM_MAC(0x70, true, "The other side reports that the keys differ: somebody may be in between."),
    NONCE_REUSE(0x80, true, "The other side reports a number used twice that must be used once."),
    EQUAL_ZIDS(0x90, false, "The other side reports the same identity on both sides."),
    SSRC_COLLISION(0x91, false, "Both sides chose the same stream number."),
    SERVICE_UNAVAILABLE(0xA0, false, "The other telephone cannot agree on keys at the moment."),
    TIMEOUT(0xB0, false, "The other telephone waited in vain for this side's messages."),
    GO_CLEAR_NOT_ALLOWED(0x100, false, "The other telephone does not stop encrypting on request.");

    private final int code;
    private final boolean attack;
    private final String sentence;

    ErrorCode(int code, boolean attack, String sentence) {
        this.code = code;
        this.attack = attack;
        this.sentence = sentence;
    }

    /** As it is sent. */
    public int code() {
        return code;
    }

    /** What it reports is a failed authentication. */
    public boolean attack() {
        return attack;
    }

    /** For people: one English sentence. */
    public String sentence() {
        return sentence;
    }

    /** Empty for a code that the RFC does not have. */
    public static Optional<ErrorCode> of(int code) {
        for (ErrorCode known : values()) {
            if (known.code == code) {
                return Optional.of(known);
            }
        }
        return Optional.empty();
    }
}
