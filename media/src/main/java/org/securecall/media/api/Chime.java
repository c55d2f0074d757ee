// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/** A short sound for the user alone; the peer never hears it. */
public enum Chime {
    /** The call is encrypted. */
    SECURED,
    /** The call is not encrypted. */
    OPEN,
    /** Something is wrong with the encryption of the call: look at the window. */
    ALARM
}
