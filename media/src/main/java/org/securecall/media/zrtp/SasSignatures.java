// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.SasSignature.Status;
import org.securecall.media.api.SasSigner;
import org.securecall.media.api.ZrtpOptions;

/** Signing the SAS, and judging the peer's signature (RFC 6189 §7.2). */
final class SasSignatures {

    private SasSignatures() {}

    /** This side's signature: where there is a key, and the peer "did ... set the (S) flag in the Hello message". */
    static Optional<SignatureBlock> own(ZrtpOptions options, Peer peer, Octets sashash) {
        return peer.hello().signatureCapable()
                ? options.signer().map(signer -> SignatureBlock.sign(signer, sashash))
                : Optional.empty();
    }

    /** @param sashash as this side computed it: a signature over another one was made with somebody in between */
    static SasSignature judge(ZrtpOptions options, Optional<SignatureBlock> block, Octets sashash) {
        if (block.isEmpty()) {
            return SasSignature.NONE;
        }
        if (!block.get().type().equals(SignatureBlock.X509)) {
            return of(Status.UNSUPPORTED, "", "");
        }
        Optional<SignatureBlock.X509Parts> parts = block.get().x509();
        if (parts.isEmpty()) {
            return of(Status.INVALID, "", "");
        }
        Optional<SigningKey> key = SigningKey.of(parts.get().certificate());
        if (key.isEmpty()) {
            return of(Status.UNSUPPORTED, "", "");
        }
        String fingerprint = key.get().fingerprint();
        if (!key.get().verifies(sashash, parts.get().signature())) {
            return of(Status.INVALID, fingerprint, "");
        }
        if (options.signer()
                .map(SasSigner::fingerprint)
                .filter(fingerprint::equals)
                .isPresent()) {
            // Both sides sign the same sashash, so anybody can send this side's own signature back: it proves nothing.
            return of(Status.UNKNOWN_KEY, fingerprint, "");
        }
        return options.confirmedKeys()
                .flatMap(keys ->
                        keys.ownerOf(fingerprint, parts.get().certificate().toArray()))
                .map(owner -> of(Status.CONFIRMED, fingerprint, owner))
                .orElseGet(() -> of(Status.UNKNOWN_KEY, fingerprint, ""));
    }

    private static SasSignature of(Status status, String fingerprint, String owner) {
        return new SasSignature(status, fingerprint, owner);
    }
}
