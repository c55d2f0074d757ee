// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.security.SecureRandom;
import java.util.Arrays;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.identity.OwnIdentity;
import org.securecall.media.secret.SecretBytes;

/** The user's own signing key, made when it is first needed. */
final class OwnKey implements AutoCloseable {

    private static final String NAME = "own";

    private final OwnIdentity identity;

    private OwnKey(OwnIdentity identity) {
        this.identity = identity;
    }

    static OwnKey load(Records.All all, Records records, SecureRandom random) throws DamagedException {
        for (Records.Opened record : all.of(Kind.SIGNING_KEY)) {
            try (SecretBytes encoded = SecretBytes.copyOf(record.content())) {
                return new OwnKey(OwnIdentity.decode(encoded));
            } catch (IdentityException e) {
                throw new DamagedException("The own signing key cannot be read", e);
            } finally {
                Arrays.fill(record.content(), (byte) 0);
            }
        }
        OwnIdentity made = OwnIdentity.create(random);
        try (SecretBytes encoded = made.encode()) {
            records.put(Kind.SIGNING_KEY, NAME, encoded.reveal().clone());
        }
        return new OwnKey(made);
    }

    OwnIdentity identity() {
        return identity;
    }

    @Override
    public void close() {
        identity.close();
    }
}
