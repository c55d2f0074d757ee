// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.io.IOException;

/** No way to a target, with what to tell the user. */
final class FlowException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient SipFailure failure;

    FlowException(SipFailure failure, Throwable cause) {
        super(failure.sentence(), cause);
        this.failure = failure;
    }

    SipFailure failure() {
        return failure;
    }
}
