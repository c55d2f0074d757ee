// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

/**
 * What a call has to come up to beyond what its encryption setting says.
 *
 * @param metWithZrtp whether earlier calls under the peer's address were encrypted by ZRTP: less than that is an alarm
 * @param verifiedOnly whether the user's voice waits until the code was compared, now or in an earlier call
 * @param zrtp whether ZRTP may make keys; without it nobody looks for the peer's
 */
public record Demand(boolean metWithZrtp, boolean verifiedOnly, boolean zrtp) {

    public static final Demand NONE = new Demand(false, false);

    public Demand(boolean metWithZrtp, boolean verifiedOnly) {
        this(metWithZrtp, verifiedOnly, true);
    }
}
