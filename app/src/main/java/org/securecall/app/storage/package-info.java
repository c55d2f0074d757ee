// SPDX-License-Identifier: GPL-3.0-or-later
/** The data directory and the SQLite database in it, behind the store interfaces of the domain packages. The only package
 * that knows SQL. The thread {@code db} owns the connection; everyone else reads and changes memory and hands it a
 * write to do. */
@NullMarked
package org.securecall.app.storage;

import org.jspecify.annotations.NullMarked;
