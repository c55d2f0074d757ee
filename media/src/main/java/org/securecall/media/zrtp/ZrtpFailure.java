// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Why an exchange ended without keys. What this side found and what the peer said are kept apart.
 *
 * @param reason what this side found
 * @param peerCode the error code of the peer's Error message, when that ended the exchange; nothing authenticates it
 */
public record ZrtpFailure(Reason reason, OptionalInt peerCode) {

    /** What this side found; with the code of RFC 6189 §5.9 that the peer is told. */
    public enum Reason {
        TIMEOUT(ErrorCode.TIMEOUT, false, "The other side stopped answering while keys were being agreed."),
        PEER_ERROR(null, false, "The other side ended the key agreement with an error."),
        MALFORMED(ErrorCode.MALFORMED, false, "The other side sent a message that is not built as it should be."),
        SOFTWARE(ErrorCode.SOFTWARE, false, "The other side asked for something that does not fit this call."),
        UNSUPPORTED_VERSION(ErrorCode.UNSUPPORTED_VERSION, false, "The other side speaks an older version of ZRTP."),
        HASH_NOT_SUPPORTED(ErrorCode.HASH_NOT_SUPPORTED, false, "The other side chose a hash that was not offered."),
        CIPHER_NOT_SUPPORTED(
                ErrorCode.CIPHER_NOT_SUPPORTED, false, "The other side chose a cipher that was not offered."),
        KEY_AGREEMENT_NOT_SUPPORTED(
                ErrorCode.KEY_AGREEMENT_NOT_SUPPORTED,
                false,
                "The other side chose a key agreement that was not offered."),
        AUTH_TAG_NOT_SUPPORTED(
                ErrorCode.AUTH_TAG_NOT_SUPPORTED,
                false,
                "The other side chose an authentication tag that was not offered."),
        SAS_NOT_SUPPORTED(
                ErrorCode.SAS_NOT_SUPPORTED, false, "The other side chose a code format that was not offered."),
        DH_REQUIRED(ErrorCode.DH_REQUIRED, false, "The other side wanted to go without a key agreement."),
        BAD_PUBLIC_VALUE(
                ErrorCode.BAD_PUBLIC_VALUE, true, "The other side's public key would have made the keys guessable."),
        HVI_MISMATCH(ErrorCode.HVI_MISMATCH, true, "The other side's key is not the one it had committed to."),
        BAD_CONFIRM_MAC(
                ErrorCode.BAD_CONFIRM_MAC, true, "The keys of the two sides differ: somebody may be in between."),
        NONCE_REUSE(ErrorCode.NONCE_REUSE, true, "The other side used a number twice that must be used once."),
        EQUAL_ZIDS(ErrorCode.EQUAL_ZIDS, false, "The other side has the same identity as this one."),
        SSRC_COLLISION(ErrorCode.SSRC_COLLISION, false, "Both sides chose the same stream number."),
        OTHER_ENDPOINT(
                ErrorCode.HELLO_MISMATCH, true, "A further stream came from another endpoint than the first one."),
        FORGED_HELLO(ErrorCode.HELLO_MISMATCH, true, "The other side's first message was changed on the way."),
        FORGED_COMMIT(ErrorCode.SOFTWARE, true, "The other side's choice of algorithms was changed on the way."),
        FORGED_DHPART(ErrorCode.SOFTWARE, true, "The other side's key message was changed on the way."),
        FORGED_CONFIRM(ErrorCode.BAD_CONFIRM_MAC, true, "The other side is not the one that began the key agreement.");

        private final @Nullable ErrorCode code;
        private final boolean attack;
        private final String sentence;

        Reason(@Nullable ErrorCode code, boolean attack, String sentence) {
            this.code = code;
            this.attack = attack;
            this.sentence = sentence;
        }

        /** What the peer is told (RFC 6189 §5.9); empty when it is told nothing. */
        public Optional<ErrorCode> code() {
            return Optional.ofNullable(code);
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

    /**
     * A failed authentication, found here or reported by the peer. That an Error message may come from anybody makes no
     * difference: who can send one could as well spoil the exchange itself.
     */
    public boolean attack() {
        return reason.attack() || reported().filter(ErrorCode::attack).isPresent();
    }

    /** For people: one English sentence without secrets. */
    public String sentence() {
        if (reason != Reason.PEER_ERROR || peerCode.isEmpty()) {
            return reason.sentence();
        }
        return reported()
                .map(ErrorCode::sentence)
                .orElseGet(() -> "The other side ended the key agreement with the unknown error 0x"
                        + Integer.toHexString(peerCode.getAsInt()) + ".");
    }

    private Optional<ErrorCode> reported() {
        return reason == Reason.PEER_ERROR && peerCode.isPresent()
                ? ErrorCode.of(peerCode.getAsInt())
                : Optional.empty();
    }
}
