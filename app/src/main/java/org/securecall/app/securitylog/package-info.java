// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The security log: what happened to the security of calls and accounts, and why, in words. Facts are derived from what the call loop
 * does, on the call loop, and kept in memory alone; words are made of them in one place. No fact has a key, a code, a secret or an
 * address of a peer in it.
 */
@NullMarked
package org.securecall.app.securitylog;

import org.jspecify.annotations.NullMarked;
