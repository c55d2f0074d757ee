// SPDX-License-Identifier: GPL-3.0-or-later
/** The telephone without a window: commands in, JSON lines out. Uses {@link org.securecall.app.api.Phone} and nothing behind it. */
@NullMarked
package org.securecall.app.headless;

import org.jspecify.annotations.NullMarked;
