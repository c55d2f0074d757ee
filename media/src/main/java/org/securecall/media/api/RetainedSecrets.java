// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.time.Instant;
import java.util.Optional;
import org.securecall.media.secret.SecretBytes;

/**
 * What one endpoint keeps about another between calls (RFC 6189 §4.9.1). Owned by whoever holds it; closing wipes both
 * secrets.
 */
public final class RetainedSecrets implements AutoCloseable {

    private final Optional<SecretBytes> rs1;
    private final Optional<SecretBytes> rs2;
    private final boolean verified;
    private final Optional<Instant> expires;

    /**
     * @param rs1 32 bytes, the newest
     * @param rs2 32 bytes, the one before
     * @param verified this side's verified flag: its user compared the SAS
     * @param expires when the secrets may no longer be used; empty for never
     */
    public RetainedSecrets(
            Optional<SecretBytes> rs1, Optional<SecretBytes> rs2, boolean verified, Optional<Instant> expires) {
        this.rs1 = rs1;
        this.rs2 = rs2;
        this.verified = verified;
        this.expires = expires;
    }

    public Optional<SecretBytes> rs1() {
        return rs1;
    }

    public Optional<SecretBytes> rs2() {
        return rs2;
    }

    public boolean verified() {
        return verified;
    }

    public Optional<Instant> expires() {
        return expires;
    }

    /** An independent copy for another owner. */
    public RetainedSecrets copy() {
        return new RetainedSecrets(rs1.map(SecretBytes::copy), rs2.map(SecretBytes::copy), verified, expires);
    }

    @Override
    public void close() {
        rs1.ifPresent(SecretBytes::close);
        rs2.ifPresent(SecretBytes::close);
    }
}
