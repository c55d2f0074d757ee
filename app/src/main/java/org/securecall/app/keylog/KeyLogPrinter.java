// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The part of an export for people. It follows from the part for machines, and does so in the same way in every version. */
final class KeyLogPrinter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final StringBuilder page = new StringBuilder();

    private KeyLogPrinter() {}

    static String print(KeyLogReport report) {
        KeyLogPrinter printer = new KeyLogPrinter();
        printer.title(report);
        report.entries().forEach(printer::entry);
        return printer.page.toString();
    }

    private void title(KeyLogReport report) {
        page.append("Secure Call: history of keys\n\n");
        line("Exported", time(report.exported()));
        line("Entries", Integer.toString(report.entries().size()));
        line("Signed by", report.signer().hex());
        line("Last hash", report.head().hash().hex());
        line(
                "People",
                report.redacted()
                        ? "pseudonyms, made for this export alone; what changed is left out"
                        : "as they are in the log");
        line(
                "Chain",
                switch (report.check()) {
                    case KeyLogCheck.Intact intact -> "whole";
                    case KeyLogCheck.Broken broken -> "BROKEN: " + broken.sentence();
                });
    }

    private void entry(ChainedEntry entry) {
        page.append('\n')
                .append(entry.number())
                .append(". ")
                .append(time(entry.time()))
                .append("  ");
        page.append(entry.kind().title()).append('\n');
        line("Contact", entry.contact());
        line("ZID", entry.key());
        line("Software", entry.software());
        line("Algorithms", entry.algorithms());
        line("Change", entry.change());
        line("Said by", entry.confirmer());
        line("Hash", entry.hash().hex());
    }

    private void line(String label, String value) {
        if (!value.isEmpty()) {
            page.append(String.format(Locale.ROOT, "   %-11s", label))
                    .append(value)
                    .append('\n');
        }
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
