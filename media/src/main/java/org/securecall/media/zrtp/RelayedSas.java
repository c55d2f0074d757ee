// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.securecall.media.api.SasEmoji;

/**
 * What a SASrelay message says once it is decrypted (RFC 6189 §5.13): the SAS of the leg behind the sender, a server in the middle.
 *
 * @param verified V: the flag of the party behind the server
 * @param allowClear A: likewise
 * @param disclosure D: likewise
 * @param rendering four characters, as in Hello: how both people see the code
 * @param sashash 32 octets; all zero for a receiver that does not trust the sender
 * @param signature of the sender over the sashash
 */
record RelayedSas(
        boolean verified,
        boolean allowClear,
        boolean disclosure,
        String rendering,
        Octets sashash,
        Optional<SignatureBlock> signature) {

    /** Octets of the content without a signature. */
    private static final int BYTES = 40;

    private static final int V = 4;
    private static final int A = 2;
    private static final int D = 1;

    /** Encrypted and authenticated as a Confirm message of the same sender is. */
    SasRelay seal(DirectionKeys keys, Negotiated negotiated, SecureRandom random) {
        int signatureWords = signature.map(SignatureBlock::words).orElse(0);
        ByteBuffer plain = ByteBuffer.allocate(BYTES + 4 * signatureWords);
        plain.putInt(signatureWords << 8 | (verified ? V : 0) | (allowClear ? A : 0) | (disclosure ? D : 0));
        plain.put(rendering.getBytes(StandardCharsets.ISO_8859_1), 0, 4);
        sashash.putTo(plain);
        signature.ifPresent(block -> block.octets().putTo(plain));
        Octets iv = Octets.random(random, CipherAlgorithm.BLOCK);
        byte[] encrypted = negotiated.cipher().encrypt(keys.zrtpKey(), iv, plain.array());
        return SasRelay.create(mac(keys, negotiated, encrypted), iv, Octets.owning(encrypted));
    }

    static boolean isAuthentic(SasRelay relay, DirectionKeys keys, Negotiated negotiated) {
        return mac(keys, negotiated, relay.encrypted().toArray()).equals(relay.mac());
    }

    /**
     * Only for an authentic message.
     *
     * @return empty for one that is not built as it should be
     */
    static Optional<RelayedSas> open(SasRelay relay, DirectionKeys keys, Negotiated negotiated) {
        Octets plain = Octets.owning(negotiated
                .cipher()
                .decrypt(keys.zrtpKey(), relay.iv(), relay.encrypted().toArray()));
        ByteBuffer view = plain.view();
        int flags = view.getInt(0);
        int signatureWords = flags >>> 8 & 0x1ff;
        if (plain.length() != BYTES + 4 * signatureWords) {
            return Optional.empty();
        }
        return Optional.of(new RelayedSas(
                (flags & V) != 0,
                (flags & A) != 0,
                (flags & D) != 0,
                new String(plain.slice(4, 8).toArray(), StandardCharsets.ISO_8859_1),
                plain.slice(8, BYTES),
                signatureWords == 0
                        ? Optional.empty()
                        : Optional.of(new SignatureBlock(plain.slice(BYTES, plain.length())))));
    }

    /** The code as people compare it; empty when there is none, or in a rendering that is not known here. */
    Optional<String> shown() {
        boolean nothing = sashash.equals(Octets.copyOf(new byte[sashash.length()]));
        return nothing
                ? Optional.empty()
                : ZrtpAlgorithm.byWire(SasRendering.values(), rendering).map(r -> r.render(sasValue()));
    }

    /** The pictures of the code that is {@link #shown}. */
    List<SasEmoji> emoji() {
        return SasRendering.emoji(sasValue());
    }

    private int sasValue() {
        return sashash.view().getInt(0);
    }

    private static Octets mac(DirectionKeys keys, Negotiated negotiated, byte[] encrypted) {
        return negotiated.hash().mac64(keys.macKey().reveal(), encrypted);
    }
}
