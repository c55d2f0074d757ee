// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.Set;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** How requests are refused that no call asks for. */
final class OutOfDialog {

    private static final Set<String> KNOWN = Set.of(
            Request.REGISTER,
            Request.SUBSCRIBE,
            Request.NOTIFY,
            Request.MESSAGE,
            Request.PUBLISH,
            Request.PRACK,
            Request.REFER);

    private OutOfDialog() {}

    /** 405 for a method that exists and is not allowed here, 501 for one that is not known (RFC 3261 §8.2.1). */
    static int refusal(String method) {
        return switch (method) {
            case Request.REFER -> Response.DECLINE;
            default -> KNOWN.contains(method) ? Response.METHOD_NOT_ALLOWED : Response.NOT_IMPLEMENTED;
        };
    }
}
