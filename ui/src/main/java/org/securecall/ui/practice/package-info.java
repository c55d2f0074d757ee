// SPDX-License-Identifier: GPL-3.0-or-later
/** What can be practised with the practice peer: the page that lists it, and what a call says of it. */
@NullMarked
package org.securecall.ui.practice;

import org.jspecify.annotations.NullMarked;
