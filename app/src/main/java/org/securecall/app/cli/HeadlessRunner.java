// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import org.securecall.app.api.PhoneException;

/** Runs the telephone without a window until {@code quit} or the end of input. */
@FunctionalInterface
public interface HeadlessRunner {

    /**
     * @return the exit status
     * @throws PhoneException when the telephone cannot start; the message is shown and the exit status is 1
     */
    int run(HeadlessOptions options) throws PhoneException;
}
