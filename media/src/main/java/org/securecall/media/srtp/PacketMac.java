// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

/** A message authentication code under one key. */
sealed interface PacketMac extends AutoCloseable permits HmacSha1, Skein512 {

    /**
     * Fills {@code tag} with the code over the beginnings of {@code data} and, after it, of {@code suffix}.
     *
     * @param tag no longer than the code
     */
    void mac(byte[] data, int length, byte[] suffix, int suffixLength, byte[] tag);

    /** Wipes what can be wiped of the key. */
    @Override
    void close();
}
