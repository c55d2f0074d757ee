// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.util.Locale;
import org.securecall.app.api.SecurityEntry.Subject;

/** What an entry is about, in a few words. */
final class SubjectWords {

    private final LogTexts texts;

    SubjectWords(Locale language) {
        this.texts = new LogTexts(language);
    }

    /** With the names that the user knows them by. */
    String plain(Subject subject) {
        return switch (subject) {
            case Subject.OfCall call ->
                call.name().isEmpty()
                        ? texts.get("subject.call", call.number())
                        : texts.get("subject.call.with", call.number(), call.name());
            case Subject.OfAccount account -> texts.get("subject.account.of", withoutScheme(account.address()));
            case Subject.OfProgram program -> texts.get("subject.program");
        };
    }

    /** With numbers and pseudonyms alone. */
    String redacted(Subject subject, Names names) {
        return switch (subject) {
            case Subject.OfCall call ->
                call.name().isEmpty()
                        ? texts.get("subject.call", call.number())
                        : texts.get("subject.call.with", call.number(), names.person(call.name()));
            case Subject.OfAccount account -> texts.get("subject.account", account.number());
            case Subject.OfProgram program -> texts.get("subject.program");
        };
    }

    private static String withoutScheme(String address) {
        return address.replaceFirst("(?i)^sips?:", "");
    }
}
