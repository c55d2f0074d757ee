// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.function.Supplier;
import org.securecall.app.api.AccountSpec;

/**
 * An account with the way to its password, which is asked for when a challenge comes and wiped after use.
 *
 * @param password gives a fresh array each time, possibly empty
 */
public record SipAccount(AccountSpec spec, Supplier<char[]> password) {}
