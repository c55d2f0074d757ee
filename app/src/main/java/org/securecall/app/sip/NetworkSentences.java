// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** What the network said, in one sentence each. */
final class NetworkSentences {

    private NetworkSentences() {}

    static SipFailure of(IOException e, Target target) {
        String server = "The server";
        String sentence = switch (e) {
            case SocketTimeoutException timeout -> server + " does not answer.";
            case NoRouteToHostException route -> server + " cannot be reached from this network.";
            case ConnectException refused
            when refusedByPeer(refused) ->
                server + " refused the connection on port " + target.port() + " ("
                        + target.transport().name() + ").";
            case ConnectException timeout when said(timeout, "timed out") -> server + " does not answer.";
            case SSLException unreadable
            when isAboutTheCertificate(unreadable) -> server + "'s certificate cannot be read, or is too large.";
            case SSLException tls -> server + " does not speak TLS as it should.";
            default -> "The connection to the server failed.";
        };
        return new SipFailure(0, sentence, Optional.empty());
    }

    /** JSSE reads a certificate before anything of ours does, and refuses messages of more than 32 KB. */
    private static boolean isAboutTheCertificate(SSLException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException
                    || String.valueOf(cause.getMessage()).contains("size of the handshake message")) {
                return true;
            }
        }
        return false;
    }

    private static boolean refusedByPeer(ConnectException e) {
        return said(e, "refused");
    }

    private static boolean said(ConnectException e, String word) {
        return e.getMessage() != null && e.getMessage().toLowerCase(Locale.ROOT).contains(word);
    }
}
