// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.Optional;

/**
 * Whom a TLS server must prove to be, and by which authorities. Connections are kept apart by it.
 *
 * @param name the SIP domain, or the server that the user named (RFC 5922 §7.3): a host name or an address literal
 * @param caFile a PEM file with authorities to trust besides the system's
 */
record TlsIdentity(String name, Optional<String> caFile) {}
