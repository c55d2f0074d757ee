// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.util.List;
import java.util.Optional;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.LocalIdentity;
import org.securecall.media.api.Encryption;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** What earlier calls let one expect of the next one with the same address. */
public enum ExpectedSecurity {
    /** A key of this address was compared. */
    VERIFIED,
    /** There were encrypted calls, and no key was compared. */
    MET,
    /** No ZRTP call yet. */
    FIRST,
    /** Encryption is switched off. */
    OFF;

    private static final Texts TEXTS = Texts.of("security");

    /** @param uri whose; not necessarily a contact's */
    public static ExpectedSecurity of(PhoneModel model, String uri) {
        if (model.settings().get().encryption() == Encryption.OFF) {
            return OFF;
        }
        List<ContactTrust> known = met(model, uri);
        if (known.isEmpty()) {
            return FIRST;
        }
        return known.stream().anyMatch(ContactTrust::verified) ? VERIFIED : MET;
    }

    /** Where calls with a contact go under a ZID of its own, those before it say nothing of the next one, and the other way round. */
    private static List<ContactTrust> met(PhoneModel model, String uri) {
        Optional<LocalIdentity> own =
                model.contactOf(uri).filter(Contact::ownZid).map(contact -> LocalIdentity.ofContact(contact.id()));
        return model.trustOf(uri).stream()
                .filter(key -> own.map(key.metAs()::equals).orElse(key.metAs().kind() != LocalIdentity.Kind.CONTACT))
                .toList();
    }

    /** Whom the user said the address's verified key belongs to. */
    public static Optional<String> keyName(PhoneModel model, String uri) {
        return model.trustOf(uri).stream()
                .filter(ContactTrust::verified)
                .map(ContactTrust::name)
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    public Icon icon() {
        return switch (this) {
            case VERIFIED -> Icon.VERIFIED;
            case MET -> Icon.LOCK;
            case FIRST -> Icon.SHIELD;
            case OFF -> Icon.UNLOCKED;
        };
    }

    public Tone tone() {
        return switch (this) {
            case VERIFIED -> Tone.GOOD;
            case MET -> Tone.CAUTION;
            case FIRST -> Tone.NEUTRAL;
            case OFF -> Tone.DANGER;
        };
    }

    /** A few words, such as for a list. */
    public String shortly() {
        return switch (this) {
            case VERIFIED -> TEXTS.get("expected.verified.short");
            case MET -> TEXTS.get("expected.met.short");
            case FIRST -> TEXTS.get("expected.first.short");
            case OFF -> TEXTS.get("expected.off.short");
        };
    }

    /** One sentence on a person called {@code name}. */
    public String about(String name) {
        return switch (this) {
            case VERIFIED -> TEXTS.get("expected.verified", name);
            case MET -> TEXTS.get("expected.met", name);
            case FIRST -> TEXTS.get("expected.first", name);
            case OFF -> TEXTS.get("expected.off", name);
        };
    }

    /** As a call's strip shows it before both sides talk. Nothing is safe yet, so nothing is green. */
    SecurityWords words() {
        return new SecurityWords(
                this == OFF ? Tone.DANGER : Tone.NEUTRAL,
                icon(),
                switch (this) {
                    case VERIFIED -> TEXTS.get("expected.verified.strip");
                    case MET -> TEXTS.get("expected.met.strip");
                    case FIRST -> TEXTS.get("expected.first.strip");
                    case OFF -> TEXTS.get("expected.off.strip");
                },
                "",
                List.of());
    }
}
