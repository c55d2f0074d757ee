// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.SecurityFact;

/** The words for what happened to an account, and to what the user chose. */
final class AccountWords {

    private final LogTexts texts;
    private final Names names;

    AccountWords(LogTexts texts, Names names) {
        this.texts = texts;
        this.names = names;
    }

    String servers(List<String> hosts) {
        return hosts.stream().map(names::server).collect(Collectors.joining(", "));
    }

    String registration(SecurityFact.RegistrationChanged changed) {
        String transport = changed.transport().token().toUpperCase(Locale.ROOT);
        return switch (changed.state()) {
            case UNREGISTERED -> texts.get("registration.off");
            case REGISTERING -> texts.get("registration.begins", transport);
            case REGISTERED -> texts.get("registration.done", transport);
            case FAILED -> texts.get("registration.failed", transport, names.free(changed.reason()));
        };
    }

    String certificate(SecurityFact.CertificateShown shown) {
        String hosts = servers(shown.names());
        String judged = switch (shown.verdict()) {
            case TRUSTED -> texts.get("certificate.trusted", hosts);
            case PINNED -> texts.get("certificate.pinned", hosts);
            case UNKNOWN_ISSUER -> texts.get("certificate.issuer", hosts);
            case SELF_SIGNED -> texts.get("certificate.self", hosts);
            case PIN_CHANGED -> texts.get("certificate.changed", hosts);
            case WRONG_NAME -> texts.get("certificate.name", hosts);
            case EXPIRED -> texts.get("certificate.expired", hosts);
            case NOT_YET_VALID -> texts.get("certificate.early", hosts);
            case WEAK -> texts.get("certificate.weak", hosts);
            case INVALID -> texts.get("certificate.invalid", hosts);
        };
        return shown.protocol().isEmpty()
                ? judged
                : judged + " " + texts.get("certificate.protocol", shown.protocol(), shown.suite());
    }

    String changed(SecurityFact.Change change) {
        return switch (change) {
            case ADDED -> texts.get("account.added");
            case REMOVED -> texts.get("account.removed");
            case PINNED -> texts.get("account.pinned");
            case UNPINNED -> texts.get("account.unpinned");
            case CLIENT_CERTIFICATE -> texts.get("account.client");
            case NO_CLIENT_CERTIFICATE -> texts.get("account.no.client");
        };
    }

    String preset(AlgorithmPreset preset) {
        return switch (preset) {
            case RECOMMENDED -> texts.state("preset.recommended");
            case STRONGEST -> texts.state("preset.strongest");
            case COMPATIBLE -> texts.state("preset.compatible");
            case CUSTOM -> texts.state("preset.custom");
        };
    }

    String signingKey(PeerIdentity.How how) {
        return switch (how) {
            case MET -> texts.get("signing.met");
            case TYPED -> texts.get("signing.typed");
            case SCANNED -> texts.get("signing.scanned");
            case COMPARED -> texts.get("signing.compared");
            case REVOKED -> texts.get("signing.revoked");
        };
    }
}
