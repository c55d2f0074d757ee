// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.securecall.app.api.Identities;
import org.securecall.app.api.IdentityCheck;
import org.securecall.app.api.LinkQuestion;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.OwnCard;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.QrCode;
import org.securecall.app.api.SafetyNumber;
import org.securecall.app.comparing.Addresses;
import org.securecall.app.comparing.Comparison;
import org.securecall.app.comparing.Linking;
import org.securecall.app.comparing.QrCodes;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.storage.Storage;

/** The comparing of keys, on threads of its own: pictures take their time. What it changes is told on the call loop. */
final class Comparing implements Identities {

    private final Storage storage;
    private final CallLoop loop;
    private final Front front;
    private final Comparison comparison;
    private final Linking linking;

    Comparing(Line.Parts parts) {
        this.storage = parts.storage();
        this.loop = parts.loop();
        this.front = parts.front();
        this.comparison = new Comparison(
                storage.ownKeys(),
                storage.identities(),
                new Addresses(storage.contacts()),
                storage.accounts(),
                parts.clock());
        this.linking = new Linking(storage.ownKeys(), storage.trust().cache(LocalIdentity.MAIN), parts.clock());
    }

    @Override
    public CompletionStage<OwnCard> own() {
        return apart(comparison::card);
    }

    @Override
    public CompletionStage<QrCode> show(Optional<String> contact, Optional<String> own) {
        return apart(() -> comparison.show(contact, own));
    }

    @Override
    public CompletionStage<List<SafetyNumber>> safetyNumbers(String address) {
        return apart(() -> comparison.safetyNumbers(address));
    }

    @Override
    public CompletionStage<IdentityCheck> check(String address, String shown) {
        return apart(() -> {
            IdentityCheck check = comparison.check(address, shown);
            changed();
            return check;
        });
    }

    @Override
    public List<PeerIdentity> known() {
        return storage.identities().identities();
    }

    @Override
    public CompletionStage<Void> revoke(String address, String fingerprint) {
        return apart(() -> {
            if (!storage.identities().revoke(address, fingerprint)) {
                throw new IdentityException("This key is not confirmed for this address");
            }
            changed();
            return Commands.nothing();
        });
    }

    private void changed() {
        loop.execute(() -> front.identities(known()));
    }

    @Override
    public CompletionStage<String> read(Path image) {
        return apart(() -> QrCodes.read(image));
    }

    @Override
    public CompletionStage<Void> save(QrCode code, Path image) {
        return apart(() -> {
            QrCodes.save(code, image);
            return Commands.nothing();
        });
    }

    @Override
    public CompletionStage<QrCode> requestLink(String name) {
        return apart(() -> linking.request(name));
    }

    @Override
    public CompletionStage<LinkQuestion> readRequest(String request) {
        return apart(() -> linking.read(request));
    }

    @Override
    public CompletionStage<QrCode> approveLink(String request) {
        return apart(() -> linking.approve(request));
    }

    @Override
    public CompletionStage<LinkQuestion> readAnswer(String answer) {
        return apart(() -> linking.readAnswer(answer));
    }

    @Override
    public CompletionStage<OwnCard> acceptLink(String answer) {
        return apart(() -> {
            linking.accept(answer);
            return comparison.card();
        });
    }

    private static <T> CompletionStage<T> apart(Commands.Task<T> task) {
        return Commands.inBackground("comparing", task);
    }
}
