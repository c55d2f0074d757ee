// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

/** Hears of everything; called on the SIP stack's threads, must not block and must not throw. */
@FunctionalInterface
public interface SipListener {
    void onSipEvent(SipEvent event);
}
