// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** Which SIP domains a certificate speaks for (RFC 5922 §7.1). */
final class SipIdentities {

    private static final int DNS_NAME = 2;
    private static final int UNIFORM_RESOURCE_IDENTIFIER = 6;
    private static final int IP_ADDRESS = 7;

    private SipIdentities() {}

    /** In lower case. Wildcards are left as they stand, so that they match nothing (RFC 5922 §7.2). */
    static Set<String> of(X509Certificate certificate) {
        Set<String> domains = new TreeSet<>();
        List<Name> names = names(certificate);
        for (Name name : names) {
            switch (name.type()) {
                case UNIFORM_RESOURCE_IDENTIFIER -> sipDomain(name.value()).ifPresent(domains::add);
                case DNS_NAME -> domains.add(normal(name.value()));
                default -> {}
            }
        }
        // RFC 5922 §7.1: the common name "if and only if the subjectAltName does not appear in the certificate".
        if (names.isEmpty()) {
            commonName(certificate).map(SipIdentities::normal).ifPresent(domains::add);
        }
        return domains;
    }

    /** Whether an address that the user named instead of a domain is among the certificate's. */
    static boolean holdsAddress(X509Certificate certificate, InetAddress address) {
        return names(certificate).stream()
                .filter(n -> n.type() == IP_ADDRESS)
                .flatMap(n -> ServerLocator.literal(n.value()).stream())
                .anyMatch(address::equals);
    }

    /** Names as a certificate card shows them. */
    static List<String> shown(X509Certificate certificate) {
        List<Name> names = names(certificate);
        return names.isEmpty()
                ? commonName(certificate).map(List::of).orElse(List.of())
                : names.stream().map(Name::value).toList();
    }

    static String normal(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    /** RFC 5922 §7.1: only the sip scheme, and no user part, names a domain. */
    private static Optional<String> sipDomain(String uri) {
        try {
            URI parsed = new URI(uri);
            if (!"sip".equalsIgnoreCase(parsed.getScheme())) {
                return Optional.empty();
            }
            String rest = parsed.getSchemeSpecificPart();
            int end = rest.indexOf(';');
            String host = end < 0 ? rest : rest.substring(0, end);
            return host.indexOf('@') >= 0 || host.indexOf(':') >= 0 ? Optional.empty() : Optional.of(normal(host));
        } catch (URISyntaxException notOne) {
            return Optional.empty();
        }
    }

    private record Name(int type, String value) {}

    private static List<Name> names(X509Certificate certificate) {
        List<Name> names = new ArrayList<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> name : all) {
                    if (name.get(0) instanceof Integer type && name.get(1) instanceof String value) {
                        names.add(new Name(type, value));
                    }
                }
            }
        } catch (CertificateParsingException unreadable) {
            // Names that cannot be read prove nothing; and a common name must not stand in for them.
            return List.of(new Name(-1, ""));
        }
        return names;
    }

    private static Optional<String> commonName(X509Certificate certificate) {
        X500Principal subject = certificate.getSubjectX500Principal();
        try {
            return new LdapName(subject.getName())
                    .getRdns().reversed().stream()
                            .filter(rdn -> "CN".equalsIgnoreCase(rdn.getType()))
                            .map(Rdn::getValue)
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .findFirst();
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
