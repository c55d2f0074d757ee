// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * Links a second device of one's own. The new device shows {@link #request} as a QR code; the first one scans it, asks its user,
 * and shows {@link #answer} as a QR code; the new one scans that and has its certificate. The identity's private key never leaves
 * the first device.
 *
 * <p>Whoever sees the request can answer it with an identity of his own. So the new device shows the user whose certificate it got
 * before it takes it: {@link SafetyCode} of the device's key and the identity's, which the first device can show too.
 *
 * <p>This is the new device's side of one exchange; closed when that is over.
 */
public final class DeviceLink implements AutoCloseable {

    private static final int VERSION = 1;
    private static final String SCHEME = "securecall:linked?v=1&a=";

    /** RFC 8410 §7: PrivateKeyInfo with an octet string of 32 octets. */
    private static final int PKCS8_BYTES = 48;

    /** Of an answer. */
    public static final int MOST_CHARACTERS =
            SCHEME.length() + Base64Url.length(LinkCipher.OVERHEAD + DeviceCertificate.MOST_BYTES);

    private final LinkRequest request;
    private final SecretBytes pkcs8;

    DeviceLink(LinkRequest request, SecretBytes pkcs8) {
        this.request = request;
        this.pkcs8 = pkcs8;
    }

    /**
     * @param device the new device's own key pair; stays the caller's
     * @throws IdentityException when nothing is left of the name after cleaning
     */
    public static DeviceLink begin(OwnIdentity device, String name, Zid zid, SecureRandom random)
            throws IdentityException {
        byte[] nonce = new byte[LinkRequest.NONCE_BYTES];
        random.nextBytes(nonce);
        KeyPair pair = LinkCipher.keyPair(random);
        LinkRequest request = LinkRequest.of(device, name, zid, nonce, LinkCipher.publicBytes(pair.getPublic()));
        return new DeviceLink(request, SecretBytes.owning(pair.getPrivate().getEncoded()));
    }

    public LinkRequest request() {
        return request;
    }

    /**
     * The first device's side: a certificate for the device that asked, encrypted to it.
     *
     * @return for {@link QrMatrix}: at most {@link #MOST_CHARACTERS}
     * @throws IdentityException when the request is this very identity's, or its key agrees on nothing
     */
    public static String answer(
            LinkRequest request, OwnIdentity identity, Instant now, Duration validity, SecureRandom random)
            throws IdentityException {
        if (request.device().equals(identity.key())) {
            throw new IdentityException("A device cannot be linked to itself");
        }
        DeviceCertificate certificate =
                DeviceCertificate.issue(identity, request.name(), request.device(), request.zid(), now, validity);
        return SCHEME + Base64Url.encode(LinkCipher.seal(request, certificate.encode(), random));
    }

    /**
     * The certificate out of an answer to this request, valid now.
     *
     * @throws IdentityException when the answer is for another request, was changed, or holds anything else
     */
    public DeviceCertificate open(String answer, Instant now) throws IdentityException {
        if (!answer.startsWith(SCHEME) || answer.length() > MOST_CHARACTERS) {
            throw new IdentityException("This is not the answer to a device that is to be linked");
        }
        byte[] message = Base64Url.decode(answer.substring(SCHEME.length()));
        DeviceCertificate certificate = DeviceCertificate.decode(LinkCipher.open(request, pkcs8, message));
        if (!certificate.device().equals(request.device())
                || !certificate.zid().equals(request.zid())
                || !certificate.name().equals(request.name())) {
            throw new IdentityException("The certificate is for another device");
        }
        return switch (certificate.verify(certificate.identity(), now)) {
            case VALID -> certificate;
            case NOT_YET_VALID, EXPIRED ->
                throw new IdentityException("The certificate is not valid now: the clock of one device is wrong");
            case FORGED, OTHER_IDENTITY -> throw new IdentityException("The certificate is forged");
        };
    }

    /**
     * For an encrypted record: the answer may come after the program was closed.
     *
     * @return the caller's to close
     */
    public SecretBytes encode() {
        byte[] asked = request.encode();
        byte[] octets = new byte[1 + PKCS8_BYTES + asked.length];
        octets[0] = VERSION;
        System.arraycopy(pkcs8.reveal(), 0, octets, 1, PKCS8_BYTES);
        System.arraycopy(asked, 0, octets, 1 + PKCS8_BYTES, asked.length);
        return SecretBytes.owning(octets);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param encoded stays the caller's to close
     * @throws IdentityException when it is something else
     */
    public static DeviceLink decode(SecretBytes encoded) throws IdentityException {
        byte[] octets = encoded.reveal();
        if (octets.length <= 1 + PKCS8_BYTES || octets[0] != VERSION) {
            throw new IdentityException("The stored request to be linked cannot be read");
        }
        LinkRequest request = LinkRequest.decode(Arrays.copyOfRange(octets, 1 + PKCS8_BYTES, octets.length));
        return new DeviceLink(request, SecretBytes.owning(Arrays.copyOfRange(octets, 1, 1 + PKCS8_BYTES)));
    }

    @Override
    public void close() {
        pkcs8.close();
    }

    @Override
    public String toString() {
        return "DeviceLink[" + request + "]";
    }
}
