// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.securecall.app.identity.IdentityKey;
import org.securecall.app.identity.OwnIdentity;
import org.securecall.app.identity.SignedFor;

/**
 * A key log as one text: first what people read and print, then the same for machines ({@link KeyLogReport}, base64), then an
 * Ed25519 signature over all before it ({@link SignedFor#KEY_LOG}, UTF-8, lines ended by line feeds). What people read is printed
 * from the part for machines, so the two cannot differ.
 */
public final class KeyLogExport {

    private static final String BEGIN_LOG = "\n-----BEGIN SECURE CALL KEY LOG-----\n";
    private static final String END_LOG = "-----END SECURE CALL KEY LOG-----\n";
    private static final String BEGIN_SIGNATURE = "-----BEGIN SECURE CALL SIGNATURE-----\n";
    private static final String END_SIGNATURE = "-----END SECURE CALL SIGNATURE-----\n";
    private static final int MOST_CHARACTERS = 1 << 25;
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    private KeyLogExport() {}

    /**
     * With every address and ZID.
     *
     * @param head as it is kept beside the log
     */
    public static String complete(List<LoggedEntry> entries, KeyLogHead head, OwnIdentity identity, Instant now) {
        return sign(false, List.copyOf(entries), head, identity, now);
    }

    /**
     * With pseudonyms for addresses, ZIDs and who confirmed, and without what changed, where names stand. Software, algorithms,
     * kinds and times are shown.
     *
     * @param head as it is kept beside the log
     */
    public static String redacted(
            List<LoggedEntry> entries, KeyLogHead head, OwnIdentity identity, Instant now, SecureRandom random) {
        try (Pseudonyms pseudonyms = Pseudonyms.fresh(random)) {
            return redacted(entries, head, identity, now, pseudonyms);
        }
    }

    static String redacted(
            List<LoggedEntry> entries, KeyLogHead head, OwnIdentity identity, Instant now, Pseudonyms pseudonyms) {
        List<ChainedEntry> withheld = entries.stream()
                .<ChainedEntry>map(entry -> RedactedEntry.of(entry, pseudonyms))
                .toList();
        return sign(true, withheld, head, identity, now);
    }

    private static String sign(
            boolean redacted, List<ChainedEntry> entries, KeyLogHead head, OwnIdentity identity, Instant now) {
        KeyLogReport report =
                new KeyLogReport(redacted, now.truncatedTo(ChronoUnit.MILLIS), identity.key(), head, entries);
        String signed = write(report);
        return signed + signatureBlock(identity.sign(SignedFor.KEY_LOG, utf8(signed)));
    }

    private static String write(KeyLogReport report) {
        return KeyLogPrinter.print(report) + BEGIN_LOG + LINES.encodeToString(report.encode()) + "\n" + END_LOG;
    }

    private static String signatureBlock(byte[] signature) {
        return BEGIN_SIGNATURE + LINES.encodeToString(signature) + "\n" + END_SIGNATURE;
    }

    /**
     * Whether an export is as the expected key signed it. Other line ends, and blanks before and after, do not matter.
     *
     * @param text anything
     */
    public static ExportVerdict verify(String text, IdentityKey expected) {
        if (text.length() > MOST_CHARACTERS) {
            return new ExportVerdict.Changed("The text is too long for an export of the key history.");
        }
        String plain = text.replace("\r\n", "\n").strip() + "\n";
        KeyLogReport report;
        try {
            report = KeyLogReport.decode(between(plain, BEGIN_LOG, END_LOG));
        } catch (KeyLogException e) {
            return new ExportVerdict.Changed("The text is no export of the key history, or it was changed.");
        }
        String signed = write(report);
        if (!plain.startsWith(signed)) {
            return new ExportVerdict.Changed("What is to be read was changed: it is not what was signed.");
        }
        String rest = plain.substring(signed.length());
        try {
            byte[] signature = between(rest, BEGIN_SIGNATURE, END_SIGNATURE);
            if (!signatureBlock(signature).equals(rest)
                    || !report.signer().verifies(SignedFor.KEY_LOG, utf8(signed), signature)) {
                return new ExportVerdict.Changed("The signature does not fit: the export was changed.");
            }
        } catch (KeyLogException e) {
            return new ExportVerdict.Changed("The signature is missing or damaged.");
        }
        return report.signer().equals(expected)
                ? new ExportVerdict.Valid(report)
                : new ExportVerdict.SignedByAnother(report.signer(), report);
    }

    private static byte[] between(String text, String begin, String end) throws KeyLogException {
        int from = text.indexOf(begin);
        int to = from < 0 ? -1 : text.indexOf(end, from + begin.length());
        if (to < 0) {
            throw new KeyLogException("A part of the export is missing");
        }
        try {
            return Base64.getDecoder()
                    .decode(text.substring(from + begin.length(), to).replace("\n", ""));
        } catch (IllegalArgumentException e) {
            throw new KeyLogException("A part of the export is not base64", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
