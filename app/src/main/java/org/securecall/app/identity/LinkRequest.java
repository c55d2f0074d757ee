// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.securecall.media.api.Zid;

/**
 * What a new device shows to be linked: its key, with the proof that it has it, and a key to encrypt the answer to.
 *
 * <pre>
 * version 1 (1 octet) | length of the name (1) | name, UTF-8 (1 to 64) | device key (32) | ZID (12)
 * | nonce (16) | X25519 public key (32) | signature (64)
 * </pre>
 *
 * <p>The signature is the device key's over everything before it ({@link SignedFor#LINK_REQUEST}). As text:
 * {@code securecall:link?v=1&r=} and this in base64url. Whatever was read has a valid signature.
 *
 * @param name what the device calls itself; as in {@link DeviceCertificate}
 * @param nonce 32 hexadecimal digits in lower case
 * @param agreement the X25519 public key (RFC 7748 §5), 64 hexadecimal digits in lower case
 * @param signature 128 hexadecimal digits in lower case
 */
public record LinkRequest(String name, IdentityKey device, Zid zid, String nonce, String agreement, String signature) {

    static final int NONCE_BYTES = 16;

    private static final int VERSION = 1;
    private static final String SCHEME = "securecall:link?v=1&r=";
    private static final int FIXED_BYTES = 2 + IdentityKey.BYTES + Zid.BYTES + NONCE_BYTES + LinkCipher.PUBLIC_BYTES;
    private static final int MOST_BYTES =
            FIXED_BYTES + DeviceCertificate.MOST_NAME_OCTETS + IdentityKey.SIGNATURE_BYTES;

    /** Of {@link #text}. */
    public static final int MOST_CHARACTERS = SCHEME.length() + Base64Url.length(MOST_BYTES);

    /** @throws IllegalArgumentException when a part is not as described, or the signature does not hold */
    public LinkRequest {
        DeviceCertificate.requireName(name);
        if (!nonce.matches("[0-9a-f]{32}")
                || !agreement.matches("[0-9a-f]{64}")
                || !signature.matches("[0-9a-f]{128}")) {
            throw new IllegalArgumentException("A part of the request has another length");
        }
        byte[] content = content(name, device, zid, nonce, agreement);
        if (!device.verifies(SignedFor.LINK_REQUEST, content, HexFormat.of().parseHex(signature))) {
            throw new IllegalArgumentException("The signature does not hold");
        }
    }

    static LinkRequest of(OwnIdentity device, String name, Zid zid, byte[] nonce, byte[] agreement)
            throws IdentityException {
        HexFormat hex = HexFormat.of();
        String cleaned = DeviceCertificate.cleanName(name);
        byte[] content = content(cleaned, device.key(), zid, hex.formatHex(nonce), hex.formatHex(agreement));
        return new LinkRequest(
                cleaned,
                device.key(),
                zid,
                hex.formatHex(nonce),
                hex.formatHex(agreement),
                hex.formatHex(device.sign(SignedFor.LINK_REQUEST, content)));
    }

    private static byte[] content(String name, IdentityKey device, Zid zid, String nonce, String agreement) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_BYTES + utf8.length)
                .put((byte) VERSION)
                .put((byte) utf8.length)
                .put(utf8)
                .put(device.bytes())
                .put(zid.bytes())
                .put(HexFormat.of().parseHex(nonce))
                .put(HexFormat.of().parseHex(agreement))
                .array();
    }

    byte[] encode() {
        byte[] content = content(name, device, zid, nonce, agreement);
        byte[] whole = Arrays.copyOf(content, content.length + IdentityKey.SIGNATURE_BYTES);
        System.arraycopy(HexFormat.of().parseHex(signature), 0, whole, content.length, IdentityKey.SIGNATURE_BYTES);
        return whole;
    }

    byte[] agreementBytes() {
        return HexFormat.of().parseHex(agreement);
    }

    /** For {@link QrMatrix}. */
    public String text() {
        return SCHEME + Base64Url.encode(encode());
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IdentityException when it is anything else, or was changed
     */
    public static LinkRequest parse(String text) throws IdentityException {
        if (!text.startsWith(SCHEME) || text.length() > MOST_CHARACTERS) {
            throw new IdentityException("This is not the code of a device that is to be linked");
        }
        return decode(Base64Url.decode(text.substring(SCHEME.length())));
    }

    static LinkRequest decode(byte[] encoded) throws IdentityException {
        if (encoded.length < 2 || encoded[0] != VERSION) {
            throw new IdentityException("The code is from another version of the program");
        }
        int nameOctets = encoded[1] & 0xff;
        if (encoded.length != FIXED_BYTES + nameOctets + IdentityKey.SIGNATURE_BYTES) {
            throw new IdentityException("The code is incomplete or damaged");
        }
        ByteBuffer in = ByteBuffer.wrap(encoded, 2, encoded.length - 2);
        HexFormat hex = HexFormat.of();
        try {
            return new LinkRequest(
                    PlainText.decode(DeviceCertificate.take(in, nameOctets)),
                    IdentityKey.of(DeviceCertificate.take(in, IdentityKey.BYTES)),
                    Zid.of(DeviceCertificate.take(in, Zid.BYTES)),
                    hex.formatHex(DeviceCertificate.take(in, NONCE_BYTES)),
                    hex.formatHex(DeviceCertificate.take(in, LinkCipher.PUBLIC_BYTES)),
                    hex.formatHex(DeviceCertificate.take(in, IdentityKey.SIGNATURE_BYTES)));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new IdentityException("The code was changed, or is damaged", e);
        }
    }

    /** Leaves name and ZID out: records end up in logs. */
    @Override
    public String toString() {
        return "LinkRequest[" + device + "]";
    }
}
