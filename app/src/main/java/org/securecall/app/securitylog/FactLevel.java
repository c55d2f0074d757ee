// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.SecurityEntry.Level;
import org.securecall.app.api.SecurityFact;
import org.securecall.media.api.Encryption;

/** How much a fact matters: a warning is what leaves a call less safe than it could be, or what failed. */
final class FactLevel {

    private FactLevel() {}

    static Level of(SecurityFact fact) {
        return switch (fact) {
            case SecurityFact.CallBegan began -> warnIf(began.encryption() == Encryption.OFF);
            case SecurityFact.Signalling signalling -> signalling.tls() ? Level.GOOD : Level.WARNING;
            case SecurityFact.Described described -> warnIf(described.agreed() == SecurityFact.Agreed.UNUSABLE);
            case SecurityFact.AnotherTelephone another -> Level.NORMAL;
            case SecurityFact.ChangeRefused refused -> Level.WARNING;
            case SecurityFact.ZrtpHeard heard -> Level.NORMAL;
            case SecurityFact.NoZrtp none -> Level.WARNING;
            case SecurityFact.ServerKeys keys -> Level.NORMAL;
            case SecurityFact.OffersCompared offers -> Level.NORMAL;
            case SecurityFact.AlgorithmsChosen chosen -> Level.NORMAL;
            case SecurityFact.HashCompared compared ->
                switch (compared.result()) {
                    case MATCH -> Level.GOOD;
                    case ABSENT -> Level.NORMAL;
                    case MISMATCH -> Level.WARNING;
                };
            case SecurityFact.SecretsCompared compared -> ofSecrets(compared);
            case SecurityFact.ScannedSecretCompared compared -> compared.matched() ? Level.GOOD : Level.WARNING;
            case SecurityFact.SignatureChecked checked ->
                switch (checked.status()) {
                    case CONFIRMED -> Level.GOOD;
                    case INVALID -> Level.WARNING;
                    case ABSENT, UNKNOWN_KEY, UNSUPPORTED -> Level.NORMAL;
                };
            case SecurityFact.KeyChanged changed -> Level.WARNING;
            case SecurityFact.ServerInTheMiddle server -> Level.WARNING;
            case SecurityFact.DisclosureDeclared disclosure -> Level.WARNING;
            case SecurityFact.KeysReplaced replaced -> Level.NORMAL;
            case SecurityFact.ClearRefused refused -> Level.WARNING;
            case SecurityFact.WentClear cleared -> Level.WARNING;
            case SecurityFact.KeysFailed failed -> Level.WARNING;
            case SecurityFact.Judged judged -> ofJudgement(judged);
            case SecurityFact.UserConfirmed confirmed -> Level.GOOD;
            case SecurityFact.UserDenied denied -> Level.WARNING;
            case SecurityFact.UserTalksAnyway talks -> Level.WARNING;
            case SecurityFact.CallEnded ended -> Level.NORMAL;
            case SecurityFact.RegistrationChanged changed ->
                warnIf(changed.state() == AccountSnapshot.Registration.FAILED);
            case SecurityFact.CertificateShown shown -> shown.verdict().accepted() ? Level.GOOD : Level.WARNING;
            case SecurityFact.AccountChanged changed -> Level.NORMAL;
            case SecurityFact.Started started -> Level.NORMAL;
            case SecurityFact.PolicyChanged changed -> warnIf(changed.encryption() == Encryption.OFF);
            case SecurityFact.SigningKeySaid said -> Level.NORMAL;
        };
    }

    private static Level ofSecrets(SecurityFact.SecretsCompared compared) {
        return switch (compared.result()) {
            case FIRST -> Level.NORMAL;
            case MATCH -> Level.GOOD;
            case MISMATCH -> Level.WARNING;
        };
    }

    private static Level ofJudgement(SecurityFact.Judged judged) {
        return switch (judged.state()) {
            case SECURING, ENCRYPTED, SERVER -> warnIf(judged.microphoneBlocked());
            case VERIFIED -> Level.GOOD;
            case NONE, CHANGED, MISMATCH, LOST, WEAKER -> Level.WARNING;
        };
    }

    private static Level warnIf(boolean warning) {
        return warning ? Level.WARNING : Level.NORMAL;
    }
}
