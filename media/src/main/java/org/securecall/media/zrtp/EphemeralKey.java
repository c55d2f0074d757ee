// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** One side's fresh key pair for one exchange. The private half stays inside, as far as the JVM allows. */
sealed interface EphemeralKey extends AutoCloseable permits KeyShare, KemKeyPair {

    KeyScheme<?> scheme();

    @Override
    void close();
}
