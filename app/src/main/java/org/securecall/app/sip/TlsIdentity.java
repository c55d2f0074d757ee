// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.Optional;
import org.securecall.app.account.ClientKey;

/**
 * Whom a TLS server must prove to be, by which authorities or pin, and what it is shown of this side. Connections are kept apart by it.
 *
 * @param name the SIP domain, or the server that the user named (RFC 5922 §7.3): a host name or an address literal
 * @param caFile a PEM file with authorities to trust besides the system's
 * @param pin the fingerprint of the only certificate that is accepted, upper-case pairs with colons
 * @param clientKey shown to servers that ask for it
 */
record TlsIdentity(String name, Optional<String> caFile, Optional<String> pin, Optional<ClientKey> clientKey) {

    /** Without pin and client certificate. */
    TlsIdentity(String name, Optional<String> caFile) {
        this(name, caFile, Optional.empty(), Optional.empty());
    }

    /** Whether nothing is asked beyond what the authorities of this machine say. */
    boolean isUsual() {
        return caFile.isEmpty() && pin.isEmpty() && clientKey.isEmpty();
    }

    /** Whether the same server would be trusted, and shown the same, by this and the other; of another server it says nothing. */
    boolean trustsAs(TlsIdentity other) {
        return equals(other) || !name.equals(other.name);
    }

    /** Without anything that an account would add. */
    static TlsIdentity of(String name) {
        return new TlsIdentity(name, Optional.empty());
    }
}
