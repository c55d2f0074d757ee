// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.comparing;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.PeerHistory;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PeerKey;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.trust.IdentityStore;
import org.securecall.app.trust.TrustStore;
import org.securecall.media.api.Zid;

/**
 * What is known of one person's keys, wherever it is kept, and the forgetting of it. Thread-safe. The stores are asked for copies, so that
 * a long log is gone through without holding anybody up.
 */
public final class PersonKeys {

    private final TrustStore trust;
    private final IdentityStore identities;
    private final Addresses addresses;

    public PersonKeys(TrustStore trust, IdentityStore identities, Addresses addresses) {
        this.trust = trust;
        this.identities = identities;
        this.addresses = addresses;
    }

    /** As {@link org.securecall.app.api.PeerKeys#history}. */
    public PeerHistory history(String address) {
        List<String> of = addresses(address);
        Map<String, List<ContactTrust>> met = met(of);
        KeyEvents told = KeyEvents.of(trust.log(), Set.copyOf(of), met.keySet());
        List<PeerKey> keys = met.entrySet().stream()
                .map(entry ->
                        new PeerKey(entry.getValue(), told.algorithms(entry.getKey()), told.proof(entry.getKey())))
                .sorted(Comparator.comparing(PeerKey::lastSeen).reversed().thenComparing(PeerKey::zid))
                .toList();
        return new PeerHistory(
                of.getFirst(), of, keys, told.events().reversed(), trust.logCheck() instanceof KeyLogCheck.Intact);
    }

    /** All of the person's, each in one spelling; the one asked for is the first. */
    public List<String> addresses(String address) {
        return addresses.of(address).stream().map(SipAddress::keyOf).distinct().toList();
    }

    /**
     * Forgets one of the person's keys, and takes back what was confirmed of the signing keys.
     *
     * @param zid as {@link org.securecall.app.api.PeerKeys#forget} takes it
     * @return whether there was such a key
     */
    public boolean forget(String address, String zid) {
        List<String> of = addresses(address);
        List<Zid> meant = met(of).keySet().stream()
                .filter(zid.strip()::equalsIgnoreCase)
                .map(Zid::new)
                .toList();
        if (meant.isEmpty()) {
            return false;
        }
        // First: should the program end in between, the key is still there to be forgotten.
        of.stream()
                .flatMap(each -> identities.of(each).stream())
                .filter(PeerIdentity::confirmed)
                .forEach(identity -> identities.revoke(identity.address(), identity.fingerprint()));
        meant.forEach(trust::forget);
        return true;
    }

    /** By ZID, those of one the last met first. */
    private Map<String, List<ContactTrust>> met(List<String> of) {
        Set<String> verified = of.stream()
                .flatMap(each -> trust.verifiedZidsFor(each).stream())
                .map(Zid::hex)
                .collect(Collectors.toUnmodifiableSet());
        Stream<ContactTrust> known = trust.trust().stream()
                .filter(key -> of.contains(SipAddress.keyOf(key.uri())) || verified.contains(key.zid()));
        // What is known of a key at one address is not all that is known of it.
        Set<String> zids = known.map(ContactTrust::zid).collect(Collectors.toUnmodifiableSet());
        return trust.trust().stream()
                .filter(key -> zids.contains(key.zid()))
                .collect(Collectors.groupingBy(ContactTrust::zid, LinkedHashMap::new, Collectors.toList()));
    }
}
