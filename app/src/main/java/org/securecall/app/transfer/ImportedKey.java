// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.time.Instant;
import java.util.Optional;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * What another telephone keeps about a peer (RFC 6189 §4.9). At least one of the secrets is there, and none is all zeros.
 *
 * @param ownZid under which the other telephone met the peer: the secrets are of use under this one alone, see
 *     {@link ImportedKeys}
 * @param rs1 32 bytes, the newest
 * @param rs2 32 bytes, the one before
 * @param verified the user of the other telephone compared the SAS
 * @param expires when the secrets may no longer be used; empty for never. Where each has a time of its own it is that of rs1
 * @param address such as {@code sip:bob@example.org}, as {@link org.securecall.app.account.SipAddress#key} writes it; empty where
 *     the other telephone keeps none
 * @param name whom the key belongs to; empty where the other telephone keeps none
 */
public record ImportedKey(
        Zid ownZid,
        Zid peer,
        Optional<SecretBytes> rs1,
        Optional<SecretBytes> rs2,
        boolean verified,
        Optional<Instant> expires,
        String address,
        String name)
        implements AutoCloseable {

    /** A copy of the secrets for a cache, which takes it over. */
    public RetainedSecrets secrets() {
        return new RetainedSecrets(rs1.map(SecretBytes::copy), rs2.map(SecretBytes::copy), verified, expires);
    }

    @Override
    public void close() {
        rs1.ifPresent(SecretBytes::close);
        rs2.ifPresent(SecretBytes::close);
    }
}
