// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;

/** A telephone's contacts, keys and accounts, as they could be after some weeks of use. */
final class People {

    private static final Instant NOW = Instant.parse("2026-11-20T10:15:00Z");

    private People() {}

    static void fill(ScriptedPhone phone) {
        for (Contact contact : List.of(
                person("Alice Adler", true, List.of("Family"), "sip:alice@example.org"),
                person("Bob Builder", false, List.of("Choir", "Work"), "sip:bob@example.net", "sip:bob@192.0.2.9"),
                person("Carol Christie", false, List.of("Choir"), "sip:carol@example.org"),
                person("Office", true, List.of("Work"), "sip:desk@192.0.2.7"))) {
            phone.putContact(contact).toCompletableFuture().join();
        }
        phone.know(trust("sip:alice@example.org", "Alice Adler", true, "a3f09c1177de40b1c2d3e4f5", "Secure Call"));
        phone.know(trust("sip:bob@example.net", "", false, "19c2d3e4f5a6b7c8d9e0f1a2", "LINPHONE-ZRTPCPP"));
        phone.know(trust("practice", "Practice peer", true, "c0ffee00c0ffee00c0ffee00", "Secure Call"));
        phone.offer(
                "a3f09c1177de40b1c2d3e4f5",
                offer("X255,E255,EC25,DH3k,Mult", "S256,S384", "AES3,AES1", "HS80,HS32", "B256,B32"));
        phone.offer("19c2d3e4f5a6b7c8d9e0f1a2", offer("X255,X448,DH3k", "S256,S384", "AES1,AES3", "HS32,HS80", "B32"));
        phone.account(registered("sip:me@example.org"));
    }

    static Contact person(String name, boolean favourite, List<String> groups, String... uris) {
        return new Contact(0, name, List.of(uris), groups, Optional.empty(), favourite, ContactPolicy.DEFAULT, false);
    }

    /** A Hello message's five lists, with commas between the names. */
    static ZrtpOffer offer(String keyAgreements, String hashes, String ciphers, String authTags, String sas) {
        return new ZrtpOffer(Map.of(
                Kind.KEY_AGREEMENT, List.of(keyAgreements.split(",")),
                Kind.HASH, List.of(hashes.split(",")),
                Kind.CIPHER, List.of(ciphers.split(",")),
                Kind.AUTH_TAG, List.of(authTags.split(",")),
                Kind.SAS, List.of(sas.split(","))));
    }

    static ContactTrust trust(String uri, String name, boolean verified, String zid, String client) {
        return new ContactTrust(
                uri,
                zid,
                name,
                verified,
                NOW.minus(40, ChronoUnit.DAYS),
                NOW.minus(2, ChronoUnit.HOURS),
                client,
                Optional.of(NOW.plus(90, ChronoUnit.DAYS)),
                verified ? KeyStanding.VERIFIED : KeyStanding.UNVERIFIED);
    }

    static AccountSpec account(String address, Transport transport) {
        return new AccountSpec(address, "", Optional.empty(), transport, Optional.empty(), Optional.empty(), true);
    }

    static AccountSnapshot registered(String address) {
        return new AccountSnapshot(
                account(address, Transport.TLS),
                AccountSnapshot.Registration.REGISTERED,
                200,
                "",
                Optional.of(certificate(CertificateVerdict.TRUSTED)));
    }

    static AccountSnapshot failed(String address, String reason) {
        return new AccountSnapshot(
                account(address, Transport.TLS),
                AccountSnapshot.Registration.FAILED,
                0,
                reason,
                Optional.of(certificate(CertificateVerdict.UNKNOWN_ISSUER)));
    }

    /** An account whose server shows another certificate than the pinned one. */
    static AccountSnapshot blocked(String address) {
        return new AccountSnapshot(
                account(address, Transport.TLS),
                AccountSnapshot.Registration.FAILED,
                0,
                "The server shows another certificate than the one that is pinned: nothing was sent to it.",
                Optional.of(certificate(CertificateVerdict.PIN_CHANGED)));
    }

    /** The end of a try-out at this certificate. */
    static ProbeStep refused(ServerCertificate certificate) {
        return new ProbeStep(
                ProbeStep.Kind.CERTIFICATE,
                ProbeStep.Outcome.FAILED,
                "The server's certificate comes from nobody this machine trusts: it vouches for itself.",
                Duration.ofMillis(31),
                Optional.of(certificate));
    }

    static ServerCertificate certificate(CertificateVerdict verdict) {
        String end = verdict == CertificateVerdict.PIN_CHANGED ? "00" : "6E";
        return new ServerCertificate(
                List.of("sip.example.org", "example.org"),
                0,
                "CN=sip.example.org",
                verdict == CertificateVerdict.SELF_SIGNED ? "CN=sip.example.org" : "CN=Example Authority R3",
                NOW.minus(30, ChronoUnit.DAYS),
                NOW.plus(60, ChronoUnit.DAYS),
                "3A:5F:07:C1:22:9B:EE:10:44:8D:71:0C:5B:F2:90:6E:3A:5F:07:C1:22:9B:EE:10:44:8D:71:0C:5B:F2:90:" + end,
                "TLSv1.3",
                "TLS_AES_256_GCM_SHA384",
                verdict);
    }
}
