// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Optional;

/**
 * What changes with an account about its TLS; what is empty stays as it is.
 *
 * @param pin the certificate that the user compared and wants to be the only one
 * @param clientKey what the account is to show of itself
 */
public record AccountTls(Optional<ServerCertificate> pin, Optional<ClientKeyFile> clientKey) {

    public static final AccountTls UNCHANGED = new AccountTls(Optional.empty(), Optional.empty());
}
