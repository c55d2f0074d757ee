// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.KeyAlarm;
import org.securecall.app.api.Security;
import org.securecall.app.api.SecurityFact;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.ZrtpDetails;

/** What a fact says, in whole sentences. This is the only place that has words for facts. */
final class FactWords {

    private final LogTexts texts;
    private final Names names;
    private final ExchangeWords exchange;
    private final AccountWords accounts;

    FactWords(Locale language, Names names) {
        this.texts = new LogTexts(language);
        this.names = names;
        this.exchange = new ExchangeWords(texts);
        this.accounts = new AccountWords(texts, names);
    }

    /** One sentence, or a few, each on a line of its own. */
    String of(SecurityFact fact) {
        return switch (fact) {
            case SecurityFact.CallBegan began -> began(began);
            case SecurityFact.Signalling signalling -> signalling(signalling);
            case SecurityFact.Described described -> described(described);
            case SecurityFact.AnotherTelephone another -> texts.get("another");
            case SecurityFact.ChangeRefused refused -> texts.get("change.refused", names.free(refused.cause()));
            case SecurityFact.ZrtpHeard heard -> texts.get("zrtp.heard");
            case SecurityFact.NoZrtp none -> noZrtp(none.then());
            case SecurityFact.ServerKeys keys -> texts.get("server.keys", method(keys.method()), keys.suite());
            case SecurityFact.OffersCompared offers -> exchange.offers(offers);
            case SecurityFact.AlgorithmsChosen chosen -> exchange.chosen(chosen);
            case SecurityFact.HashCompared compared -> hash(compared.result());
            case SecurityFact.SecretsCompared compared -> exchange.secrets(compared);
            case SecurityFact.ScannedSecretCompared compared ->
                compared.matched() ? texts.get("scanned.match") : texts.get("scanned.mismatch");
            case SecurityFact.SignatureChecked checked -> signature(checked);
            case SecurityFact.KeyChanged changed -> alarm(changed.alarm());
            case SecurityFact.ServerInTheMiddle server ->
                server.trusted() ? texts.get("middle.trusted") : texts.get("middle");
            case SecurityFact.DisclosureDeclared disclosure -> texts.get("disclosure");
            case SecurityFact.KeysReplaced replaced -> texts.get("rekeyed", replaced.times());
            case SecurityFact.ClearRefused refused -> texts.get("clear.refused");
            case SecurityFact.WentClear cleared -> cleared.byPeer() ? texts.get("clear.peer") : texts.get("clear.own");
            case SecurityFact.KeysFailed failed ->
                failed.attack()
                        ? texts.get("keys.attack", names.free(failed.cause()))
                        : texts.get("keys.failed", names.free(failed.cause()));
            case SecurityFact.Judged judged -> judged(judged);
            case SecurityFact.UserConfirmed confirmed ->
                confirmed.throughServer() ? texts.get("user.confirmed.server") : texts.get("user.confirmed");
            case SecurityFact.UserDenied denied -> texts.get("user.denied");
            case SecurityFact.UserTalksAnyway talks -> texts.get("user.talks");
            case SecurityFact.CallEnded ended -> ended(ended);
            case SecurityFact.RegistrationChanged changed -> accounts.registration(changed);
            case SecurityFact.CertificateShown shown -> accounts.certificate(shown);
            case SecurityFact.AccountChanged changed -> accounts.changed(changed.change());
            case SecurityFact.Started started -> texts.get("started", started.version());
            case SecurityFact.PolicyChanged changed ->
                texts.get("policy.changed") + " " + encryption(changed.encryption(), changed.keying())
                        + (changed.verifiedOnly() ? " " + texts.get("verified.only") : "") + " "
                        + texts.get("policy.order", accounts.preset(changed.preset()));
            case SecurityFact.SigningKeySaid said -> accounts.signingKey(said.how());
        };
    }

    private String began(SecurityFact.CallBegan began) {
        String first = began.direction() == CallSnapshot.Direction.OUTGOING
                ? texts.get("call.outgoing")
                : texts.get("call.incoming");
        return first + " " + encryption(began.encryption(), began.keying())
                + (began.verifiedOnly() ? " " + texts.get("verified.only") : "")
                + (began.metWithZrtp() ? " " + texts.get("call.met") : "");
    }

