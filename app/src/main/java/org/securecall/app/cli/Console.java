// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.io.InputStream;
import java.io.PrintStream;

/** The three standard streams. */
public record Console(InputStream in, PrintStream out, PrintStream err) {

    /** Those of the process. */
    public static Console system() {
        return new Console(System.in, System.out, System.err);
    }

    /** One line that says why something did not work. */
    void complain(String reason) {
        err.println("securecall: " + reason.strip().replaceAll("\\s*\\R\\s*", " "));
        err.flush();
    }
}
