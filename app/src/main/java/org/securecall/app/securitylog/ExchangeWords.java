// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.text.AlgorithmNames;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.api.ZrtpSuite;

/** The words for what an exchange of ZRTP came to. */
final class ExchangeWords {

    private final LogTexts texts;

    ExchangeWords(LogTexts texts) {
        this.texts = texts;
    }

    /** A line for each side. */
    String offers(SecurityFact.OffersCompared offers) {
        return texts.get("offers.own", lists(offers.own())) + "\n" + texts.get("offers.peer", lists(offers.peer()));
    }

    private String lists(ZrtpOffer offer) {
        return List.of(Kind.KEY_AGREEMENT, Kind.CIPHER, Kind.HASH, Kind.AUTH_TAG, Kind.SAS).stream()
                .filter(kind -> !offer.names(kind).isEmpty())
                .map(kind -> texts.get(
                        "offers.list",
                        kind(kind),
                        offer.names(kind).stream().map(this::name).collect(Collectors.joining(", "))))
                .collect(Collectors.joining("; "));
    }

    /** A line for how the exchange went, and one for each algorithm with its reason. */
    String chosen(SecurityFact.AlgorithmsChosen chosen) {
        List<String> lines = new ArrayList<>();
        lines.add(
                switch (chosen.mode()) {
                    case DIFFIE_HELLMAN ->
                        chosen.initiator() ? texts.get("chosen.initiator") : texts.get("chosen.responder");
                    case PRESHARED -> texts.get("chosen.preshared");
                    case MULTISTREAM -> texts.get("chosen.multistream");
                });
        ZrtpSuite suite = chosen.suite();
        for (Kind kind : List.of(Kind.KEY_AGREEMENT, Kind.CIPHER, Kind.HASH, Kind.AUTH_TAG, Kind.SAS)) {
            String name = switch (kind) {
                case KEY_AGREEMENT -> suite.keyAgreement();
                case HASH -> suite.hash();
                case CIPHER -> suite.cipher();
                case AUTH_TAG -> suite.authTag();
                case SAS -> suite.sas();
            };
            lines.add(why(kind, name(name), chosen.reasons().get(kind)));
        }
        return String.join("\n", lines);
    }

    private String why(Kind kind, String name, @Nullable ZrtpReason reason) {
        return reason == null
                ? texts.get("chosen.plain", kind(kind), name)
                : texts.get("chosen.why", kind(kind), name, reason(reason));
    }

    private String reason(ZrtpReason reason) {
        return switch (reason) {
            case FIRST_OF_BOTH -> texts.get("reason.both");
            case FASTER_OF_OURS -> texts.get("reason.faster.own");
            case FASTER_OF_THEIRS -> texts.get("reason.faster.peer");
            case FIRST_OF_OURS -> texts.get("reason.first.own");
            case FIRST_OF_THEIRS -> texts.get("reason.first.peer");
            case FITS_OURS -> texts.get("reason.fits.own");
            case FITS_THEIRS -> texts.get("reason.fits.peer");
            case EARLIER_CALLS -> texts.get("reason.earlier");
            case THEIR_CHOICE -> texts.get("reason.peer");
        };
    }

    private String kind(Kind kind) {
        return switch (kind) {
            case KEY_AGREEMENT -> texts.get("kind.key");
            case HASH -> texts.get("kind.hash");
            case CIPHER -> texts.get("kind.cipher");
            case AUTH_TAG -> texts.get("kind.tag");
            case SAS -> texts.get("kind.sas");
        };
    }

    private String name(String algorithm) {
        return switch (algorithm) {
            case "B32" -> texts.get("name.b32");
            case "B256" -> texts.get("name.b256");
            default -> AlgorithmNames.of(algorithm);
        };
    }

    String secrets(SecurityFact.SecretsCompared compared) {
        return switch (compared.result()) {
            case FIRST -> first(compared);
            case MATCH -> {
                String same = compared.lastMet()
                        .map(last -> texts.get("secrets.match.since", day(last)))
                        .orElseGet(() -> texts.get("secrets.match"));
                yield same + " " + said(compared);
            }
            case MISMATCH ->
                compared.lastMet()
                        .map(last -> texts.get("secrets.mismatch.since", day(last)))
                        .orElseGet(() -> texts.get("secrets.mismatch"));
        };
    }

    private String first(SecurityFact.SecretsCompared compared) {
        return switch (compared.standing()) {
            case EXPIRED -> texts.get("secrets.expired");
            case RESTORED -> texts.get("secrets.restored");
            case NEW, UNVERIFIED, VERIFIED, CHANGED ->
                compared.lastMet()
                        .map(last -> texts.get("secrets.gone", day(last)))
                        .orElseGet(() -> texts.get("secrets.first"));
        };
    }

    private String said(SecurityFact.SecretsCompared compared) {
        if (compared.here() && compared.there()) {
            return texts.get("flags.both");
        }
        if (compared.here()) {
            return texts.get("flags.here");
        }
        return compared.there() ? texts.get("flags.there") : texts.get("flags.none");
    }

    private String day(Instant at) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                .withLocale(texts.language())
                .withZone(ZoneId.systemDefault())
                .format(at);
    }
}