    private String encryption(Encryption encryption, List<KeyingMethod> keying) {
        String methods = keying.stream().map(FactWords::method).collect(Collectors.joining(", "));
        return switch (encryption) {
            case OFF -> texts.get("encryption.off");
            case PREFER -> texts.get("encryption.prefer", methods);
            case REQUIRE ->
                keying.contains(KeyingMethod.ZRTP)
                        ? texts.get("encryption.require.zrtp", methods)
                        : texts.get("encryption.require", methods);
        };
    }

    private static String method(KeyingMethod method) {
        return switch (method) {
            case ZRTP -> "ZRTP";
            case DTLS_SRTP -> "DTLS-SRTP";
            case SDES -> "SDES";
        };
    }

    private String signalling(SecurityFact.Signalling signalling) {
        if (!signalling.tls()) {
            return texts.get("signalling.open");
        }
        if (signalling.names().isEmpty()) {
            return texts.get("signalling.tls");
        }
        String hosts = accounts.servers(signalling.names());
        return signalling.pinned() ? texts.get("signalling.pinned", hosts) : texts.get("signalling.valid", hosts);
    }

    private String described(SecurityFact.Described described) {
        String zrtp = described.announcesZrtp()
                ? described.lookedFor() ? texts.get("described.zrtp") : texts.get("described.zrtp.unwanted")
                : described.lookedFor() ? texts.get("described.no.zrtp") : texts.get("described.no.zrtp.unwanted");
        return zrtp
                + " "
                + switch (described.agreed()) {
                    case NOTHING -> texts.get("agreed.nothing");
                    case DTLS_SRTP -> texts.get("agreed.dtls");
                    case SDES -> texts.get("agreed.sdes");
                    case UNUSABLE -> texts.get("agreed.unusable");
                };
    }

    private String noZrtp(SecurityFact.Without then) {
        return texts.get("no.zrtp")
                + " "
                + switch (then) {
                    case SERVER_KEYS -> texts.get("no.zrtp.server");
                    case CLEAR -> texts.get("no.zrtp.clear");
                    case REFUSED -> texts.get("no.zrtp.refused");
                };
    }

    private String hash(ZrtpDetails.HelloHash result) {
        return switch (result) {
            case MATCH -> texts.get("hash.match");
            case ABSENT -> texts.get("hash.absent");
            case MISMATCH -> texts.get("hash.mismatch");
        };
    }

    private String signature(SecurityFact.SignatureChecked checked) {
        SasSignature.Status status = checked.status();
        return switch (status) {
            case ABSENT -> texts.get("signature.absent");
            case CONFIRMED -> texts.get("signature.confirmed", names.person(checked.owner()));
            case UNKNOWN_KEY -> texts.get("signature.unknown");
            case UNSUPPORTED -> texts.get("signature.unsupported");
            case INVALID -> texts.get("signature.invalid");
        };
    }

    private String alarm(KeyAlarm alarm) {
        return switch (alarm) {
            case SECRETS_DIFFER -> texts.get("alarm.secrets");
            case SECRETS_DIFFER_AFTER_RESTORE -> texts.get("alarm.restored");
            case ANOTHER_VERIFIED -> texts.get("alarm.verified");
            case DENIED_BEFORE -> texts.get("alarm.denied");
            case ANOTHER_ANNOUNCED -> texts.get("alarm.announced");
        };
    }

    private String judged(SecurityFact.Judged judged) {
        return texts.get("judged", state(judged.state()))
                + (judged.microphoneBlocked() ? " " + texts.get("judged.blocked") : "");
    }

    private String state(Security.State state) {
        return switch (state) {
            case NONE -> texts.state("state.none");
            case SECURING -> texts.state("state.securing");
            case ENCRYPTED -> texts.state("state.encrypted");
            case VERIFIED -> texts.state("state.verified.unnamed");
            case SERVER -> texts.state("state.server");
            case CHANGED -> texts.state("state.changed");
            case MISMATCH -> texts.state("state.mismatch");
            case LOST -> texts.state("state.lost");
            case WEAKER -> texts.state("state.weaker");
        };
    }

    private String ended(SecurityFact.CallEnded ended) {
        String reason = names.free(ended.reason());
        return reason.isEmpty() ? texts.get("ended") : texts.get("ended.reason", reason);
    }
}
