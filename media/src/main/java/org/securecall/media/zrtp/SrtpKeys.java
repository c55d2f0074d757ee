// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpProfile;

/** Master key and salt of one direction of SRTP, without MKI (RFC 6189 §4.5.3). Its receiver owns and closes it. */
public final class SrtpKeys implements AutoCloseable {

    private final SrtpProfile profile;
    private final SecretBytes masterKey;
    private final SecretBytes masterSalt;

    SrtpKeys(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt) {
        this.profile = profile;
        this.masterKey = masterKey;
        this.masterSalt = masterSalt;
    }

    /** Cipher and tag that were negotiated. */
    public SrtpProfile profile() {
        return profile;
    }

    /** {@link SrtpProfile#keyBytes()} long. */
    public SecretBytes masterKey() {
        return masterKey;
    }

    /** {@link SrtpProfile#saltBytes()} long. */
    public SecretBytes masterSalt() {
        return masterSalt;
    }

    @Override
    public void close() {
        masterKey.close();
        masterSalt.close();
    }

    @Override
    public String toString() {
        return "SrtpKeys[" + profile + "]";
    }
}
