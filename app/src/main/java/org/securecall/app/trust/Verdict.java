// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import org.securecall.app.api.Security;

/**
 * What a call's security is, and what the program does about it.
 *
 * @param microphoneBlocked no voice of the user leaves until the user has decided
 * @param deafened nothing of the peer's voice is played
 */
public record Verdict(Security security, boolean microphoneBlocked, boolean deafened) {}
