// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.Optional;
import java.util.function.Consumer;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.identity.OwnKeys;
import org.securecall.media.api.SasSigner;

/** The signer of the user's calls. A key that cannot be used stops no call: the user is told once. Belongs to the call loop. */
final class OwnSigning {

    private final OwnKeys own;
    private final Consumer<String> tell;
    private boolean told;

    OwnSigning(OwnKeys own, Consumer<String> tell) {
        this.own = own;
        this.tell = tell;
    }

    Optional<SasSigner> signer() {
        try {
            return Optional.of(own.signer());
        } catch (IdentityException e) {
            if (!told) {
                told = true;
                tell.accept("Calls are not signed: " + e.getMessage());
            }
            return Optional.empty();
        }
    }
}
