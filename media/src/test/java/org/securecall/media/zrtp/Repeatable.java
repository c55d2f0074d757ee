// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;
import java.util.SplittableRandom;

/** Cheap and the same in every run: for explorations alone. */
final class Repeatable extends SecureRandom {

    private final transient SplittableRandom dice;

    Repeatable(long seed) {
        super(null, null);
        dice = new SplittableRandom(seed);
    }

    @Override
    public void nextBytes(byte[] bytes) {
        dice.nextBytes(bytes);
    }
}
