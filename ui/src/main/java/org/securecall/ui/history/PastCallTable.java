// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.securecall.app.api.PastCall;

/** Past calls as lines of a table (RFC 4180), with the words that the headless front end has for the same things. */
final class PastCallTable {

    /** With a byte order mark, without which spreadsheets take another character set. */
    static final String HEAD = "\uFEFF"
            + line(List.of(
                    "Started",
                    "Answered",
                    "Ended",
                    "Seconds",
                    "Direction",
                    "Outcome",
                    "Name",
                    "Address",
                    "Account",
                    "Security",
                    "Weakest Security",
                    "Verified",
                    "Key Name",
                    "Protocol",
                    "Algorithms",
                    "Codec",
                    "Packets Received",
                    "Packets Lost",
                    "Jitter (ms)",
                    "Round Trip (ms)",
                    "Code",
                    "Reason"));

    /** What a spreadsheet would take for a formula; the other side chooses its name. */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r].*", Pattern.DOTALL);

    private PastCallTable() {}

    static String row(PastCall call) {
        Optional<PastCall.Quality> quality = call.quality();
        return line(List.of(
                call.started().toString(),
                call.answered().map(Instant::toString).orElse(""),
                call.ended().toString(),
                call.answered()
                        .map(since -> Long.toString(
                                Duration.between(since, call.ended()).toSeconds()))
                        .orElse(""),
                token(call.direction()),
                token(call.outcome()),
                guarded(call.displayName()),
                guarded(call.peer()),
                guarded(call.account().orElse("")),
                call.shield().map(shield -> token(shield.last())).orElse(""),
                call.shield().map(shield -> token(shield.worst())).orElse(""),
                Boolean.toString(call.verified()),
                guarded(call.keyName()),
                call.protocol().token(),
                guarded(call.algorithms()),
                quality.map(heard -> guarded(heard.codec())).orElse(""),
                quality.map(heard -> Long.toString(heard.packetsReceived())).orElse(""),
                quality.map(heard -> Long.toString(heard.lost())).orElse(""),
                quality.map(heard -> number(heard.jitterMs())).orElse(""),
                quality.filter(heard -> heard.rttMs() >= 0)
                        .map(heard -> number(heard.rttMs()))
                        .orElse(""),
                Integer.toString(call.code()),
                guarded(call.reason())));
    }

    private static String line(List<String> fields) {
        return fields.stream().map(PastCallTable::quoted).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == '"' || c == ',' || c == ';' || c < ' ');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    private static String guarded(String field) {
        return FORMULA.matcher(field).matches() ? "'" + field : field;
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
