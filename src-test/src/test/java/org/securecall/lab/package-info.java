// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * What the whole-system suites are made of: virtual sound cards, Linphone, Kamailio and Secure Call itself as processes,
 * and measures on recordings. Whatever a class here starts, its {@code close} ends, by process id; everything it writes
 * goes to a folder of the test.
 */
@NullMarked
package org.securecall.lab;

import org.jspecify.annotations.NullMarked;
