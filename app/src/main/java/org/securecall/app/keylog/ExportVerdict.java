// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import org.securecall.app.identity.IdentityKey;

/** What {@link KeyLogExport#verify} found. */
public sealed interface ExportVerdict {

    /** As the expected key signed it. Whether the log was whole then, {@link KeyLogReport#check} says. */
    record Valid(KeyLogReport report) implements ExportVerdict {}

    /**
     * Not as it was signed, or no export at all.
     *
     * @param sentence for the user
     */
    record Changed(String sentence) implements ExportVerdict {}

    /** As somebody signed it, with another key than the expected one. */
    record SignedByAnother(IdentityKey signer, KeyLogReport report) implements ExportVerdict {}
}
