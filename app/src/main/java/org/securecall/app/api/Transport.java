// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.Locale;

/** How SIP messages travel. */
public enum Transport {
    UDP,
    TCP,
    TLS;

    /** As SIP addresses and the command line write it. */
    public String token() {
        return name().toLowerCase(Locale.ROOT);
    }
}
