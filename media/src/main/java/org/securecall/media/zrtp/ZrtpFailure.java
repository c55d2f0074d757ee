// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.OptionalInt;

/**
 * Why an exchange ended without keys. What this side found and what the peer said are kept apart.
 *
 * @param reason what this side found
 * @param peerCode the error code of the peer's Error message, when that ended the exchange; nothing authenticates it
 */
public record ZrtpFailure(Reason reason, OptionalInt peerCode) {

    /** What this side found; with the code of RFC 6189 §5.9 that the peer is told. */
    public enum Reason {
        TIMEOUT(0xB0, false, "The other side stopped answering while keys were being agreed."),
        PEER_ERROR(0, false, "The other side ended the key agreement with an error."),
        MALFORMED(0x10, false, "The other side sent a message that is not built as it should be."),
        SOFTWARE(0x20, false, "The other side asked for something that does not fit this call."),
        UNSUPPORTED_VERSION(0x30, false, "The other side speaks an older version of ZRTP."),
        HASH_NOT_SUPPORTED(0x51, false, "The other side chose a hash that was not offered."),
        CIPHER_NOT_SUPPORTED(0x52, false, "The other side chose a cipher that was not offered."),
        KEY_AGREEMENT_NOT_SUPPORTED(0x53, false, "The other side chose a key agreement that was not offered."),
        AUTH_TAG_NOT_SUPPORTED(0x54, false, "The other side chose an authentication tag that was not offered."),
        SAS_NOT_SUPPORTED(0x55, false, "The other side chose a code format that was not offered."),
        DH_REQUIRED(0x56, false, "The other side wanted to go without a key agreement."),
        BAD_PUBLIC_VALUE(0x61, true, "The other side's public key would have made the keys guessable."),
        HVI_MISMATCH(0x62, true, "The other side's key is not the one it had committed to."),
        BAD_CONFIRM_MAC(0x70, true, "The keys of the two sides differ: somebody may be in between."),
        NONCE_REUSE(0x80, true, "The other side used a number twice that must be used once."),
        EQUAL_ZIDS(0x90, false, "The other side has the same identity as this one."),
        SSRC_COLLISION(0x91, false, "Both sides chose the same stream number."),
        OTHER_ENDPOINT(0x40, true, "A further stream came from another endpoint than the first one."),
        FORGED_HELLO(0x40, true, "The other side's first message was changed on the way."),
        FORGED_COMMIT(0x20, true, "The other side's choice of algorithms was changed on the way."),
        FORGED_DHPART(0x20, true, "The other side's key message was changed on the way."),
        FORGED_CONFIRM(0x70, true, "The other side is not the one that began the key agreement.");

        private final int code;
        private final boolean attack;
        private final String sentence;

        Reason(int code, boolean attack, String sentence) {
            this.code = code;
            this.attack = attack;
            this.sentence = sentence;
        }

        /** The code that the peer is told (RFC 6189 §5.9); 0 when it is told nothing. */
        public int code() {
            return code;
        }

        /** A failed authentication, not a lost connection or a lacking algorithm. */
        public boolean attack() {
            return attack;
        }

        /** For people: one English sentence without secrets. */
        public String sentence() {
            return sentence;
        }
    }

    static ZrtpFailure of(Reason reason) {
        return new ZrtpFailure(reason, OptionalInt.empty());
    }

    public boolean attack() {
        return reason.attack();
    }
}
