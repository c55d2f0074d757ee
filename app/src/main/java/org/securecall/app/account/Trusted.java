// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.util.List;
import org.securecall.app.api.AccountTrust;

/** What is trusted and shown by TLS, over all accounts. */
public final class Trusted {

    private Trusted() {}

    /** One for each account. */
    public static List<AccountTrust> of(AccountStore accounts, TlsStore tls) {
        return accounts.accounts().stream()
                .map(spec -> new AccountTrust(
                        spec.address(),
                        tls.pin(spec.address()),
                        spec.caFile(),
                        tls.clientKey(spec.address()).map(key -> key.card(spec.address()))))
                .toList();
    }
}
