// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.Arrays;
import org.securecall.app.api.PastCall;

/** Past calls as they are kept: a fuzz target. What is read has one form only, the one that was read. */
public final class PastCallFuzz {

    private PastCallFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try {
            PastCall call = PastCallCodec.decode(1, data);
            call.outcome();
            if (!Arrays.equals(PastCallCodec.encode(call), data)) {
                throw new IllegalStateException("A call with two forms");
            }
            // As it goes into the index.
            if (!SearchText.hasAll(SearchText.of(call.displayName(), call.peer()), SearchText.words(call.peer()))) {
                throw new IllegalStateException("A call that is not found by its address");
            }
        } catch (DamagedPastCallException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new IllegalStateException("A refusal without a sentence", e);
            }
        }
    }
}
