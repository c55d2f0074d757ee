// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.ClientKey;

/** What one handshake shows of this side, if the server asks; remembers whether it did. Used after the server proved its name. */
final class ClientKeys extends X509ExtendedKeyManager {

    private static final String ALIAS = "account";

    private final Optional<ClientKey> key;
    private volatile boolean asked;
    private volatile boolean shown;

    ClientKeys(Optional<ClientKey> key) {
        this.key = key;
    }

    /** Whether the server asked for a certificate. */
    boolean asked() {
        return asked;
    }

    /** Whether it got one. */
    boolean shown() {
        return shown;
    }

    @Override
    public @Nullable String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        asked = true;
        if (key.isPresent() && Arrays.asList(keyTypes).contains(key.get().algorithm())) {
            shown = true;
            return ALIAS;
        }
        return null;
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        return key.map(k -> k.chain().toArray(X509Certificate[]::new)).orElse(null);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        try {
            return key.isPresent() ? key.get().privateKey() : null;
        } catch (GeneralSecurityException | IllegalStateException e) {
            // Unusable, or taken back while the handshake ran: the server gets none.
            return null;
        }
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal[] issuers) {
        return key.isPresent() ? new String[] {ALIAS} : null;
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return null;
    }
}
