// SPDX-License-Identifier: GPL-3.0-or-later
/** Backup, restore, and the keys of other telephones. */
@NullMarked
package org.securecall.ui.backup;

import org.jspecify.annotations.NullMarked;
