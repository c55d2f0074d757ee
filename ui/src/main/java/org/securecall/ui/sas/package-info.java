// SPDX-License-Identifier: GPL-3.0-or-later
/** Comparing the short authentication string (RFC 6189 §7): halves, typed answer, name of the key. */
@NullMarked
package org.securecall.ui.sas;

import org.jspecify.annotations.NullMarked;
