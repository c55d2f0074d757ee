// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.securecall.app.account.AccountRules;
import org.securecall.app.account.AccountStore;
import org.securecall.app.account.ClientKey;
import org.securecall.app.account.Fingerprints;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.Passwords;
import org.securecall.app.account.TlsStore;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.ProbeListener;
import org.securecall.app.api.ProbeRequest;
import org.securecall.media.secret.SecretBytes;

/** Opens try-outs of accounts: what the request leaves open is as it is stored. */
public final class Probes {

    private Probes() {}

    /**
     * Blocks for as long as it takes to open a file with a client certificate.
     *
     * @throws InvalidEntryException when the account or the file cannot be used, with the reason
     */
    public static AccountProbe open(
            SipUserAgent agent, AccountStore accounts, TlsStore tls, ProbeRequest request, ProbeListener listener)
            throws InvalidEntryException {
        Optional<SecretBytes> password = request.password().map(Passwords::bytes);
        request.password().ifPresent(chars -> Arrays.fill(chars, '\0'));
        boolean open = false;
        try {
            AccountSpec spec = AccountRules.checked(request.spec());
            Optional<String> pin = request.pin().isPresent()
                    ? Optional.of(Fingerprints.parse(request.pin().get()))
                    : tls.pin(spec.address()).map(CertificatePin::sha256);
            Optional<ClientKey> key = request.clientKey().isPresent()
                    ? Optional.of(ClientKey.read(request.clientKey().get()))
                    : tls.clientKey(spec.address()).map(ClientKey::copy);
            Supplier<char[]> way = password.isPresent()
                    ? () -> Passwords.chars(password.get())
                    : () -> accounts.password(spec.address());
            AccountProbe probe = agent.probe(new SipAccount(spec, way, pin, key), listener, () -> {
                password.ifPresent(SecretBytes::close);
                key.ifPresent(ClientKey::close);
            });
            open = true;
            return probe;
        } finally {
            request.clientKey().ifPresent(file -> Arrays.fill(file.password(), '\0'));
            if (!open) {
                password.ifPresent(SecretBytes::close);
            }
        }
    }
}
