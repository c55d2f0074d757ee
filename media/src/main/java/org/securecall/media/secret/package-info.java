// SPDX-License-Identifier: GPL-3.0-or-later
/** Key material that is wiped when done, and the one way to write addresses into a log. Secrets are owned by one holder
 * at a time and are handed over, never shared. */
@NullMarked
package org.securecall.media.secret;

import org.jspecify.annotations.NullMarked;
