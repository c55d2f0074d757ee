// SPDX-License-Identifier: GPL-3.0-or-later
/** What people do with keys of their own: compare them in person, link devices, and have the codes of calls signed and checked. Over the
 * stores; has no thread of its own. */
@NullMarked
package org.securecall.app.comparing;

import org.jspecify.annotations.NullMarked;
