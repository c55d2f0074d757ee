// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpLifetime;
import org.securecall.media.srtp.SrtpReceiver;

/** What {@link Sending} is for the other direction. */
record Receiving(SrtpReceiver voice, SrtpReceiver reports) {
    static Receiving of(SrtpKeys keys) {
        return of(keys, SrtpLifetime.FULL);
    }

    static Receiving of(SrtpKeys keys, SrtpLifetime lifetime) {
        return new Receiving(keys.receiver(lifetime), keys.receiver(lifetime));
    }

    /** Goes on counting where the former keys stop (RFC 3711 §3.3.1). */
    void replaces(Receiving former) {
        voice.replaces(former.voice);
        reports.replaces(former.reports);
    }
}
