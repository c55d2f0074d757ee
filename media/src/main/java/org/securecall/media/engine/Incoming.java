// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import org.securecall.media.srtp.SrtpReceiver;

/** Which voice is believed now. */
sealed interface Incoming {

    /** None. */
    record Withheld() implements Incoming {}

    /** Plain RTP. */
    record Clear() implements Incoming {}

    /** What these keys authenticate, which the receiving thread owns, and nothing else. */
    record Secured(SrtpReceiver srtp) implements Incoming {}
}
