// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import org.securecall.media.srtp.SrtpSender;

/** In which way voice may leave now. */
sealed interface Outgoing {

    /** Not at all. */
    record Withheld() implements Outgoing {}

    /** As plain RTP. */
    record Clear() implements Outgoing {}

    /** Under these keys, which the sending thread owns. */
    record Secured(SrtpSender srtp) implements Outgoing {}
}
