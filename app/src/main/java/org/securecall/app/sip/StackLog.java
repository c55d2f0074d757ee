// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import gov.nist.core.LogLevels;
import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JAIN-SIP's own log. Its texts hold whole messages, with addresses, digests and bodies, so none of them is passed on: what
 * remains is that something happened, and the kind of exception. Public with a public constructor because JAIN-SIP makes it
 * by name.
 */
public final class StackLog implements StackLogger {

    private static final Logger LOG = LoggerFactory.getLogger("org.securecall.app.sip.stack");

    @Override
    public void logException(@Nullable Throwable ex) {
        if (ex != null) {
            LOG.debug("The SIP stack met {}", ex.getClass().getSimpleName());
        }
    }

    @Override
    public void logError(String message, @Nullable Exception ex) {
        logException(ex);
    }

    @Override
    public void logDebug(String message, @Nullable Exception ex) {
        logException(ex);
    }

    @Override
    public boolean isLoggingEnabled() {
        return false;
    }

    @Override
    public boolean isLoggingEnabled(int logLevel) {
        return logLevel <= LogLevels.TRACE_FATAL && LOG.isDebugEnabled();
    }

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int traceLevel) {}

    @Override
    public void logDebug(String message) {}

    @Override
    public void logTrace(String message) {}

    @Override
    public void logFatalError(String message) {}

    @Override
    public void logError(String message) {}

    @Override
    public void logWarning(String message) {}

    @Override
    public void logInfo(String message) {}

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(String buildTimeStamp) {}

    @Override
    public void setStackProperties(Properties stackProperties) {}
}
