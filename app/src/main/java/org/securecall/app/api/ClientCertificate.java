// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;

/**
 * What an account shows its servers of itself by TLS. The key that goes with it never comes back.
 *
 * @param account its address
 * @param sha256 upper-case pairs with colons
 */
public record ClientCertificate(
        String account, String subject, String issuer, Instant notBefore, Instant notAfter, String sha256) {}
