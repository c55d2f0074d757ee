// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.Optional;

/**
 * The one certificate that an account's servers may show, whoever vouches for others.
 *
 * @param account its address
 * @param sha256 upper-case pairs with colons
 * @param since when the user pinned it
 * @param subject as it was shown then; empty where the fingerprint alone was given, and so the next two
 */
public record CertificatePin(
        String account, String sha256, Instant since, String subject, String issuer, Optional<Instant> notAfter) {}
