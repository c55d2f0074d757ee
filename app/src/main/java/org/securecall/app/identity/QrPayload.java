// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.media.secret.SecretBytes;

/**
 * What one person's telephone shows and the other's scans: a key, the address it stands for, and optionally a secret for the next
 * call between the two (RFC 6189 §4.3, auxiliary secret), all signed by the key.
 *
 * <pre>
 * securecall:verify?v=1&amp;k=KEY&amp;a=ADDRESS[&amp;x=SECRET]&amp;s=SIGNATURE
 * </pre>
 *
 * <p>KEY (32 octets), SECRET (32) and SIGNATURE (64) in base64url without padding; ADDRESS as {@link SipAddress#toString} writes it,
 * with every character but letters, digits and {@code - . _ ~ : @} percent-encoded in upper case. The order is fixed, and there is
 * one spelling: everything else is refused. The signature is over all characters before {@code &s=}
 * ({@link SignedFor#QR_CODE}); it shows that who made the code has the key, not who that is.
 *
 * <p>A code with a secret is for one pair of eyes: it is no longer worth anything once somebody else can have seen it. Whoever made
 * or read it closes it. The text of it cannot be wiped, so it should be kept no longer than it is shown.
 */
public final class QrPayload implements AutoCloseable {

    public static final int SECRET_BYTES = 32;

    private static final String SCHEME = "securecall:verify?";
    private static final int MOST_CHARACTERS = 1024;
    private static final String KEPT = "-._~:@";
    private static final Pattern VERSION = Pattern.compile("v=([1-9][0-9]{0,3})(?:&.*)?");
    private static final Pattern FORM = Pattern.compile("securecall:verify\\?v=1"
            + "&k=(?<key>[A-Za-z0-9_-]{43})&a=(?<address>[A-Za-z0-9._~:@%-]{1,768})"
            + "(?:&x=(?<secret>[A-Za-z0-9_-]{43}))?&s=(?<signature>[A-Za-z0-9_-]{86})");

    private final IdentityKey key;
    private final SipAddress address;
    private final @Nullable SecretBytes secret;
    private final byte[] signature;

    private QrPayload(IdentityKey key, SipAddress address, @Nullable SecretBytes secret, byte[] signature) {
        this.key = key;
        this.address = address;
        this.secret = secret;
        this.signature = signature;
    }

    /** Whether a text is meant to be one. */
    public static boolean isMeant(String text) {
        return text.startsWith(SCHEME);
    }

    /** Without a secret. */
    public static QrPayload of(OwnIdentity identity, SipAddress address) {
        return signed(identity, address, null);
    }

    /** With a fresh secret. */
    public static QrPayload withSecret(OwnIdentity identity, SipAddress address, SecureRandom random) {
        byte[] fresh = new byte[SECRET_BYTES];
        random.nextBytes(fresh);
        return signed(identity, address, SecretBytes.owning(fresh));
    }

    /**
     * The same again, as long as nobody has used its secret.
     *
     * @param secret {@value #SECRET_BYTES} octets, taken over
     */
    public static QrPayload withSecret(OwnIdentity identity, SipAddress address, SecretBytes secret) {
        if (secret.length() != SECRET_BYTES) {
            throw new IllegalArgumentException("The secret of a code has " + SECRET_BYTES + " octets");
        }
        return signed(identity, address, secret);
    }

    static QrPayload signed(OwnIdentity identity, SipAddress address, @Nullable SecretBytes secret) {
        byte[] message = ascii(body(identity.key(), address, secret));
        return new QrPayload(identity.key(), address, secret, identity.sign(SignedFor.QR_CODE, message));
    }

    /**
     * Reads what was scanned or pasted.
     *
     * @throws IdentityException when it is anything else, or was changed
     */
    public static QrPayload parse(String text) throws IdentityException {
        if (text.length() > MOST_CHARACTERS || !text.startsWith(SCHEME)) {
            throw new IdentityException("This is not a code for comparing keys");
        }
        Matcher version = VERSION.matcher(text.substring(SCHEME.length()));
        if (version.matches() && !version.group(1).equals("1")) {
            throw new IdentityException("This code is from a newer version of the program");
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IdentityException("The code is incomplete or damaged");
        }
        IdentityKey key = IdentityKey.of(Base64Url.decode(form.group("key")));
        SipAddress address = address(form.group("address"));
        byte[] signature = Base64Url.decode(form.group("signature"));
        String body = text.substring(0, form.start("signature") - "&s=".length());
        if (!key.verifies(SignedFor.QR_CODE, ascii(body), signature)) {
            throw new IdentityException("The code was changed, or is not by the key that it shows");
        }
        @Nullable String secret = form.group("secret");
        return new QrPayload(
                key, address, secret == null ? null : SecretBytes.owning(Base64Url.decode(secret)), signature);
    }

    private static SipAddress address(String encoded) throws IdentityException {
        try {
            SipAddress address = SipAddress.parse(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
            if (percentEncode(address.toString()).equals(encoded)) {
                return address;
            }
        } catch (InvalidEntryException | IllegalArgumentException e) {
            throw new IdentityException("The address in the code is not valid", e);
        }
        throw new IdentityException("The address in the code is not written as it should be");
    }

    private static String percentEncode(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || KEPT.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(hexDigit(c >> 4)).append(hexDigit(c & 0xf));
            }
        }
        return encoded.toString();
    }

    private static char hexDigit(int value) {
        return "0123456789ABCDEF".charAt(value);
    }

    private static String body(IdentityKey key, SipAddress address, @Nullable SecretBytes secret) {
        return SCHEME + "v=1&k=" + Base64Url.encode(key.bytes()) + "&a=" + percentEncode(address.toString())
                + (secret == null ? "" : "&x=" + Base64Url.encode(secret.reveal()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** For {@link QrMatrix}; holds the secret, where there is one. */
    public String text() {
        return body(key, address, secret) + "&s=" + Base64Url.encode(signature);
    }

    public IdentityKey key() {
        return key;
    }

    public SipAddress address() {
        return address;
    }

    /** {@value #SECRET_BYTES} octets for the next call: a copy, the caller's to close. */
    public Optional<SecretBytes> secret() {
        return secret == null ? Optional.empty() : Optional.of(secret.copy());
    }

    @Override
    public void close() {
        if (secret != null) {
            secret.close();
        }
    }

    @Override
    public String toString() {
        return "QrPayload[" + key + (secret == null ? "" : " with a secret") + "]";
    }
}
