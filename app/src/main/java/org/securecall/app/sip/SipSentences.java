// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import javax.sip.message.Response;

/** What a SIP status means to the user. */
final class SipSentences {

    static final String WRONG_PASSWORD = "The server refused the name or the password.";
    static final String NO_ANSWER = "No answer came from the server.";

    private SipSentences() {}

    /** Why a call ended. */
    static String call(int code) {
        return switch (code) {
            case 301, 302, 305, 380 -> "The call was redirected elsewhere, which is not followed.";
            case Response.UNAUTHORIZED, Response.PROXY_AUTHENTICATION_REQUIRED -> WRONG_PASSWORD;
            case Response.FORBIDDEN -> "The server does not allow this call.";
            case Response.NOT_FOUND, Response.DOES_NOT_EXIST_ANYWHERE, Response.GONE -> "Nobody has this address.";
            case Response.REQUEST_TIMEOUT -> "No answer came.";
            case Response.NOT_ACCEPTABLE, Response.NOT_ACCEPTABLE_HERE, 606, Response.UNSUPPORTED_MEDIA_TYPE ->
                "The two telephones found no common way to talk.";
            case Response.TEMPORARILY_UNAVAILABLE -> "The other side cannot be reached at the moment.";
            case Response.ADDRESS_INCOMPLETE -> "The address is incomplete.";
            case Response.BUSY_HERE, Response.BUSY_EVERYWHERE -> "The other side is busy.";
            case Response.REQUEST_TERMINATED -> "The call was cancelled.";
            case Response.DECLINE -> "The other side declined the call.";
            case Response.SERVICE_UNAVAILABLE -> "The server is overloaded or down.";
            default ->
                code >= 500 && code < 600
                        ? "The server failed (" + code + ")."
                        : "The call was refused (" + code + ").";
        };
    }

    /** Why a registration failed. */
    static String registration(int code) {
        return switch (code) {
            case Response.UNAUTHORIZED, Response.FORBIDDEN, Response.PROXY_AUTHENTICATION_REQUIRED -> WRONG_PASSWORD;
            case Response.NOT_FOUND -> "The server does not know this account.";
            case Response.REQUEST_TIMEOUT -> NO_ANSWER;
            case Response.SERVICE_UNAVAILABLE -> "The server is overloaded or down.";
            default -> "The server refused the registration (" + code + ").";
        };
    }
}
