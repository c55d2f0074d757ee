// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpLifetime;
import org.securecall.media.srtp.SrtpSender;

/** Voice and RTCP belong to different threads, so each has contexts of its own under the same keys. */
record Sending(SrtpSender voice, SrtpSender reports) {
    static Sending of(SrtpKeys keys) {
        return of(keys, SrtpLifetime.FULL);
    }

    static Sending of(SrtpKeys keys, SrtpLifetime lifetime) {
        return new Sending(keys.sender(lifetime), keys.sender(lifetime));
    }

    /** Goes on counting where the former keys stop (RFC 3711 §3.3.1). */
    void replaces(Sending former) {
        voice.replaces(former.voice);
        reports.replaces(former.reports);
    }
}
