// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.util.Optional;
import org.securecall.media.api.Zid;

/** An entry of a ZID file, over the bytes of the file. */
sealed interface ZidRecord permits ZidRecord1, ZidRecord2 {

    /** Whether it could have been written by a program that uses this form. */
    boolean isWellFormed();

    /** Whether it holds the identifier of the telephone itself. */
    boolean isOwn();

    /** Whether it is in use. */
    boolean isValid();

    boolean isVerified();

    /** Whether there is a secret shared with a trusted server in the middle (RFC 6189 §7.3.1). */
    boolean hasServerSecret();

    Zid zid();

    /** A copy for the caller; empty when it is marked as not in use. */
    Optional<StoredSecret> rs1();

    /** A copy for the caller; empty when it is marked as not in use. */
    Optional<StoredSecret> rs2();
}
