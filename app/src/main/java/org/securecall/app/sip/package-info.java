// SPDX-License-Identifier: GPL-3.0-or-later
/** The SIP user agent over JAIN-SIP (RFC 3261), its TLS (RFC 5922), digest (RFC 8760) and server location (RFC 3263). Owns no
 * call state: what it hears is posted to the call loop. */
@NullMarked
package org.securecall.app.sip;

import org.jspecify.annotations.NullMarked;
