// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import org.securecall.media.secret.SecretBytes;

/** Master key and salt of one direction of SRTP, without MKI. Its receiver owns and closes it. */
public final class SrtpKeys implements AutoCloseable {

    private final SrtpProfile profile;
    private final SecretBytes masterKey;
    private final SecretBytes masterSalt;

    /** Takes key and salt over. */
    public SrtpKeys(SrtpProfile profile, SecretBytes masterKey, SecretBytes masterSalt) {
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

    /** A sender under these keys, which has its own copy of them. */
    public SrtpSender sender() {
        return sender(SrtpLifetime.FULL);
    }

    /** Likewise, for so many packets. */
    public SrtpSender sender(SrtpLifetime lifetime) {
        return new SrtpSender(profile, masterKey.copy(), masterSalt.copy(), new Sources(lifetime));
    }

    /** A receiver under these keys, which has its own copy of them. */
    public SrtpReceiver receiver() {
        return receiver(SrtpLifetime.FULL);
    }

    /** Likewise, for so many packets. */
    public SrtpReceiver receiver(SrtpLifetime lifetime) {
        return new SrtpReceiver(profile, masterKey.copy(), masterSalt.copy(), new Sources(lifetime));
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
