// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Suites of the whole telephone: Secure Call runs as a program of its own, without a window, and calls real peers over
 * virtual sound cards.
 */
@NullMarked
package org.securecall.system;

import org.jspecify.annotations.NullMarked;
