// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpKeys;

/** The keys of one of the two roles, all derived from s0 (RFC 6189 §4.5.3). */
final class DirectionKeys implements AutoCloseable {

    private final SecretBytes macKey;
    private final SecretBytes zrtpKey;
    private final SecretBytes srtpKey;
    private final SecretBytes srtpSalt;

    private DirectionKeys(SecretBytes macKey, SecretBytes zrtpKey, SecretBytes srtpKey, SecretBytes srtpSalt) {
        this.macKey = macKey;
        this.zrtpKey = zrtpKey;
        this.srtpKey = srtpKey;
        this.srtpSalt = srtpSalt;
    }

    static DirectionKeys derive(KeyDerivation kdf, SecretBytes s0, Role role, Negotiated negotiated) {
        int keyBits = negotiated.cipher().keyBits();
        return new DirectionKeys(
                kdf.derive(s0, role.label() + " HMAC key"),
                kdf.derive(s0, role.label() + " ZRTP key", keyBits),
                kdf.derive(s0, role.label() + " SRTP master key", keyBits),
                kdf.derive(
                        s0,
                        role.label() + " SRTP master salt",
                        8 * negotiated.srtpProfile().saltBytes()));
    }

    /** mackeyi or mackeyr. */
    SecretBytes macKey() {
        return macKey;
    }

    /** zrtpkeyi or zrtpkeyr: encrypts Confirm messages. */
    SecretBytes zrtpKey() {
        return zrtpKey;
    }

    /** A copy of the SRTP keys, for the one who will own them. */
    SrtpKeys srtp(Negotiated negotiated) {
        return new SrtpKeys(negotiated.srtpProfile(), srtpKey.copy(), srtpSalt.copy());
    }

    void wipeSrtp() {
        srtpKey.close();
        srtpSalt.close();
    }

    @Override
    public void close() {
        macKey.close();
        zrtpKey.close();
        wipeSrtp();
    }

    @Override
    public String toString() {
        return "DirectionKeys";
    }
}
