// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Optional;

/**
 * What the user trusts and shows by TLS for one account, beside the authorities of this machine. Each can be taken back.
 *
 * @param account its address
 * @param caFile a PEM file with further authorities
 */
public record AccountTrust(
        String account, Optional<CertificatePin> pin, Optional<String> caFile, Optional<ClientCertificate> client) {

    public boolean isEmpty() {
        return pin.isEmpty() && caFile.isEmpty() && client.isEmpty();
    }
}
