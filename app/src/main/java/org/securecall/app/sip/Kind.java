// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

/** What may be logged of an exception: JAIN-SIP puts whole messages, digests and session descriptions into its texts. */
final class Kind {

    private Kind() {}

    /** Kinds from the outermost to the cause, and where the last was thrown; no texts. */
    static String of(Throwable thrown) {
        StringBuilder kinds = new StringBuilder();
        Throwable innermost = thrown;
        for (Throwable t = thrown; t != null && kinds.length() < 400; t = t.getCause()) {
            kinds.append(kinds.isEmpty() ? "" : " by ").append(t.getClass().getSimpleName());
            innermost = t;
        }
        StackTraceElement[] trace = innermost.getStackTrace();
        return trace.length == 0
                ? kinds.toString()
                : kinds + " at " + trace[0].getClassName() + ":" + trace[0].getLineNumber();
    }
}
