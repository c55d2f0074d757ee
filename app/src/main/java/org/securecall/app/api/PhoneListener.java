// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/** Hears of everything; called on the call loop and must return soon. */
@FunctionalInterface
public interface PhoneListener {
    void onPhoneEvent(PhoneEvent event);
}
