// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.KeyAlarm;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.Security;
import org.securecall.app.api.SecurityEntry.Subject;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.api.Transport;
import org.securecall.app.securitylog.RecordedLog;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.api.ZrtpSuite;

/** What the security log says after an account was registered and two calls were made. */
final class Logged {

    static final Subject.OfCall BOBS =
            new Subject.OfCall(new CallId("c1"), 1, CallSnapshot.Direction.OUTGOING, "Bob Builder");
    static final Subject.OfCall CAROLS =
            new Subject.OfCall(new CallId("c2"), 2, CallSnapshot.Direction.INCOMING, "Carol Christie");
    static final Subject.OfAccount ACCOUNT = new Subject.OfAccount(1, "sip:me@example.org");

    private Logged() {}

    /** 14 entries, of which two are warnings. */
    static void fill(ScriptedPhone phone) {
        RecordedLog log = phone.securityLog();
        log.add(new Subject.OfProgram(), new SecurityFact.Started("1.0"));
        log.add(
                ACCOUNT,
                new SecurityFact.RegistrationChanged(AccountSnapshot.Registration.REGISTERING, Transport.TLS, 0, ""));
        log.add(
                ACCOUNT,
                new SecurityFact.CertificateShown(
                        CertificateVerdict.TRUSTED, List.of("sip.example.org"), "TLSv1.3", "TLS_AES_256_GCM_SHA384"));
        log.add(
                ACCOUNT,
                new SecurityFact.RegistrationChanged(AccountSnapshot.Registration.REGISTERED, Transport.TLS, 200, ""));
        log.add(
                BOBS,
                new SecurityFact.CallBegan(
                        CallSnapshot.Direction.OUTGOING,
                        Encryption.PREFER,
                        true,
                        false,
                        List.of(KeyingMethod.values())));
        log.add(BOBS, new SecurityFact.Signalling(true, List.of("sip.example.org"), false));
        log.add(BOBS, new SecurityFact.ZrtpHeard());
        ZrtpOffer offer = new ZrtpOffer(
                Map.of(Kind.KEY_AGREEMENT, List.of("X255", "DH3k"), Kind.CIPHER, List.of("AES3", "AES1")));
        log.add(BOBS, new SecurityFact.OffersCompared(offer, offer));
        log.add(
                BOBS,
                new SecurityFact.AlgorithmsChosen(
                        new ZrtpSuite("X255", "S256", "AES3", "HS80", "B256"),
                        true,
                        ZrtpDetails.Mode.DIFFIE_HELLMAN,
                        Map.of(Kind.KEY_AGREEMENT, ZrtpReason.FIRST_OF_BOTH, Kind.CIPHER, ZrtpReason.FIRST_OF_OURS)));
        log.add(BOBS, new SecurityFact.HashCompared(ZrtpDetails.HelloHash.MATCH));
        log.add(
                BOBS,
                new SecurityFact.SecretsCompared(
                        ZrtpDetails.Secrets.MATCH,
                        Optional.of(Instant.parse("2026-10-01T12:00:00Z")),
                        true,
                        true,
                        KeyStanding.VERIFIED));
        log.add(CAROLS, new SecurityFact.HashCompared(ZrtpDetails.HelloHash.ABSENT));
        log.add(CAROLS, new SecurityFact.KeyChanged(KeyAlarm.SECRETS_DIFFER));
        log.add(CAROLS, new SecurityFact.Judged(Security.State.CHANGED, true));
    }
}
