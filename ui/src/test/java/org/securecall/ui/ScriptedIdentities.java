// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.securecall.app.api.Identities;
import org.securecall.app.api.IdentityCheck;
import org.securecall.app.api.LinkQuestion;
import org.securecall.app.api.OwnCard;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.QrCode;
import org.securecall.app.api.SafetyNumber;

/** Keys without mathematics: every code agrees, until the telephone is told to refuse. */
final class ScriptedIdentities implements Identities {

    static final String KEY = "0123456789abcdef".repeat(4);
    static final String FINGERPRINT = "fedcba9876543210".repeat(4);
    static final List<String> GROUPS = Collections.nCopies(12, "01234");

    private final ScriptedPhone phone;
    private final List<PeerIdentity> known = new ArrayList<>();

    ScriptedIdentities(ScriptedPhone phone) {
        this.phone = phone;
    }

    private static OwnCard card() {
        return new OwnCard(KEY, FINGERPRINT, Optional.empty());
    }

    private static QrCode code(String text) {
        return new QrCode(text, Collections.nCopies(21, "# # # # # # # # # # #"));
    }

    synchronized void know(String address, PeerIdentity.How how) {
        known.removeIf(identity -> identity.address().equals(address));
        known.add(new PeerIdentity(address, FINGERPRINT, KEY, how, Instant.parse("2026-11-20T10:15:00Z")));
        phone.tell(new PhoneEvent.IdentitiesChanged(known()));
    }

    @Override
    public CompletionStage<OwnCard> own() {
        return phone.command("ownKey", ScriptedIdentities::card);
    }

    @Override
    public CompletionStage<QrCode> show(Optional<String> contact, Optional<String> own) {
        return phone.command(
                "showCode" + contact.map(address -> " " + address).orElse(""), () -> code("securecall:verify?v=1&k=x"));
    }

    @Override
    public CompletionStage<List<SafetyNumber>> safetyNumbers(String address) {
        return phone.command(
                "safetyNumbers " + address,
                () -> known().stream()
                        .filter(identity -> identity.address().equals(address))
                        .map(identity -> new SafetyNumber(identity, GROUPS))
                        .toList());
    }

    @Override
    public CompletionStage<IdentityCheck> check(String address, String shown) {
        return phone.command("check " + address + " " + shown, () -> {
            know(address, PeerIdentity.How.SCANNED);
            return new IdentityCheck(known().getLast(), "", true);
        });
    }

    @Override
    public synchronized List<PeerIdentity> known() {
        return List.copyOf(known);
    }

    @Override
    public CompletionStage<Void> revoke(String address, String fingerprint) {
        return phone.act("revoke " + address, () -> know(address, PeerIdentity.How.REVOKED));
    }

    @Override
    public CompletionStage<String> read(Path image) {
        return phone.command("readImage " + image.getFileName(), () -> "securecall:verify?v=1&k=y");
    }

    @Override
    public CompletionStage<Void> save(QrCode code, Path image) {
        return phone.act("saveImage " + image.getFileName(), () -> {});
    }

    @Override
    public CompletionStage<QrCode> requestLink(String name) {
        return phone.command("requestLink " + name, () -> code("securecall:link?v=1&r=x"));
    }

    @Override
    public CompletionStage<LinkQuestion> readRequest(String request) {
        return phone.command("readRequest " + request, () -> new LinkQuestion("Laptop", GROUPS));
    }

    @Override
    public CompletionStage<QrCode> approveLink(String request) {
        return phone.command("approveLink " + request, () -> code("securecall:linked?v=1&a=x"));
    }

    @Override
    public CompletionStage<LinkQuestion> readAnswer(String answer) {
        return phone.command("readAnswer " + answer, () -> new LinkQuestion("Laptop", GROUPS));
    }

    @Override
    public CompletionStage<OwnCard> acceptLink(String answer) {
        return phone.command("acceptLink " + answer, ScriptedIdentities::card);
    }
}
