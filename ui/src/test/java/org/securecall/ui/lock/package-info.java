// SPDX-License-Identifier: GPL-3.0-or-later
/** Tests of locking and unlocking. */
@NullMarked
package org.securecall.ui.lock;

import org.jspecify.annotations.NullMarked;
