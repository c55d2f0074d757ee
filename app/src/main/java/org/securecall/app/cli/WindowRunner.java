// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.Path;
import org.securecall.app.api.PhoneException;

/** Runs the window until it is closed. */
@FunctionalInterface
public interface WindowRunner {

    /**
     * @return the exit status
     * @throws PhoneException when the telephone cannot start; the message is shown and the exit status is 1
     */
    int run(Path dataDirectory) throws PhoneException;
}
