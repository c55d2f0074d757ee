// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How the user agent listens and names itself.
 *
 * @param bind the local address to listen on; empty for all
 * @param sipPort 1 to 65535, 0 for any free one; empty for 5060, or any free one when that is taken
 * @param userAgent the User-Agent header, such as {@code SecureCall/0.1.0}
 */
public record SipOptions(Optional<InetAddress> bind, OptionalInt sipPort, String userAgent) {}
