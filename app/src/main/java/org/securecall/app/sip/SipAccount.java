// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.Optional;
import java.util.function.Supplier;
import org.securecall.app.account.ClientKey;
import org.securecall.app.api.AccountSpec;

/**
 * An account with the way to its password, which is asked for when a challenge comes and wiped after use.
 *
 * @param password gives a fresh array each time, possibly empty
 * @param pin the fingerprint of the only certificate that its servers may show, upper-case pairs with colons
 * @param clientKey what it shows its servers of itself by TLS; stays with whoever made this
 */
public record SipAccount(
        AccountSpec spec, Supplier<char[]> password, Optional<String> pin, Optional<ClientKey> clientKey) {

    /** Without pin and client certificate. */
    public SipAccount(AccountSpec spec, Supplier<char[]> password) {
        this(spec, password, Optional.empty(), Optional.empty());
    }
}
