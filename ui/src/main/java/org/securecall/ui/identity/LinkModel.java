// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.securecall.app.api.Identities;
import org.securecall.app.api.LinkQuestion;
import org.securecall.app.api.QrCode;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** One device of the user's vouches for another one; this one may be either. */
final class LinkModel {

    private static final Texts TEXTS = Texts.of("identity");
    private static final String ANSWER = "securecall:linked?";

    private final PhoneModel model;
    private final Identities identities;
    private final ReadOnlyObjectWrapper<Optional<QrCode>> code = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<LinkQuestion>> question =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final Outcome outcome = new Outcome();
    private String asked = "";

    LinkModel(PhoneModel model) {
        this.model = model;
        this.identities = model.phone().identities();
    }

    /** What the other device is to scan; empty while there is nothing. */
    ReadOnlyObjectProperty<Optional<QrCode>> code() {
        return code.getReadOnlyProperty();
    }

    /** What the user is asked; empty while there is nothing to decide. */
    ReadOnlyObjectProperty<Optional<LinkQuestion>> question() {
        return question.getReadOnlyProperty();
    }

    Outcome outcome() {
        return outcome;
    }

    void request(String name) {
        begin();
        model.ask(identities.requestLink(name), this::show, outcome::failed);
    }

    void scan(Path picture) {
        begin();
        model.ask(identities.read(picture), this::read, outcome::failed);
    }

    /** @param text of a request or of an answer */
    void read(String text) {
        begin();
        asked = text.strip();
        model.ask(
                asked.startsWith(ANSWER) ? identities.readAnswer(asked) : identities.readRequest(asked),
                ask -> question.set(Optional.of(ask)),
                outcome::failed);
    }

    private void begin() {
        outcome.clear();
        code.set(Optional.empty());
        question.set(Optional.empty());
    }

    /** Both devices show the same. */
    void agree() {
        question.set(Optional.empty());
        if (asked.startsWith(ANSWER)) {
            model.ask(identities.acceptLink(asked), card -> outcome.done(TEXTS.get("link.done")), outcome::failed);
        } else {
            model.ask(identities.approveLink(asked), this::show, outcome::failed);
        }
    }

    void refuse() {
        question.set(Optional.empty());
        outcome.done(TEXTS.get("link.refused"));
    }

    private void show(QrCode shown) {
        code.set(Optional.of(shown));
        outcome.done(TEXTS.get("link.show"));
    }

    void save(Path picture) {
        code.get()
                .ifPresent(shown -> model.ask(
                        identities.save(shown, picture), done -> outcome.done(TEXTS.get("saved")), outcome::failed));
    }
}
