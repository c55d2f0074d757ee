// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Security;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.security.AlgorithmNames;
import org.securecall.ui.security.SecurityWords;
import org.securecall.ui.text.Texts;

/** Everything that is kept of a call, line by line. */
final class PastCallFacts {

    private static final Texts TEXTS = Texts.of("history");

    /** @param value never empty */
    record Fact(String name, String value) {}

    private final PastCallWords words;
    private final List<Fact> facts = new ArrayList<>();

    private PastCallFacts(PastCallWords words) {
        this.words = words;
    }

    static List<Fact> of(PastCall call, PastCallWords words) {
        PastCallFacts all = new PastCallFacts(words);
        all.course(call);
        all.security(call);
        call.quality().ifPresent(all::sound);
        return List.copyOf(all.facts);
    }

    private void add(String name, String value) {
        if (!value.isBlank()) {
            facts.add(new Fact(name, value));
        }
    }

    private void course(PastCall call) {
        add(TEXTS.get("fact.outcome"), PastCallWords.outcome(call));
        add(TEXTS.get("fact.started"), words.moment(call.started()));
        add(TEXTS.get("fact.length"), PastCallWords.length(call));
        add(TEXTS.get("fact.ended"), call.reason());
        add(TEXTS.get("fact.account"), call.account().map(Addresses::shown).orElse(""));
    }

    private void security(PastCall call) {
        PastCallWords.shield(call).ifPresent(shield -> add(TEXTS.get("fact.shield"), shield.title()));
        PastCallWords.weakest(call).map(SecurityWords::title).ifPresent(title -> add(TEXTS.get("fact.weakest"), title));
        if (call.shield().isPresent()) {
            add(TEXTS.get("fact.protocol"), protocol(call.protocol()));
        }
        add(TEXTS.get("fact.algorithms"), algorithms(call));
        add(TEXTS.get("fact.key"), call.keyName());
    }

    private static String algorithms(PastCall call) {
        return call.protocol() == Security.Protocol.ZRTP
                ? Arrays.stream(call.algorithms().split(" ", -1))
                        .map(AlgorithmNames::of)
                        .collect(Collectors.joining(", "))
                : call.algorithms();
    }

    private static String protocol(Security.Protocol protocol) {
        return switch (protocol) {
            case ZRTP -> TEXTS.get("protocol.zrtp");
            case DTLS_SRTP -> TEXTS.get("protocol.dtls");
            case SDES -> TEXTS.get("protocol.sdes");
            case NONE -> TEXTS.get("protocol.none");
        };
    }

    private void sound(PastCall.Quality quality) {
        Locale locale = Locale.getDefault(Locale.Category.FORMAT);
        NumberFormat share = NumberFormat.getPercentInstance(locale);
        share.setMaximumFractionDigits(1);
        add(TEXTS.get("fact.heard"), HeardWords.of(quality).words());
        add(TEXTS.get("fact.codec"), quality.codec());
        add(
                TEXTS.get("fact.lost"),
                TEXTS.get(
                        "fact.lost.of",
                        quality.lost(),
                        quality.packetsReceived(),
                        share.format(HeardWords.share(quality))));
        add(TEXTS.get("fact.jitter"), milliseconds(quality.jitterMs(), locale));
        add(
                TEXTS.get("fact.rtt"),
                quality.rttMs() < 0 ? TEXTS.get("fact.unknown") : milliseconds(quality.rttMs(), locale));
    }

    private static String milliseconds(double time, Locale locale) {
        return String.format(locale, "%.1f ms", time);
    }
}
