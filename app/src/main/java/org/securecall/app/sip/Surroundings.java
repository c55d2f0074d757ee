// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.function.Consumer;

/**
 * What calls and registrations share.
 *
 * @param gone takes a call that has nothing more to say
 */
record Surroundings(
        Work work,
        Lines lines,
        ServerLocator locator,
        SipMessages messages,
        Consumer<SipEvent> events,
        Consumer<CallLeg> gone) {}
