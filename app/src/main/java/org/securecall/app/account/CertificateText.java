// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

/** What a certificate says, fit to be shown: whoever made it may have put anything into it. */
public final class CertificateText {

    private static final int LONGEST = 160;

    private CertificateText() {}

    /** At most {@value #LONGEST} characters, without control and formatting characters, which could hide or turn the rest. */
    public static String shown(String raw) {
        StringBuilder text = new StringBuilder();
        int length = 0;
        for (int at = 0; at < raw.length(); at += Character.charCount(raw.codePointAt(at))) {
            int point = raw.codePointAt(at);
            if (++length > LONGEST) {
                return text.append('…').toString();
            }
            text.appendCodePoint(isPlain(point) ? point : 0xFFFD);
        }
        return text.toString();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
