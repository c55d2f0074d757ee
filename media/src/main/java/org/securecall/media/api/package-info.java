// SPDX-License-Identifier: GPL-3.0-or-later
/** What the telephone asks of the media and what it is told: parameters, events and the session. Commands may come from the
 * session's event loop alone, and events are delivered on it. */
@NullMarked
package org.securecall.media.api;

import org.jspecify.annotations.NullMarked;
