// SPDX-License-Identifier: GPL-3.0-or-later
/** Jazzer over every parser and over the ZRTP machine: one JVM for each target, with bounds on memory and time. */
@NullMarked
package org.securecall.fuzz;

import org.jspecify.annotations.NullMarked;
