// SPDX-License-Identifier: GPL-3.0-or-later
/** Locking the profile and unlocking it again. Owned by the JavaFX thread. */
@NullMarked
package org.securecall.ui.lock;

import org.jspecify.annotations.NullMarked;
