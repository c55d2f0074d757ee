// SPDX-License-Identifier: GPL-3.0-or-later
/** The own key and those of others: showing, comparing, revoking, and linking devices. */
@NullMarked
package org.securecall.ui.identity;

import org.jspecify.annotations.NullMarked;
