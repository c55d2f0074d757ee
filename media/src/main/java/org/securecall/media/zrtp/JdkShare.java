// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.KeySpec;
import javax.crypto.KeyAgreement;
import org.securecall.media.secret.SecretBytes;

/** A key pair whose mathematics are the JDK's; what a peer's value must be is the subclasses' to check. */
abstract sealed class JdkShare implements KeyShare permits ModpShare, NistCurveShare, MontgomeryShare {

    private final KeyGroup group;
    private final PrivateKey privateKey;
    private final Octets publicValue;

    JdkShare(KeyGroup group, PrivateKey privateKey, Octets publicValue) {
        this.group = group;
        this.privateKey = privateKey;
        this.publicValue = publicValue;
    }

    @Override
    public final KeyGroup group() {
        return group;
    }

    @Override
    public final Octets publicValue() {
        return publicValue;
    }

    @Override
    public final SecretBytes agree(Octets peerPublicValue) throws BadPublicValueException {
        if (peerPublicValue.length() != group.publicValueBytes()) {
            throw new BadPublicValueException(
                    "A public value of " + group + " has " + group.publicValueBytes() + " octets");
        }
        return result(peerPublicValue);
    }

    /** @param peerPublicValue of the right length */
    abstract SecretBytes result(Octets peerPublicValue) throws BadPublicValueException;

    /**
     * What the JDK computes.
     *
     * @param keys the JDK's name for the peer's kind of key
     * @param agreement the JDK's name for what is done with it
     * @return as the JDK gives it; the caller's to wipe
     */
    final byte[] compute(String keys, String agreement, KeySpec peer) throws BadPublicValueException {
        try {
            KeyAgreement jdk = KeyAgreement.getInstance(agreement);
            jdk.init(privateKey);
            jdk.doPhase(KeyFactory.getInstance(keys).generatePublic(peer), true);
            return jdk.generateSecret();
        } catch (InvalidKeyException e) {
            BadPublicValueException refused =
                    new BadPublicValueException("The public value of " + group + " was refused");
            refused.initCause(e);
            throw refused;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java runtime lacks " + agreement, e);
        }
    }

    /** The JDK's private keys cannot be wiped: dropping the reference is all there is. */
    @Override
    public final void close() {}
}
