// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.KeyAlarm;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.Security;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.api.Transport;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.api.ZrtpSuite;

/** One of every fact, and of every way in which it can be. */
final class EveryFact {

    static final ZrtpSuite SUITE = new ZrtpSuite("X255", "S256", "AES3", "HS80", "B256");
    private static final Instant EARLIER = Instant.parse("2026-10-01T12:00:00Z");
    private static final List<KeyingMethod> KEYING = List.of(KeyingMethod.values());

    private EveryFact() {}

    static List<SecurityFact> all() {
        List<SecurityFact> all = new ArrayList<>();
        ofCalls(all);
        ofKeys(all);
        ofAccounts(all);
        return all;
    }

    private static void ofCalls(List<SecurityFact> all) {
        for (Encryption encryption : Encryption.values()) {
            for (boolean strict : new boolean[] {true, false}) {
                for (CallSnapshot.Direction direction : CallSnapshot.Direction.values()) {
                    all.add(new SecurityFact.CallBegan(direction, encryption, strict, strict, KEYING));
                }
                all.add(new SecurityFact.CallBegan(
                        CallSnapshot.Direction.OUTGOING, encryption, false, false, List.of(KeyingMethod.SDES)));
                all.add(new SecurityFact.PolicyChanged(encryption, strict, AlgorithmPreset.STRONGEST, KEYING));
            }
        }
        for (AlgorithmPreset preset : AlgorithmPreset.values()) {
            all.add(new SecurityFact.PolicyChanged(Encryption.PREFER, false, preset, KEYING));
        }
        all.add(new SecurityFact.Signalling(false, List.of(), false));
        all.add(new SecurityFact.Signalling(true, List.of(), false));
        all.add(new SecurityFact.Signalling(true, List.of("sip.example.org"), false));
        all.add(new SecurityFact.Signalling(true, List.of("sip.example.org"), true));
        for (SecurityFact.Agreed agreed : SecurityFact.Agreed.values()) {
            all.add(new SecurityFact.Described(true, true, agreed));
            all.add(new SecurityFact.Described(true, false, agreed));
            all.add(new SecurityFact.Described(false, true, agreed));
            all.add(new SecurityFact.Described(false, false, agreed));
        }
        all.add(new SecurityFact.AnotherTelephone());
        all.add(new SecurityFact.ChangeRefused("There is no voice in it at 192.0.2.7"));
        for (Security.State state : Security.State.values()) {
            all.add(new SecurityFact.Judged(state, true));
            all.add(new SecurityFact.Judged(state, false));
        }
        all.add(new SecurityFact.UserConfirmed(true));
        all.add(new SecurityFact.UserConfirmed(false));
        all.add(new SecurityFact.UserDenied());
        all.add(new SecurityFact.UserTalksAnyway());
        all.add(new SecurityFact.CallEnded(603, "The other side declined the call."));
        all.add(new SecurityFact.CallEnded(0, ""));
        all.add(new SecurityFact.Started("1.0"));
    }

    private static void ofKeys(List<SecurityFact> all) {
        all.add(new SecurityFact.ZrtpHeard());
        for (SecurityFact.Without then : SecurityFact.Without.values()) {
            all.add(new SecurityFact.NoZrtp(then));
        }
        for (KeyingMethod method : KeyingMethod.values()) {
            all.add(new SecurityFact.ServerKeys(method, "AES_CM_128_HMAC_SHA1_80"));
        }
        ZrtpOffer offer = new ZrtpOffer(
                Map.of(Kind.KEY_AGREEMENT, List.of("X255", "XXXX", "DH3k"), Kind.SAS, List.of("B256", "B32")));
        all.add(new SecurityFact.OffersCompared(offer, offer));
        for (ZrtpDetails.Mode mode : ZrtpDetails.Mode.values()) {
            for (ZrtpReason reason : ZrtpReason.values()) {
                all.add(new SecurityFact.AlgorithmsChosen(
                        SUITE, true, mode, Map.of(Kind.KEY_AGREEMENT, reason, Kind.CIPHER, reason)));
                all.add(new SecurityFact.AlgorithmsChosen(SUITE, false, mode, Map.of(Kind.HASH, reason)));
            }
        }
        for (ZrtpDetails.HelloHash hash : ZrtpDetails.HelloHash.values()) {
            all.add(new SecurityFact.HashCompared(hash));
        }
        for (ZrtpDetails.Secrets secrets : ZrtpDetails.Secrets.values()) {
            for (KeyStanding standing : KeyStanding.values()) {
                all.add(new SecurityFact.SecretsCompared(secrets, Optional.of(EARLIER), true, true, standing));
                all.add(new SecurityFact.SecretsCompared(secrets, Optional.empty(), true, false, standing));
                all.add(new SecurityFact.SecretsCompared(secrets, Optional.empty(), false, true, standing));
                all.add(new SecurityFact.SecretsCompared(secrets, Optional.empty(), false, false, standing));
            }
        }
        all.add(new SecurityFact.ScannedSecretCompared(true));
        all.add(new SecurityFact.ScannedSecretCompared(false));
        for (SasSignature.Status status : SasSignature.Status.values()) {
            all.add(new SecurityFact.SignatureChecked(status, "Bob Builder"));
        }
        for (KeyAlarm alarm : KeyAlarm.values()) {
            all.add(new SecurityFact.KeyChanged(alarm));
        }
        all.add(new SecurityFact.ServerInTheMiddle(true));
        all.add(new SecurityFact.ServerInTheMiddle(false));
        all.add(new SecurityFact.DisclosureDeclared());
        all.add(new SecurityFact.KeysReplaced(2));
        all.add(new SecurityFact.ClearRefused());
        all.add(new SecurityFact.WentClear(true));
        all.add(new SecurityFact.WentClear(false));
        all.add(new SecurityFact.KeysFailed("No answer came.", false));
        all.add(new SecurityFact.KeysFailed("A message was changed on the way.", true));
    }

    private static void ofAccounts(List<SecurityFact> all) {
        for (AccountSnapshot.Registration state : AccountSnapshot.Registration.values()) {
            all.add(new SecurityFact.RegistrationChanged(
                    state, Transport.TLS, 0, "The server sip.example.org does not answer."));
        }
        for (CertificateVerdict verdict : CertificateVerdict.values()) {
            all.add(new SecurityFact.CertificateShown(
                    verdict, List.of("sip.example.org", "*.example.net"), "TLSv1.3", "TLS_AES_256_GCM_SHA384"));
            all.add(new SecurityFact.CertificateShown(verdict, List.of("sip.example.org"), "", ""));
        }
        for (SecurityFact.Change change : SecurityFact.Change.values()) {
            all.add(new SecurityFact.AccountChanged(change));
        }
        for (PeerIdentity.How how : PeerIdentity.How.values()) {
            all.add(new SecurityFact.SigningKeySaid(how));
        }
    }
}
