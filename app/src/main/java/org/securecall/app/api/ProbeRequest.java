// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Optional;

/**
 * An account to try out, stored or not. What is empty is as it is stored for this address, if it is.
 *
 * @param password wiped by the telephone
 * @param pin the SHA-256 of the only certificate to be accepted
 */
public record ProbeRequest(
        AccountSpec spec, Optional<char[]> password, Optional<String> pin, Optional<ClientKeyFile> clientKey) {

    @Override
    public String toString() {
        return "ProbeRequest[" + spec + "]";
    }
}
