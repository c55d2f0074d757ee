// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/**
 * A code was compared, and agreed.
 *
 * @param identity confirmed from now on
 * @param device what the device is called whose certificate was shown; empty where it was the identity's own code
 * @param secret whether the code held a secret, which the next call with the person uses
 */
public record IdentityCheck(PeerIdentity identity, String device, boolean secret) {}
