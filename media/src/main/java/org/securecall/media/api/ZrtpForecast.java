// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/**
 * What two telephones come to in a Diffie-Hellman exchange. The key agreement is the same either way; of the other kinds the
 * initiator takes what it likes best, and which side that is shows only in the call: whoever's Commit wins (RFC 6189 §4.2).
 *
 * @param asInitiator when this side sends the Commit
 * @param asResponder when the peer does, and chooses as this program would
 * @param preshared both sides list Preshared mode: once the code was compared, most calls use the secret of earlier ones instead
 */
public record ZrtpForecast(ZrtpSuite asInitiator, ZrtpSuite asResponder, boolean preshared) {

    /** Whether it matters which side begins. */
    public boolean roleDecides() {
        return !asInitiator.equals(asResponder);
    }

    public ZrtpSuite as(boolean initiator) {
        return initiator ? asInitiator : asResponder;
    }
}
