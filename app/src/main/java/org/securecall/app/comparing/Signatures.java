// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.comparing;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.identity.DeviceCertificate;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.identity.PeerCertificate;
import org.securecall.app.trust.IdentityStore;
import org.securecall.media.api.ConfirmedKeys;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.Auxiliary;
import org.securecall.media.secret.SecretBytes;

/** What signed codes and shared secrets mean for the calls with a person. Thread-safe. */
public final class Signatures {

    private final IdentityStore known;
    private final Addresses addresses;
    private final InstantSource clock;

    public Signatures(IdentityStore known, Addresses addresses, InstantSource clock) {
        this.known = known;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** Whom the peer of one call can be by its signature; keys that say nothing are kept as met. */
    public ConfirmedKeys confirmedFor(String peer) {
        return new ConfirmedKeys() {
            @Override
            public Optional<String> ownerOf(String fingerprint) {
                return byKey(peer, fingerprint);
            }

            @Override
            public Optional<String> ownerOf(String fingerprint, byte[] x509) {
                Optional<String> owner = byKey(peer, fingerprint);
                return owner.isPresent() ? owner : byCertificate(peer, fingerprint, x509);
            }
        };
    }

    private Optional<String> byKey(String peer, String fingerprint) {
        return confirmed(peer).stream()
                .filter(identity -> identity.fingerprint().equals(fingerprint))
                .findFirst()
                .map(identity -> addresses.name(peer));
    }

    private Optional<String> byCertificate(String peer, String fingerprint, byte[] x509) {
        try {
            PeerCertificate certificate = PeerCertificate.read(x509);
            if (certificate.key().fingerprint().equals(fingerprint)) {
                Optional<String> owner = certificate.device().flatMap(device -> byDevice(peer, certificate, device));
                if (owner.isEmpty()) {
                    known.met(peer, fingerprint, certificate.key().hex());
                }
                return owner;
            }
        } catch (IdentityException e) {
            // A key of another kind, which other telephones may sign with; it has no safety code.
            known.met(peer, fingerprint, "");
        }
        return Optional.empty();
    }

    private Optional<String> byDevice(String peer, PeerCertificate certificate, DeviceCertificate device) {
        boolean valid = device.device().equals(certificate.key())
                && confirmed(peer).stream()
                        .anyMatch(identity ->
                                identity.key().equals(device.identity().hex()))
                && device.verify(device.identity(), clock.instant()) == DeviceCertificate.Verdict.VALID;
        return valid ? Optional.of(device.name() + ", signed by " + addresses.name(peer)) : Optional.empty();
    }

    private List<PeerIdentity> confirmed(String peer) {
        return addresses.of(peer).stream()
                .flatMap(address -> known.of(address).stream())
                .filter(PeerIdentity::confirmed)
                .toList();
    }

    /** Whether the call is signed with another key than one that the user confirmed for this person. */
    public boolean contradicts(String peer, ZrtpDetails details) {
        return details.declarations().signature().status() == SasSignature.Status.UNKNOWN_KEY
                && !confirmed(peer).isEmpty();
    }

    /** The secret for the next call with this person: the caller's to close. */
    public Optional<SecretBytes> secretFor(String peer) {
        return addresses.of(peer).stream()
                .flatMap(address -> known.secret(address).stream())
                .findFirst();
    }

    /** A call with this person became secure. */
    public void met(String peer, ZrtpDetails details) {
        if (details.exchange().auxiliary() != Auxiliary.NONE) {
            addresses.of(peer).forEach(known::secretUsed);
        }
        if (endToEnd(details) && details.declarations().signature().status() == SasSignature.Status.CONFIRMED) {
            known.verifiedBySignature(peer, details);
        }
        SasSignature signature = details.declarations().signature();
        if (endToEnd(details) && signature.status() == SasSignature.Status.UNKNOWN_KEY && bothCompared(details)) {
            known.compared(peer, signature.fingerprint(), details);
        }
    }

    /** One side's word alone verifies no later call (guidelines, 'The Cache: RS1'), by whatever way. */
    private static boolean bothCompared(ZrtpDetails details) {
        return details.secrets() == ZrtpDetails.Secrets.MATCH && details.verifiedLocally() && details.verifiedByPeer();
    }

    /** What a trusted server signed is not the other person's. */
    private static boolean endToEnd(ZrtpDetails details) {
        return !details.declarations().server().enrolled();
    }
}
