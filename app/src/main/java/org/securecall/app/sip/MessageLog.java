// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Properties;
import javax.sip.SipStack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line for a message: which way, method or status, never an address, a header or a body. Public with a public
 * constructor because JAIN-SIP makes it by name.
 */
public final class MessageLog implements ServerLogger {

    private static final Logger LOG = LoggerFactory.getLogger("org.securecall.app.sip.messages");

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
        String way = sender ? "sent" : "received";
        switch (message) {
            case SIPRequest request -> LOG.trace("{} {}", way, request.getMethod());
            case SIPResponse response ->
                LOG.trace(
                        "{} {} for {}",
                        way,
                        response.getStatusCode(),
                        response.getCSeq().getMethod());
            default -> LOG.trace("{} an empty line", way);
        }
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {
        logMessage(message, from, to, sender, time);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {
        logMessage(message, from, to, sender, 0);
    }

    @Override
    public void logException(Exception ex) {
        LOG.debug("The SIP stack met {}", ex.getClass().getSimpleName());
    }

    @Override
    public void closeLogFile() {}

    @Override
    public void setStackProperties(Properties stackProperties) {}

    @Override
    public void setSipStack(SipStack sipStack) {}
}
