// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Instant;
import java.util.Optional;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpCache;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

/**
 * What one finished exchange does to the retained secrets (RFC 6189 §4.6.1, §4.9, §7.1).
 *
 * <p>Three rules go beyond the RFC's letter, so that no honest call ever looks like an attack:
 *
 * <ul>
 *   <li>After a match, rs2 becomes the secret that matched, which the peer is known to have, and not whatever was rs1. The
 *       two differ only when an earlier call broke off between one side's update and the other's; then the RFC's rule
 *       would throw away the one secret in common.
 *   <li>An initiator of a first call whose Confirm2 is never answered keeps the new secret as rs2, with no rs1. If the
 *       responder stored it, the next call matches; if not, nothing was expected and nothing alarms.
 *   <li>An initiator of a first call whose Confirm2 was answered by Conf2ACK does the same until the responder's voice
 *       comes. Nothing authenticates Conf2ACK: whoever sends one and takes Confirm2 away would leave the secret with one
 *       side only, and the next honest call would look like an attack.
 * </ul>
 */
final class KeyContinuity implements AutoCloseable {

    private final ZrtpCache cache;
    private final Zid peer;
    private final SecretBytes newRs1;
    private final RetainedMatch.Which matched;
    private final Secrets secrets;
    private final Optional<Instant> expires;
    private final boolean keep;

    /** The new secret is kept without being expected of the peer. */
    private boolean unproven;

    /**
     * @param newRs1 taken over
     * @param now when the Confirm1 message was sent or received
     * @param seconds the smaller of both sides' expiry intervals: 0 keeps nothing, 2^32-1 keeps for ever
     */
    KeyContinuity(ZrtpCache cache, Zid peer, SecretBytes newRs1, RetainedMatch match, Instant now, long seconds) {
        this.cache = cache;
        this.peer = peer;
        this.newRs1 = newRs1;
        this.matched = match.which();
        this.secrets = match.secrets();
        this.keep = seconds != 0;
        this.expires = seconds == ConfirmContent.FOR_EVER ? Optional.empty() : Optional.of(now.plusSeconds(seconds));
    }

    private KeyContinuity(KeyContinuity other) {
        this.cache = other.cache;
        this.peer = other.peer;
        this.newRs1 = other.newRs1.copy();
        this.matched = other.matched;
        this.secrets = other.secrets;
        this.keep = other.keep;
        this.expires = other.expires;
    }

    /** For another owner. */
    KeyContinuity copy() {
        return new KeyContinuity(this);
    }

    Secrets secrets() {
        return secrets;
    }

    /**
     * Conf2ACK came, from whomever.
     *
     * @param signed as {@code proven} in {@link #exchangeCompleted}
     */
    void exchangeAcknowledged(boolean signed) {
        if (secrets == Secrets.FIRST) {
            unproven = true;
            exchangeBrokenOff();
        } else {
            exchangeCompleted(signed);
        }
    }

    /** An authentic SRTP packet came: the peer has had this side's Confirm message. */
    void peerHeard() {
        if (unproven) {
            exchangeCompleted(false);
        }
    }

    /**
     * The exchange is complete. After a mismatch the cache stays as it is until the user confirms (§4.6.1.1).
     *
     * @param proven the peer signed the SAS with a key that the user confirmed, which is as good for the secrets, but not a
     *     comparison that the verified flag could tell of
     */
    void exchangeCompleted(boolean proven) {
        unproven = false;
        switch (secrets) {
            case MISMATCH -> {
                if (proven && keep) {
                    try (RetainedSecrets old = current()) {
                        cache.store(
                                peer,
                                new RetainedSecrets(
                                        Optional.of(newRs1.copy()), old.rs1().map(SecretBytes::copy), false, expires));
                    }
                }
            }
            case FIRST -> {
                if (keep) {
                    cache.store(
                            peer, new RetainedSecrets(Optional.of(newRs1.copy()), Optional.empty(), false, expires));
                }
            }
            case MATCH -> {
                try (RetainedSecrets old = current()) {
                    if (keep) {
                        Optional<SecretBytes> shared = matched == RetainedMatch.Which.RS2 ? old.rs2() : old.rs1();
                        cache.store(
                                peer,
                                new RetainedSecrets(
                                        Optional.of(newRs1.copy()),
                                        shared.map(SecretBytes::copy),
                                        old.verified(),
                                        expires));
                    } else {
                        // §4.9: "if a cache entry already exists from an earlier call, the stored cache interval should
                        // be set to 0".
                        cache.store(
                                peer,
                                new RetainedSecrets(
                                        old.rs1().map(SecretBytes::copy),
                                        old.rs2().map(SecretBytes::copy),
                                        old.verified(),
                                        expires));
                    }
                }
            }
        }
    }

    /** The initiator's last message was never answered: the responder may have stored the new secret, or may not. */
    void exchangeBrokenOff() {
        if (secrets == Secrets.FIRST && keep) {
            cache.store(peer, new RetainedSecrets(Optional.empty(), Optional.of(newRs1.copy()), false, expires));
        }
    }

    /** The user compared the SAS and found it the same. */
    void confirmed() {
        if (!keep) {
            return;
        }
        unproven = false;
        try (RetainedSecrets now = current()) {
            if (holdsNew(now)) {
                cache.setVerified(peer, true);
            } else {
                cache.store(
                        peer,
                        new RetainedSecrets(
                                Optional.of(newRs1.copy()), now.rs1().map(SecretBytes::copy), true, expires));
            }
        }
    }

    /**
     * The user found another SAS (§7.1: "clearing the SAS Verified flag, and erase the cached shared secret from this
     * session"). The secret of before comes back, unverified. After a mismatch nothing was stored and nothing is cleared:
     * the flag belongs to the peer of earlier calls, and an attacker must not be able to erase it.
     */
    void denied() {
        try (RetainedSecrets now = current()) {
            if (unproven) {
                unproven = false;
                cache.store(peer, new RetainedSecrets(Optional.empty(), Optional.empty(), false, now.expires()));
            } else if (holdsNew(now)) {
                cache.store(
                        peer,
                        new RetainedSecrets(now.rs2().map(SecretBytes::copy), Optional.empty(), false, now.expires()));
            }
        }
    }

    /** This side's verified flag as it is now, and only when it belongs to the secrets of this call. */
    boolean verified() {
        try (RetainedSecrets now = current()) {
            return holdsNew(now) && now.verified();
        }
    }

    private boolean holdsNew(RetainedSecrets entry) {
        return entry.rs1().filter(rs1 -> rs1.matches(newRs1.reveal())).isPresent();
    }

    private RetainedSecrets current() {
        return cache.find(peer)
                .orElseGet(() -> new RetainedSecrets(Optional.empty(), Optional.empty(), false, Optional.empty()));
    }

    @Override
    public void close() {
        newRs1.close();
    }
}
