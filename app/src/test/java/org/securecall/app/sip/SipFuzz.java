// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.text.ParseException;
import java.util.concurrent.atomic.AtomicInteger;

/** SIP messages behind the limits: a fuzz target. Whatever comes, it is a message or a ParseException. */
public final class SipFuzz {

    private static final AtomicInteger TOLD = new AtomicInteger();

    private SipFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        LimitingParser parser = new LimitingParser(new MalformedCounter(event -> TOLD.incrementAndGet()));
        try {
            parser.parseSIPMessage(data, true, true, null);
        } catch (ParseException e) {
            if (TOLD.get() < 1) {
                throw new IllegalStateException("Nobody was told", e);
            }
        }
    }
}
