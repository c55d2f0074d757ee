// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Optional;
import org.securecall.media.secret.SecretBytes;

/**
 * What a Confirm message says once it is decrypted (RFC 6189 §5.7).
 *
 * @param h0 the beginning of the sender's hash chain, 32 octets
 * @param enrolment E: the sender is a PBX that wants to be trusted
 * @param verified V: the sender's user compared the SAS in an earlier call
 * @param allowClear A: the sender would obey GoClear
 * @param disclosure D: the sender discloses session keys to others
 * @param cacheSeconds how long the new retained secret may be kept: 0 to 2^32-1, which means for ever
 * @param signature of the sender over the sashash (§7.2)
 */
record ConfirmContent(
        Octets h0,
        boolean enrolment,
        boolean verified,
        boolean allowClear,
        boolean disclosure,
        long cacheSeconds,
        Optional<SignatureBlock> signature) {

    static final long FOR_EVER = 0xffff_ffffL;

    /** Octets of the content without a signature. */
    private static final int BYTES = 40;

    private static final int E = 8;
    private static final int V = 4;
    private static final int A = 2;
    private static final int D = 1;

    /** What came of opening a Confirm message. */
    sealed interface Opened {

        record Content(ConfirmContent content) implements Opened {}

        /** The MAC is wrong: error 0x70, and a security event. */
        record BadMac() implements Opened {}

        /** Authentic, but not built as it should be. */
        record Malformed() implements Opened {}
    }

    ConfirmContent {
        // §7.3.1: "If a received Confirm message has the (E) flag set, the (A) flag MUST be disregarded and treated as
        // false"; and none is sent so.
        allowClear &= !enrolment;
    }

    Confirm seal(Role sender, DirectionKeys keys, Negotiated negotiated, SecureRandom random) {
        int signatureWords = signature.map(SignatureBlock::words).orElse(0);
        ByteBuffer plain = ByteBuffer.allocate(BYTES + 4 * signatureWords);
        h0.putTo(plain);
        plain.putInt(signatureWords << 8
                | (enrolment ? E : 0)
                | (verified ? V : 0)
                | (allowClear ? A : 0)
                | (disclosure ? D : 0));
        plain.putInt((int) cacheSeconds);
        signature.ifPresent(block -> block.octets().putTo(plain));
        Octets iv = Octets.random(random, CipherAlgorithm.BLOCK);
        byte[] encrypted = negotiated.cipher().encrypt(keys.zrtpKey(), iv, plain.array());
        return Confirm.create(sender, mac(negotiated, keys.macKey(), encrypted), iv, Octets.owning(encrypted));
    }

    /** Checks the MAC over the ciphertext first, and only then decrypts (§4.6). */
    static Opened open(Confirm confirm, DirectionKeys keys, Negotiated negotiated) {
        byte[] encrypted = confirm.encrypted().toArray();
        if (!mac(negotiated, keys.macKey(), encrypted).equals(confirm.mac())) {
            return new Opened.BadMac();
        }
        Octets plain = Octets.owning(negotiated.cipher().decrypt(keys.zrtpKey(), confirm.iv(), encrypted));
        ByteBuffer view = plain.view();
        int flags = view.getInt(32);
        int signatureWords = flags >>> 8 & 0x1ff;
        if (plain.length() != BYTES + 4 * signatureWords) {
            return new Opened.Malformed();
        }
        return new Opened.Content(new ConfirmContent(
                plain.first(32),
                (flags & E) != 0,
                (flags & V) != 0,
                (flags & A) != 0,
                (flags & D) != 0,
                view.getInt(36) & FOR_EVER,
                signatureWords == 0
                        ? Optional.empty()
                        : Optional.of(new SignatureBlock(plain.slice(BYTES, plain.length())))));
    }

    private static Octets mac(Negotiated negotiated, SecretBytes macKey, byte[] encrypted) {
        return negotiated.hash().mac64(macKey.reveal(), encrypted);
    }
}
