// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.securecall.app.api.SecurityEntry;
import org.securecall.app.api.SecurityEntry.Subject;
import org.securecall.app.api.SecurityLogText;

/** Entries as a text for others. */
final class RedactedLog {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RedactedLog() {}

    /** @param dropped how many entries are not in the log any more */
    static SecurityLogText of(List<SecurityEntry> entries, long dropped, Instant now, Locale language) {
        LogTexts texts = new LogTexts(language);
        Aliases names = new Aliases(
                texts.get("alias.person"),
                texts.get("alias.server"),
                texts.get("alias.address"),
                texts.get("alias.number"));
        SubjectWords subjects = new SubjectWords(language);
        FactWords words = new FactWords(language, names);
        // Before any sentence: one of them may name somebody whom a later entry is about.
        entries.forEach(entry -> learn(entry.subject(), names, subjects));
        StringBuilder text = new StringBuilder();
        text.append(texts.get("export.title")).append("\n\n");
        text.append(texts.get("export.made", TIME.format(now), entries.size())).append('\n');
        text.append(texts.get("export.about")).append('\n');
        if (dropped > 0) {
            text.append(texts.get("export.dropped", dropped)).append('\n');
        }
        for (SecurityEntry entry : entries) {
            text.append('\n').append(TIME.format(entry.at())).append("  ");
            text.append(subjects.redacted(entry.subject(), names));
            if (entry.level() == SecurityEntry.Level.WARNING) {
                text.append("  ").append(texts.get("export.warning"));
            }
            text.append('\n');
            words.of(entry.fact())
                    .lines()
                    .forEach(line -> text.append("    ").append(line).append('\n'));
        }
        return new SecurityLogText(entries.size(), text.toString());
    }

    private static void learn(Subject subject, Aliases names, SubjectWords subjects) {
        if (subject instanceof Subject.OfCall call) {
            names.person(call.name());
        } else if (subject instanceof Subject.OfAccount account) {
            names.account(account.address(), subjects.redacted(account, names));
        }
    }
}
