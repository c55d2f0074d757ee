// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.time.Instant;

/**
 * What an entry says of nobody in particular, and shows in a redacted export too: version 1 (1 octet), number (8), time in
 * milliseconds since 1970 (8), kind (1), software and algorithms (texts).
 */
record OpenFields(long number, Instant time, KeyLogKind kind, String software, String algorithms) {

    private static final int VERSION = 1;

    FieldWriter write() {
        return new FieldWriter()
                .octet(VERSION)
                .int64(number)
                .int64(time.toEpochMilli())
                .octet(kind.code())
                .text(software)
                .text(algorithms);
    }

    static OpenFields read(FieldReader in) throws KeyLogException {
        in.requireVersion(VERSION);
        long number = in.int64();
        if (number < 1) {
            throw new KeyLogException("The number of the entry is out of range");
        }
        Instant time = in.time();
        KeyLogKind kind = KeyLogKind.of(in.octet())
                .orElseThrow(() -> new KeyLogException("The entry is of a kind that this version does not know"));
        return new OpenFields(number, time, kind, in.text(), in.text());
    }
}
