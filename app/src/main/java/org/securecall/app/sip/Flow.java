// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;

/**
 * A way to a target that is open: for TCP and TLS connected, for TLS also verified.
 *
 * @param local this machine's address towards the target
 * @param localPort this end of the connection; for UDP the port that is listened on
 */
record Flow(SipLine line, Target target, InetAddress local, int localPort, Optional<ServerCertificate> certificate) {

    Transport transport() {
        return target.transport();
    }

    boolean secure() {
        return target.transport() == Transport.TLS;
    }

    /** Whether it is the line's connection to there. */
    boolean at(SipLine itsLine, InetSocketAddress peer) {
        return line.equals(itsLine) && target.socketAddress().equals(peer) && transport() != Transport.UDP;
    }
}
