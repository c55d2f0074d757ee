// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.time.Instant;
import org.securecall.media.secret.SecretBytes;

/** The ZID files of other telephones: a fuzz target. */
public final class ZidFileFuzz {

    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");
    private static final byte[] BLANK = new byte[32];

    private ZidFileFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        try (ImportedKeys keys = ZidFile.parse(data, NOW)) {
            keys.keys().forEach(ZidFileFuzz::require);
        } catch (TransferException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new IllegalStateException("A refusal without a sentence", e);
            }
        }
    }

    private static void require(ImportedKey key) {
        boolean any = key.rs1().isPresent() || key.rs2().isPresent();
        boolean usable = key.rs1().map(ZidFileFuzz::isUsable).orElse(true)
                && key.rs2().map(ZidFileFuzz::isUsable).orElse(true);
        boolean current = key.expires().map(NOW::isBefore).orElse(true);
        if (!any || !usable || !current || key.peer().equals(key.ownZid())) {
            throw new IllegalStateException("A key that cannot be used");
        }
    }

    private static boolean isUsable(SecretBytes secret) {
        return secret.length() == BLANK.length && !secret.matches(BLANK);
    }
}
