// SPDX-License-Identifier: GPL-3.0-or-later
/** Comparing the short authentication string by ear (RFC 6189 §4.3, §7): halves, what was typed, and what follows from it. */
@NullMarked
package org.securecall.app.sas;

import org.jspecify.annotations.NullMarked;
