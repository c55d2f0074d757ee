// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/**
 * What became of the peer's signature over the short authentication string (RFC 6189 §7.2).
 *
 * @param fingerprint SHA-256 of the public key that signed, as its certificate has it (SubjectPublicKeyInfo), 64 hexadecimal
 *     digits; empty where no key was read
 * @param owner whom the user confirmed this key for; empty unless {@link Status#CONFIRMED}
 */
public record SasSignature(Status status, String fingerprint, String owner) {

    public enum Status {
        /** The peer did not sign. */
        ABSENT,
        /** Valid, by a key that the user confirmed: nobody is in between. */
        CONFIRMED,
        /** Valid, by a key that says nothing about who has it. */
        UNKNOWN_KEY,
        /** Of a kind that cannot be read here; as good as none. */
        UNSUPPORTED,
        /** Not over this code, or not by the key that came with it: somebody is in between. */
        INVALID
    }

    public static final SasSignature NONE = new SasSignature(Status.ABSENT, "", "");

    /** Leaves out whose key it is: records end up in logs. */
    @Override
    public String toString() {
        return "SasSignature[" + status + "]";
    }
}
