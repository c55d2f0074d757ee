// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.parser.ParseExceptionListener;
import gov.nist.javax.sip.parser.StringMsgParser;
import java.text.ParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JAIN-SIP's parser behind limits: how long a line, how many lines, and nothing that it would never come to the end of; and whatever it
 * throws is a {@link ParseException}.
 */
final class LimitingParser extends StringMsgParser {

    private static final int MAX_LINE = 8192;
    private static final int MAX_LINES = 256;

    /** By both of its names (RFC 3261 §7.3.3), as it may be written. */
    private static final Pattern VIA =
            Pattern.compile("(?:via|v)[ \\t]*:.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final MalformedCounter malformed;

    LimitingParser(MalformedCounter malformed) {
        this.malformed = malformed;
    }

    @Override
    public @Nullable SIPMessage parseSIPMessage(
            byte[] message, boolean readBody, boolean strict, @Nullable ParseExceptionListener listener)
            throws ParseException {
        try {
            checkLimits(message);
            return super.parseSIPMessage(message, readBody, strict, listener);
        } catch (ParseException e) {
            malformed.count("A message that is not valid SIP was dropped.");
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            // The parser indexes arrays by what the peer sent; its thread must not end by that.
            malformed.count("A message that is not valid SIP was dropped.");
            throw new ParseException("Not SIP", 0);
        }
    }

    /**
     * A comment in Via, which RFC 3261 does not have, makes JAIN-SIP read on behind its end, until memory is used up, where a backslash
     * in it stands before the end.
     */
    @Override
    protected void processHeader(
            String header, SIPMessage message, @Nullable ParseExceptionListener listener, byte[] raw)
            throws ParseException {
        if (header.indexOf('(') >= 0 && VIA.matcher(header).matches()) {
            throw new ParseException("A comment in Via", 0);
        }
        super.processHeader(header, message, listener, raw);
    }

    private static void checkLimits(byte[] message) throws ParseException {
        int lines = 0;
        int start = 0;
        for (int i = 0; i < message.length; i++) {
            if (message[i] != '\n') {
                if (i - start > MAX_LINE) {
                    throw new ParseException("A header line is too long", i);
                }
                continue;
            }
            boolean blank = i == start || (i == start + 1 && message[start] == '\r');
            if (blank && lines > 0) {
                return;
            }
            start = i + 1;
            if (++lines > MAX_LINES) {
                throw new ParseException("Too many header lines", i);
            }
        }
    }
}
