// SPDX-License-Identifier: GPL-3.0-or-later
/** What the front ends ask of the telephone and what they are told. {@link org.securecall.app.api.Phone} may be called from any
 * thread; events arrive on the call loop, and a listener must not block it. */
@NullMarked
package org.securecall.app.api;

import org.jspecify.annotations.NullMarked;
