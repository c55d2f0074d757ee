// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

/** Why an algorithm is one to think twice about. */
enum Caution {
    NONE,
    /** A group of a size that is not expected to hold for long. */
    SHORT_GROUP,
    /** A tag of 32 bits. */
    SHORT_TAG,
    /** No new secret in the call. */
    REUSED_SECRET,
    SLOW,
    /** Beside a key agreement that withstands a quantum computer, which halves what the bits of this are worth. */
    SHORT_BESIDE_QUANTUM,
    /** No algorithm of this version. */
    UNKNOWN,
    /** On, in a list that is too long for it. */
    SURPLUS
}
