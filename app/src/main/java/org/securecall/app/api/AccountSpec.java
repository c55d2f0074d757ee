// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Optional;

/**
 * What the user says about an account. The password is given apart and never comes back.
 *
 * @param address such as {@code sip:alice@example.org}; names the account
 * @param displayName what callees are shown, possibly empty
 * @param authUser the name for digest authentication; empty for the address's user part
 * @param transport how the registrar is reached
 * @param registrar {@code HOST} or {@code HOST:PORT}; empty for what the address's domain says (RFC 3263)
 * @param caFile a PEM file with further certificate authorities to trust for this account
 * @param enabled whether it registers
 */
public record AccountSpec(
        String address,
        String displayName,
        Optional<String> authUser,
        Transport transport,
        Optional<String> registrar,
        Optional<String> caFile,
        boolean enabled) {}
