// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.Optional;
import org.securecall.app.api.ServerCertificate;

/**
 * Why something did not work.
 *
 * @param code the SIP status; 0 where none came
 * @param sentence for the user
 * @param certificate what a TLS server showed before it was refused
 */
record SipFailure(int code, String sentence, Optional<ServerCertificate> certificate) {

    static SipFailure of(String sentence) {
        return new SipFailure(0, sentence, Optional.empty());
    }
}
