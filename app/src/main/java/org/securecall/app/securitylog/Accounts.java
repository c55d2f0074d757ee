// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountTrust;
import org.securecall.app.api.SecurityEntry.Subject;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.api.SecurityFact.Change;
import org.securecall.app.api.ServerCertificate;

/** The accounts as the log knows them, and what is new about each. Belongs to the call loop. */
final class Accounts {

    /** What the log said last. */
    private record Known(
            Subject.OfAccount subject,
            AccountSnapshot.Registration registration,
            String reason,
            Optional<ServerCertificate> certificate) {}

    private final Map<String, Subject.OfAccount> subjects = new LinkedHashMap<>();
    private final Map<String, Known> known = new LinkedHashMap<>();
    private Map<String, AccountTrust> trust;

    /** @param trust what is trusted and shown by TLS as the log begins */
    Accounts(List<AccountTrust> trust) {
        this.trust = byAccount(trust);
    }

    /** Always the same for the same address, also when the account was removed meanwhile. */
    Subject.OfAccount subject(String address) {
        return subjects.computeIfAbsent(address, one -> new Subject.OfAccount(subjects.size() + 1, one));
    }

    /** What the account's server showed last. */
    Optional<ServerCertificate> certificate(String address) {
        return Optional.ofNullable(known.get(address)).flatMap(Known::certificate);
    }

    /** What is new since the account was told of last. */
    List<SecurityFact> registration(AccountSnapshot account) {
        Subject.OfAccount subject = subject(account.spec().address());
        @Nullable
        Known before = known.put(
                subject.address(), new Known(subject, account.registration(), account.reason(), account.certificate()));
        List<SecurityFact> facts = new ArrayList<>();
        // The certificate is shown before the server answers.
        Optional<ServerCertificate> card = account.certificate();
        if (card.isPresent() && (before == null || !sameCard(before.certificate(), card.get()))) {
            facts.add(new SecurityFact.CertificateShown(
                    card.get().verdict(),
                    card.get().names(),
                    card.get().protocol(),
                    card.get().suite()));
        }
        boolean news = before == null
                || before.registration() != account.registration()
                || !before.reason().equals(account.reason());
        if (news) {
            facts.add(new SecurityFact.RegistrationChanged(
                    account.registration(), account.spec().transport(), account.code(), account.reason()));
        }
        return facts;
    }

    private static boolean sameCard(Optional<ServerCertificate> before, ServerCertificate now) {
        return before.filter(card -> card.sha256().equals(now.sha256()) && card.verdict() == now.verdict())
                .isPresent();
    }

    interface News {
        void tell(Subject.OfAccount account, Change change);
    }

    /** Which accounts came or went, and what the user trusts otherwise than before. */
    void changed(List<AccountTrust> now, News news) {
        Map<String, AccountTrust> then = trust;
        trust = byAccount(now);
        then.keySet().stream().filter(address -> !trust.containsKey(address)).forEach(address -> {
            known.remove(address);
            news.tell(subject(address), Change.REMOVED);
        });
        trust.forEach((address, is) -> {
            @Nullable AccountTrust was = then.get(address);
            if (was == null) {
                news.tell(subject(address), Change.ADDED);
            }
            Optional<String> pinBefore =
                    Optional.ofNullable(was).flatMap(AccountTrust::pin).map(pin -> pin.sha256());
            Optional<String> pin = is.pin().map(one -> one.sha256());
            if (!pin.equals(pinBefore)) {
                news.tell(subject(address), pin.isPresent() ? Change.PINNED : Change.UNPINNED);
            }
            var clientBefore = Optional.ofNullable(was).flatMap(AccountTrust::client);
            if (!is.client().equals(clientBefore)) {
                news.tell(
                        subject(address),
                        is.client().isPresent() ? Change.CLIENT_CERTIFICATE : Change.NO_CLIENT_CERTIFICATE);
            }
        });
    }

    private static Map<String, AccountTrust> byAccount(List<AccountTrust> trust) {
        Map<String, AccountTrust> all = new LinkedHashMap<>();
        trust.forEach(one -> all.put(one.account(), one));
        return all;
    }
}
