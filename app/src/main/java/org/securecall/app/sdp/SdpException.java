// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

/** Not a session description. The message names the fault and holds nothing of the text, which may hold keys. */
public final class SdpException extends Exception {

    private static final long serialVersionUID = 1;

    SdpException(String message) {
        super(message);
    }
}
