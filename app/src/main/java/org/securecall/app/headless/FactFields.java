// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.securecall.app.api.SecurityFact;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences.Kind;

/** A fact of the security log for programs: what it is, and its parts. What names a server or a person is left to the sentence. */
record FactFields(String fact, Map<String, String> fields) {

    static FactFields of(SecurityFact fact) {
        return switch (fact) {
            case SecurityFact.CallBegan began ->
                named("call-began")
                        .with("direction", token(began.direction()))
                        .with("encryption", token(began.encryption()))
                        .with("metWithZrtp", began.metWithZrtp())
                        .with("verifiedOnly", began.verifiedOnly())
                        .with("keying", methods(began.keying()));
            case SecurityFact.Signalling signalling ->
                named("signalling").with("tls", signalling.tls()).with("pinned", signalling.pinned());
            case SecurityFact.Described described ->
                named("described")
                        .with("announcesZrtp", described.announcesZrtp())
                        .with("lookedFor", described.lookedFor())
                        .with("agreed", token(described.agreed()));
            case SecurityFact.AnotherTelephone another -> named("another-telephone");
            case SecurityFact.ChangeRefused refused -> named("change-refused").with("cause", refused.cause());
            case SecurityFact.ZrtpHeard heard -> named("zrtp-heard");
            case SecurityFact.NoZrtp none -> named("no-zrtp").with("then", token(none.then()));
            case SecurityFact.ServerKeys keys ->
                named("server-keys").with("method", keys.method().token()).with("suite", keys.suite());
            case SecurityFact.OffersCompared offers ->
                named("offers-compared")
                        .with("own", offers.own().text())
                        .with("peer", offers.peer().text());
            case SecurityFact.AlgorithmsChosen chosen -> chosen(chosen);
            case SecurityFact.HashCompared compared ->
                named("zrtp-hash-compared").with("result", token(compared.result()));
            case SecurityFact.SecretsCompared compared -> secrets(compared);
            case SecurityFact.ScannedSecretCompared compared ->
                named("scanned-secret-compared").with("matched", compared.matched());
            case SecurityFact.SignatureChecked checked ->
                named("signature-checked").with("status", token(checked.status()));
            case SecurityFact.KeyChanged changed ->
                named("key-changed").with("alarm", changed.alarm().token());
            case SecurityFact.ServerInTheMiddle server ->
                named("server-in-the-middle").with("trusted", server.trusted());
            case SecurityFact.DisclosureDeclared disclosure -> named("disclosure-declared");
            case SecurityFact.KeysReplaced replaced ->
                named("keys-replaced").with("times", Integer.toString(replaced.times()));
            case SecurityFact.ClearRefused refused -> named("clear-refused");
            case SecurityFact.WentClear cleared -> named("went-clear").with("byPeer", cleared.byPeer());
            case SecurityFact.KeysFailed failed ->
                named("keys-failed").with("attack", failed.attack()).with("cause", failed.cause());
            case SecurityFact.Judged judged ->
                named("judged")
                        .with("state", token(judged.state()))
                        .with("microphoneBlocked", judged.microphoneBlocked());
            case SecurityFact.UserConfirmed confirmed ->
                named("user-confirmed").with("throughServer", confirmed.throughServer());
            case SecurityFact.UserDenied denied -> named("user-denied");
            case SecurityFact.UserTalksAnyway talks -> named("user-talks-anyway");
            case SecurityFact.CallEnded ended ->
                named("call-ended").with("code", Integer.toString(ended.code())).with("reason", ended.reason());
            case SecurityFact.RegistrationChanged changed ->
                named("registration-changed")
                        .with("state", token(changed.state()))
                        .with("transport", changed.transport().token())
                        .with("code", Integer.toString(changed.code()))
                        .with("reason", changed.reason());
            case SecurityFact.CertificateShown shown ->
                named("certificate-shown")
                        .with("verdict", shown.verdict().token())
                        .with("protocol", shown.protocol())
                        .with("suite", shown.suite());
            case SecurityFact.AccountChanged changed ->
                named("account-changed").with("change", token(changed.change()));
            case SecurityFact.Started started -> named("started").with("version", started.version());
            case SecurityFact.PolicyChanged changed ->
                named("policy-changed")
                        .with("encryption", token(changed.encryption()))
                        .with("verifiedOnly", changed.verifiedOnly())
                        .with("policy", changed.preset().token())
                        .with("keying", methods(changed.keying()));
            case SecurityFact.SigningKeySaid said ->
                named("signing-key").with("how", said.how().token());
        };
    }

    private static FactFields chosen(SecurityFact.AlgorithmsChosen chosen) {
        FactFields all = named("algorithms-chosen")
                .with("role", chosen.initiator() ? "initiator" : "responder")
                .with("mode", token(chosen.mode()))
                .with("keyAgreement", chosen.suite().keyAgreement())
                .with("hash", chosen.suite().hash())
                .with("cipher", chosen.suite().cipher())
                .with("authTag", chosen.suite().authTag())
                .with("sasType", chosen.suite().sas());
        for (Kind kind : Kind.values()) {
            var reason = chosen.reasons().get(kind);
            if (reason != null) {
                all.with(kind.token() + "Why", reason.token());
            }
        }
        return all;
    }

    private static FactFields secrets(SecurityFact.SecretsCompared compared) {
        FactFields all = named("secrets-compared")
                .with("result", token(compared.result()))
                .with("verifiedHere", compared.here())
                .with("verifiedThere", compared.there())
                .with("key", compared.standing().token());
        compared.lastMet().ifPresent(last -> all.with("lastMet", last.toString()));
        return all;
    }

    private static FactFields named(String fact) {
        return new FactFields(fact, new LinkedHashMap<>());
    }

    private FactFields with(String name, String value) {
        fields.put(name, value);
        return this;
    }

    private FactFields with(String name, boolean value) {
        return with(name, Boolean.toString(value));
    }

    private static String methods(List<KeyingMethod> keying) {
        return keying.stream().map(KeyingMethod::token).collect(Collectors.joining(","));
    }

    private static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
