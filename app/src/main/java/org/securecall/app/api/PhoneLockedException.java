// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Duration;

/** The profile opens with its passphrase alone, and none, or a wrong one, was given. Another may be tried. */
public final class PhoneLockedException extends PhoneException {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** @param wait how long no other is taken */
    public PhoneLockedException(String message, Duration wait, Throwable cause) {
        super(message, cause);
        this.wait = wait;
    }

    /** How long no other is taken; zero for none. */
    public Duration waitBefore() {
        return wait;
    }
}
