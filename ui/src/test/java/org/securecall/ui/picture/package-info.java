// SPDX-License-Identifier: GPL-3.0-or-later
/** Image files, hostile and not. */
@NullMarked
package org.securecall.ui.picture;

import org.jspecify.annotations.NullMarked;
