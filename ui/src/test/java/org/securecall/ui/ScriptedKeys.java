// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.PeerHistory;
import org.securecall.app.api.PeerKey;
import org.securecall.app.api.PeerKeys;
import org.securecall.app.api.PhoneException;

/** The keys that the scripted telephone knows, with a history that the test tells. */
final class ScriptedKeys implements PeerKeys {

    private final ScriptedPhone phone;
    private final List<KeyEvent> events = new ArrayList<>();
    private boolean whole = true;
    private Optional<String> refusal = Optional.empty();

    ScriptedKeys(ScriptedPhone phone) {
        this.phone = phone;
    }

    /** @param newestFirst of everybody */
    synchronized void happened(List<KeyEvent> newestFirst) {
        events.clear();
        events.addAll(newestFirst);
    }

    synchronized void damage() {
        whole = false;
    }

    /** Forgetting fails from now on. */
    synchronized void refuse(String reason) {
        refusal = Optional.of(reason);
    }

    /** Something that happened, about which nothing else is to be said. */
    static KeyEvent event(KeyEvent.Kind kind, String time, String zid, String address, String subject) {
        return new KeyEvent(kind, Instant.parse(time), zid, address, subject, "", Optional.empty(), Optional.empty());
    }

    @Override
    public CompletionStage<PeerHistory> history(String address) {
        return phone.command("keyHistory " + address, () -> read(address));
    }

    private synchronized PeerHistory read(String address) {
        List<String> addresses = phone.contactOf(address).map(Contact::uris).orElse(List.of(address));
        Map<String, List<ContactTrust>> met = phone.trust().stream()
                .filter(key -> addresses.contains(key.uri()))
                .collect(Collectors.groupingBy(ContactTrust::zid, LinkedHashMap::new, Collectors.toList()));
        List<PeerKey> keys = met.values().stream()
                .map(key -> new PeerKey(key, "X255 S256 AES3 HS80 B32", proof(key)))
                .sorted(Comparator.comparing(PeerKey::lastSeen).reversed())
                .toList();
        return new PeerHistory(
                address,
                addresses,
                keys,
                events.stream()
                        .filter(event -> addresses.contains(event.address()))
                        .toList(),
                whole);
    }

    private static Optional<PeerKey.Proof> proof(List<ContactTrust> key) {
        return key.stream()
                .filter(ContactTrust::verified)
                .findFirst()
                .map(met -> new PeerKey.Proof(PeerKey.How.SPOKEN, met.firstSeen(), "sip:me@example.org"));
    }

    @Override
    public CompletionStage<Void> forget(String address, String zid) {
        Optional<String> reason;
        synchronized (this) {
            reason = refusal;
        }
        if (reason.isPresent()) {
            return CompletableFuture.failedFuture(new PhoneException(reason.get()));
        }
        return phone.act("forgetKey " + address + " " + zid, () -> phone.forgetKey(zid));
    }
}
