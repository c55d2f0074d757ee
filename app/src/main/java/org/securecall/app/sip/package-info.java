// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The SIP user agent: JAIN-SIP's transport and transactions (RFC 3261), and over them dialogs and registrations of our own, TLS
 * with SIP identities (RFC 5922), digest (RFC 7616, RFC 8760), server location (RFC 3263), symmetric responses (RFC 3581) and
 * UPDATE (RFC 3311).
 *
 * <p>Each call and each registration owns its state through {@link org.securecall.app.sip.SerialTasks}, which run on virtual
 * threads; JAIN-SIP's threads and the timer only post to them. What is heard goes to the listener from any of these threads.
 */
@NullMarked
package org.securecall.app.sip;

import org.jspecify.annotations.NullMarked;
