// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.time.Instant;
import java.util.HexFormat;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/** The key pairs of RFC 8032 §7.1, tests 1 to 3, under names; what a vector was computed with. */
public final class Identities {

    public static final Zid ZID = new Zid("00112233445566778899aabb");
    public static final Instant ISSUED = Instant.parse("2026-01-01T00:00:00Z");

    /** With an apostrophe beyond ASCII. */
    static final String LAPTOP_NAME = "Alice\u2019s laptop";

    /** Of the laptop, to whoever has {@link #LINK_KEY}; computed by another implementation. */
    static final String LINK_REQUEST =
            "securecall:link?v=1&r=ARBBbGljZeKAmXMgbGFwdG9w_FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCUAESIzRFVmd4iZqrsAAQIDBAUGBwgJCgsMDQ4PwG3t4ocal9tNRrqG5FtXjoX2RhsuPMkzhrNRNwD_JnIOT9bi1j8GegyvIANsBB3J1KJ-9yVpEY957ODViSW23DBWSOn09xp5WbgCPVutU1FCfAB3n_IrAk1Vqhce64wD";

    /** X25519, in PKCS#8. */
    private static final String LINK_KEY =
            "302e020100300506032b656e0422042077076d0a7318a57d3c16c17251b26645e6c6ca5d6c8f7a4a6d7e4d1c8f1e2b3a";

    private Identities() {}

    /** The laptop's side, which asked with {@link #LINK_REQUEST}. */
    static DeviceLink link() throws IdentityException {
        return new DeviceLink(
                LinkRequest.parse(LINK_REQUEST),
                SecretBytes.owning(HexFormat.of().parseHex(LINK_KEY)));
    }

    public static OwnIdentity alice() {
        return identity(
                "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
                "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60");
    }

    public static OwnIdentity bob() {
        return identity(
                "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
                "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    }

    static OwnIdentity laptop() {
        return identity(
                "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
                "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7");
    }

    private static OwnIdentity identity(String publicKey, String privateKey) {
        String encoded = "01" + publicKey + "302e020100300506032b657004220420" + privateKey;
        try (SecretBytes stored = SecretBytes.owning(HexFormat.of().parseHex(encoded))) {
            return OwnIdentity.decode(stored);
        } catch (IdentityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The octets with one bit turned over, from bit 0 on. */
    public static byte[] flipped(byte[] octets, int bit) {
        byte[] other = octets.clone();
        other[bit / 8] ^= (byte) (1 << (bit % 8));
        return other;
    }

    /** ASCII with one bit turned over; characters above 127 come out as they are. */
    public static String flipped(String text, int bit) {
        char other = (char) (text.charAt(bit / 8) ^ (1 << (bit % 8)));
        return text.substring(0, bit / 8) + other + text.substring(bit / 8 + 1);
    }
}
