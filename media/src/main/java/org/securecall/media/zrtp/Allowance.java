// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** How often something that anybody can send is still answered. */
final class Allowance {

    private int left;

    Allowance(int times) {
        this.left = times;
    }

    /** Whether it is answered this time too. */
    boolean take() {
        return left > 0 && left-- > 0;
    }
}
