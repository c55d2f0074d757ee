// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.ZrtpDetails.Auxiliary;
import org.securecall.media.secret.SecretBytes;

/**
 * preshared_key (RFC 6189 §4.4.2.2): hash(len(rs1) || rs1 || len(auxsecret) || auxsecret || len(pbxsecret) || pbxsecret). Moves
 * from state to state; whoever has it last closes it.
 *
 * @param auxiliary whether the auxiliary secret is part of it
 */
record PresharedKey(SecretBytes key, Auxiliary auxiliary) implements AutoCloseable {

    private static final byte[] LABEL = "Prsh".getBytes(StandardCharsets.US_ASCII);

    /**
     * What the initiator makes of all it has. Empty when Preshared mode must not be used: "If rs1 is not available in the
     * initiator's cache, then Preshared mode MUST NOT be used" (§4.4.2.2), nor when the user never compared the SAS: the exchange
     * that rs1 comes from "SHOULD have used at least one of these anti-MiTM mechanisms" (§4.4.2.1).
     */
    static Optional<PresharedKey> own(SharedSecrets secrets, HashAlgorithm hash) {
        return verifiedRs1(secrets)
                .map(rs1 -> secrets.auxiliary()
                        .map(auxiliary -> of(hash, rs1, auxiliary, Auxiliary.MATCH))
                        .orElseGet(() -> of(hash, rs1, null, Auxiliary.NONE)));
    }

    /**
     * The one that an initiator means: "the responder recomputes a new preshared_key and keyID from a different subset of shared
     * keys from the cache [...] until a matching preshared_key is found or it runs out of possibilities" (§4.4.2.3).
     */
    static Optional<PresharedKey> matching(SharedSecrets secrets, HashAlgorithm hash, Octets keyId) {
        Optional<SecretBytes> rs1 = verifiedRs1(secrets);
        if (rs1.isEmpty()) {
            return Optional.empty();
        }
        if (secrets.auxiliary().isPresent()) {
            PresharedKey both = of(hash, rs1.get(), secrets.auxiliary().get(), Auxiliary.MATCH);
            if (both.id(hash).equals(keyId)) {
                return Optional.of(both);
            }
            both.close();
        }
        Auxiliary left = secrets.auxiliary().isPresent() ? Auxiliary.MISMATCH : Auxiliary.NONE;
        PresharedKey alone = of(hash, rs1.get(), null, left);
        if (alone.id(hash).equals(keyId)) {
            return Optional.of(alone);
        }
        alone.close();
        return Optional.empty();
    }

    /** None of a trusted server in the middle: s3 is what it is known by, so each call with it has an exchange that uses that. */
    private static Optional<SecretBytes> verifiedRs1(SharedSecrets secrets) {
        return secrets.pbx().isPresent()
                ? Optional.empty()
                : secrets.retained().filter(RetainedSecrets::verified).flatMap(RetainedSecrets::rs1);
    }

    private static PresharedKey of(
            HashAlgorithm hash, SecretBytes rs1, @Nullable SecretBytes auxiliary, Auxiliary finding) {
        byte[] key = hash.hashBytes(
                KeyDerivation.length(rs1),
                rs1.reveal(),
                KeyDerivation.length(auxiliary),
                KeyDerivation.value(auxiliary),
                KeyDerivation.length(null));
        return new PresharedKey(SecretBytes.owning(key), finding);
    }

    /** keyID = MAC(preshared_key, "Prsh"), cut to 64 bits. */
    Octets id(HashAlgorithm hash) {
        return hash.mac64(key.reveal(), LABEL);
    }

    @Override
    public void close() {
        key.close();
    }

    @Override
    public String toString() {
        return "PresharedKey";
    }
}
