// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.stream.Collectors;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.ServerCertificate;
import org.securecall.ui.text.Texts;

/** What a certificate is, in words. */
final class CertificateWords {

    private static final Texts TEXTS = Texts.of("accounts");
    private static final DateTimeFormatter DATES = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
            .withLocale(Locale.getDefault(Locale.Category.FORMAT))
            .withZone(ZoneId.systemDefault());

    private CertificateWords() {}

    static String verdict(CertificateVerdict verdict) {
        return switch (verdict) {
            case TRUSTED -> TEXTS.get("certificate.trusted");
            case PINNED -> TEXTS.get("certificate.pinned");
            case UNKNOWN_ISSUER -> TEXTS.get("certificate.unknown");
            case SELF_SIGNED -> TEXTS.get("certificate.selfsigned");
            case PIN_CHANGED -> TEXTS.get("certificate.changed");
            case WRONG_NAME -> TEXTS.get("certificate.wrongname");
            case EXPIRED -> TEXTS.get("certificate.expired");
            case NOT_YET_VALID -> TEXTS.get("certificate.notyet");
            case WEAK -> TEXTS.get("certificate.weak");
            case INVALID -> TEXTS.get("certificate.invalid");
        };
    }

    static String names(ServerCertificate certificate) {
        String names = String.join(", ", certificate.names());
        return certificate.moreNames() == 0 ? names : TEXTS.get("certificate.more", names, certificate.moreNames());
    }

    static String date(Instant date) {
        return DATES.format(date);
    }

    /** Sixteen groups of four digits, four to a line, as people compare them. */
    static String groups(String sha256) {
        String digits = sha256.replace(":", "");
        StringBuilder groups = new StringBuilder();
        for (int at = 0; at < digits.length(); at += 4) {
            if (at > 0) {
                groups.append(at % 16 == 0 ? '\n' : ' ');
            }
            groups.append(digits, at, Math.min(at + 4, digits.length()));
        }
        return groups.toString();
    }

    /** For a screen reader: digit by digit, with a pause after each group. */
    static String spoken(String sha256) {
        return groups(sha256)
                .lines()
                .flatMap(line -> java.util.Arrays.stream(line.split(" ", -1)))
                .map(group -> String.join(" ", group.split("")))
                .collect(Collectors.joining(", "));
    }
}
