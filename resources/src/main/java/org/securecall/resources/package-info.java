// SPDX-License-Identifier: GPL-3.0-or-later
/** The one accessor of the program's resources. No thread owns it: everything here is immutable. */
@NullMarked
package org.securecall.resources;

import org.jspecify.annotations.NullMarked;
