// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/** A telephone of another make, whose keys can be taken over. */
public enum OtherTelephone {
    LINPHONE,
    JITSI,
    TWINKLE
}
