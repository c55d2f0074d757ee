// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.List;

/**
 * A QR code to be shown (ISO/IEC 18004), without the quiet zone of {@value #QUIET_ZONE} modules around it.
 *
 * @param text what it says
 * @param rows from the top; in each, from the left, {@code #} for a dark module and a blank for a light one
 */
public record QrCode(String text, List<String> rows) {

    public static final int QUIET_ZONE = 4;

    private static final char DARK = '#';

    public QrCode {
        rows = List.copyOf(rows);
    }

    /** Modules on each side. */
    public int size() {
        return rows.size();
    }

    /** @throws IndexOutOfBoundsException outside of the code */
    public boolean dark(int column, int row) {
        return rows.get(row).charAt(column) == DARK;
    }

    /** Leaves out what it says, which may hold a secret. */
    @Override
    public String toString() {
        return "QrCode[" + size() + "]";
    }
}
