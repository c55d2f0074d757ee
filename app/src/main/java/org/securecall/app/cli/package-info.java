// SPDX-License-Identifier: GPL-3.0-or-later
/** The command line: arguments, exit statuses, and the commands that need no telephone. Runs on the thread that started the
 * program. */
@NullMarked
package org.securecall.app.cli;

import org.jspecify.annotations.NullMarked;
