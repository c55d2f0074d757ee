// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What a file of contacts is. */
public enum ContactFormat {
    /** {@code .vcf}; read in versions 2.1 to 4.0, written as 4.0 (RFC 6350), which all of today's address books read. */
    VCARD,
    /** The same as version 3.0 (RFC 2426), for older ones. */
    VCARD_3,
    /** {@code .csv} (RFC 4180). */
    CSV;

    /** By the end of a file's name; empty for other files. */
    public static Optional<ContactFormat> of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        if (name.endsWith(".vcf") || name.endsWith(".vcard")) {
            return Optional.of(VCARD);
        }
        return name.endsWith(".csv") ? Optional.of(CSV) : Optional.empty();
    }

    /** How a file's name ends, with its full stop. */
    public String ending() {
        return this == CSV ? ".csv" : ".vcf";
    }
}
