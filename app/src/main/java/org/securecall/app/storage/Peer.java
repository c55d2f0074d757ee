// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.LocalIdentity;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.secret.SecretBytes;

/** What an identity keeps about another endpoint, in memory. Owned by {@link TrustTable} and guarded by its lock. */
final class Peer {

    final LocalIdentity identity;
    final Zid zid;
    final Instant firstSeen;

    /** Under these the key was verified. */
    final Set<String> addresses = new LinkedHashSet<>();

    Optional<SecretBytes> rs1 = Optional.empty();
    Optional<SecretBytes> rs2 = Optional.empty();
    /** Of a server in the middle that the user trusts; stays when the other two expire. */
    Optional<SecretBytes> pbxSecret = Optional.empty();

    boolean verified;
    /** When the verified flag was first set; stays when the flag is cleared. */
    Optional<Instant> compared = Optional.empty();

    boolean denied;
    Optional<Instant> expires = Optional.empty();
    String uri = "";
    String name = "";
    String client = "";
    /** What its telephone listed in its last call. */
    ZrtpOffer offer = ZrtpOffer.NONE;

    Instant lastSeen;

    /** The secrets in use replaced expired ones, and the call in which they did has not been noted yet. Not stored. */
    boolean renewedAfterExpiry;

    Peer(LocalIdentity identity, Zid zid, Instant firstSeen) {
        this.identity = identity;
        this.zid = zid;
        this.firstSeen = firstSeen;
        this.lastSeen = firstSeen;
    }

    boolean hasSecrets() {
        return rs1.isPresent() || rs2.isPresent();
    }

    /** Takes the secrets over and wipes the ones before. */
    void replaceSecrets(RetainedSecrets secrets, Instant now) {
        boolean wasExpired = !hasSecrets() && isExpired(now);
        wipe();
        rs1 = secrets.rs1();
        rs2 = secrets.rs2();
        expires = secrets.expires();
        renewedAfterExpiry |= wasExpired;
        mark(secrets.verified(), now);
    }

    void mark(boolean isVerified, Instant now) {
        verified = isVerified;
        if (isVerified && compared.isEmpty()) {
            compared = Optional.of(now);
        }
    }

    /** Whether the time of the retained secrets is over (RFC 6189 §4.9). */
    boolean isExpired(Instant now) {
        return expires.isPresent() && !now.isBefore(expires.get());
    }

    void wipe() {
        rs1.ifPresent(SecretBytes::close);
        rs2.ifPresent(SecretBytes::close);
        rs1 = Optional.empty();
        rs2 = Optional.empty();
    }

    /** The key is forgotten, or the store closes. */
    void wipeAll() {
        wipe();
        pbxSecret.ifPresent(SecretBytes::close);
        pbxSecret = Optional.empty();
    }

    /** A copy for the caller. */
    RetainedSecrets secrets() {
        return new RetainedSecrets(rs1.map(SecretBytes::copy), rs2.map(SecretBytes::copy), verified, expires);
    }

    ContactTrust toContactTrust(KeyStanding standing) {
        return new ContactTrust(
                identity, uri, zid.hex(), name, verified, firstSeen, lastSeen, client, expires, standing);
    }
}
