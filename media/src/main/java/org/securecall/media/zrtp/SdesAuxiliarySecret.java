// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * The auxiliary secret that the SDES keys of the same media stream make, as the unpublished revision of RFC 6189 has it (§8.2.1).
 * RFC 6189 §8.2 itself takes one key for both directions, which SDES does not have.
 *
 * <pre>
 * auxsecret = KDF(hash(len(srtpmki) || srtpmki || len(srtpmkr) || srtpmkr), "SRTP Secret",
 *                 (ZIDi || ZIDr || srtpmsi || srtpmsr), negotiated hash length)
 * </pre>
 *
 * <p>Keys and salts are those of the initiator and the responder of SIP, the ZIDs those of the initiator and the responder of
 * ZRTP. To be used only where both descriptions have {@code a=zrtp-hash} (§8.2).
 */
public final class SdesAuxiliarySecret implements AuxiliarySecret {

    private final SecretBytes offererKey;
    private final SecretBytes answererKey;
    private final SecretBytes offererSalt;
    private final SecretBytes answererSalt;

    /**
     * Takes all four over.
     *
     * @param offererKey srtpmki, from the description of the SIP initiator: 16, 24 or 32 octets
     * @param offererSalt srtpmsi: 14 octets, or 12 in Galois/counter mode
     * @param answererKey srtpmkr
     * @param answererSalt srtpmsr
     */
    public SdesAuxiliarySecret(
            SecretBytes offererKey, SecretBytes offererSalt, SecretBytes answererKey, SecretBytes answererSalt) {
        this.offererKey = offererKey;
        this.offererSalt = offererSalt;
        this.answererKey = answererKey;
        this.answererSalt = answererSalt;
    }

    @Override
    public SecretBytes derive(HashAlgorithm hash, Zid initiator, Zid responder) {
        ByteArrayOutputStream context = new ByteArrayOutputStream();
        context.writeBytes(initiator.bytes());
        context.writeBytes(responder.bytes());
        // The salts are no secrets by themselves: SRTP would be as safe with public ones (RFC 3711 §9.2).
        context.writeBytes(offererSalt.reveal());
        context.writeBytes(answererSalt.reveal());
        byte[] keys = hash.hashBytes(
                KeyDerivation.length(offererKey),
                offererKey.reveal(),
                KeyDerivation.length(answererKey),
                answererKey.reveal());
        try (SecretBytes key = SecretBytes.owning(keys)) {
            return new KeyDerivation(hash, context.toByteArray()).derive(key, "SRTP Secret");
        } finally {
            Arrays.fill(keys, (byte) 0);
        }
    }

    @Override
    public void close() {
        offererKey.close();
        offererSalt.close();
        answererKey.close();
        answererSalt.close();
    }

    @Override
    public String toString() {
        return "SdesAuxiliarySecret";
    }
}
