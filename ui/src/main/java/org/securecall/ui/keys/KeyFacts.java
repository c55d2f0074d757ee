// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.util.ArrayList;
import java.util.List;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.PeerKey;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.StandingWords;
import org.securecall.ui.security.ZidDigits;
import org.securecall.ui.text.Texts;

/** What is known of one key, in words. */
final class KeyFacts {

    private static final Texts TEXTS = Texts.of("keypage");

    /** @param digits whether it is to be compared character by character */
    record Fact(String name, String value, boolean digits) {}

    private KeyFacts() {}

    static List<Fact> of(PeerKey key, TimelineWords words, PhoneModel model) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(TEXTS.get("fact.zid"), ZidDigits.grouped(key.zid()), true));
        facts.add(fact(TEXTS.get("fact.code"), proof(key, words)));
        facts.add(fact(TEXTS.get("fact.first"), words.date(key.firstSeen())));
        facts.add(fact(TEXTS.get("fact.last"), words.date(key.lastSeen())));
        if (!key.client().isEmpty()) {
            facts.add(fact(TEXTS.get("fact.client"), key.client()));
        }
        if (!key.algorithms().isEmpty()) {
            facts.add(fact(TEXTS.get("fact.algorithms"), TimelineWords.plain(key.algorithms())));
        }
        facts.add(fact(TEXTS.get("fact.expires"), key.expires().map(words::date).orElse(TEXTS.get("fact.never"))));
        // As one of the user's own accounts is the usual case, and says nothing.
        boolean several = key.met().size() > 1;
        for (ContactTrust met : key.met()) {
            if (several || met.metAs().kind() != LocalIdentity.Kind.MAIN) {
                String as = as(met.metAs(), model);
                facts.add(fact(
                        TEXTS.get("fact.as"),
                        several ? TEXTS.get("fact.as.standing", as, StandingWords.words(met.standing())) : as));
            }
        }
        return facts;
    }

    private static Fact fact(String name, String value) {
        return new Fact(name, value, false);
    }

    private static String proof(PeerKey key, TimelineWords words) {
        return key.proof()
                .map(proof -> {
                    String when = words.date(proof.when());
                    return switch (proof.how()) {
                        case SPOKEN -> TEXTS.get("proof.spoken", when);
                        case SCANNED -> TEXTS.get("proof.scanned", when);
                        case SIGNED -> TEXTS.get("proof.signed", when);
                        case IMPORTED -> TEXTS.get("proof.imported", when);
                    };
                })
                .orElse(TEXTS.get("proof.none"));
    }

    /** Which of the user's own endpoints met it: the user knows it by its account, or by the contact it is for. */
    private static String as(LocalIdentity own, PhoneModel model) {
        return switch (own.kind()) {
            case MAIN, PRACTICE -> TEXTS.get("as.main");
            case ACCOUNT -> Addresses.shown(own.owner());
            case CONTACT ->
                model.contacts().stream()
                        .filter(contact -> Long.toString(contact.id()).equals(own.owner()))
                        .findFirst()
                        .map(Contact::name)
                        .map(name -> TEXTS.get("as.contact", name))
                        .orElse(TEXTS.get("as.former"));
        };
    }
}
