// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import org.securecall.media.api.Zid;

/**
 * Says that a device belongs to a person: 'Alice's laptop, signed by Alice'.
 *
 * <pre>
 * version 1 (1 octet) | length of the name (1) | name, UTF-8 (1 to 64) | device key (32) | ZID (12)
 * | issued (8) | expires (8) | identity key (32) | signature (64)
 * </pre>
 *
 * <p>Times are seconds since 1970, big-endian. The signature is the identity's over everything before it
 * ({@link SignedFor#DEVICE_CERTIFICATE}). One that was read is not yet believed: {@link #verify} says whether it holds.
 *
 * @param name one line, 1 to 64 octets in UTF-8, with no blank at its ends
 * @param device the key of the device, another than the identity's
 * @param zid the device's in ZRTP
 * @param issued whole seconds
 * @param expires whole seconds, after {@code issued}
 * @param signature 128 hexadecimal digits in lower case
 */
public record DeviceCertificate(
        String name,
        IdentityKey device,
        Zid zid,
        Instant issued,
        Instant expires,
        IdentityKey identity,
        String signature) {

    public static final int MOST_NAME_OCTETS = 64;

    /** How far the clock of the device that issued it may be ahead. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private static final int VERSION = 1;
    private static final String SCHEME = "securecall:device?v=1&c=";
    private static final int FIXED_BYTES = 2 + IdentityKey.BYTES + Zid.BYTES + 8 + 8 + IdentityKey.BYTES;
    static final int MOST_BYTES = FIXED_BYTES + MOST_NAME_OCTETS + IdentityKey.SIGNATURE_BYTES;

    /** The end of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** What {@link #verify} finds. */
    public enum Verdict {
        VALID,
        /** Not signed by the identity that it names: forged, or changed since. */
        FORGED,
        /** Signed, but by another identity than the expected one. */
        OTHER_IDENTITY,
        /** Issued in the future, so either clock is wrong. */
        NOT_YET_VALID,
        EXPIRED
    }

    /** @throws IllegalArgumentException when a part is not as described */
    public DeviceCertificate {
        requireName(name);
        if (device.equals(identity)) {
            throw new IllegalArgumentException("A device has a key of its own");
        }
        requireTime(issued);
        requireTime(expires);
        if (!expires.isAfter(issued)) {
            throw new IllegalArgumentException("A certificate expires after it was issued");
        }
        if (!signature.matches("[0-9a-f]{128}")) {
            throw new IllegalArgumentException("A signature has 128 hexadecimal digits");
        }
    }

    static void requireName(String name) {
        if (name.isEmpty() || !name.strip().equals(name) || !PlainText.isPlain(name, MOST_NAME_OCTETS)) {
            throw new IllegalArgumentException("A device's name is one line of 1 to 64 octets");
        }
    }

    private static void requireTime(Instant time) {
        if (time.getNano() != 0 || time.getEpochSecond() < 0 || time.getEpochSecond() > LAST_SECOND) {
            throw new IllegalArgumentException("A time is whole seconds, from 1970 to 9999");
        }
    }

    /**
     * @param name as a user may type it: cut and cleaned to what a name may be
     * @param validity at least a second
     * @throws IdentityException when nothing is left of the name
     * @throws IllegalArgumentException when the device's key is the identity's, or it would never be valid
     */
    public static DeviceCertificate issue(
            OwnIdentity identity, String name, IdentityKey device, Zid zid, Instant now, Duration validity)
            throws IdentityException {
        Instant issued = now.truncatedTo(ChronoUnit.SECONDS);
        Instant expires = issued.plus(validity).truncatedTo(ChronoUnit.SECONDS);
        String cleaned = cleanName(name);
        byte[] content = content(cleaned, device, zid, issued, expires, identity.key());
        byte[] signature = identity.sign(SignedFor.DEVICE_CERTIFICATE, content);
        return new DeviceCertificate(
                cleaned,
                device,
                zid,
                issued,
                expires,
                identity.key(),
                HexFormat.of().formatHex(signature));
    }

    static String cleanName(String name) throws IdentityException {
        String cleaned = PlainText.clean(name.strip(), MOST_NAME_OCTETS).strip();
        if (cleaned.isEmpty()) {
            throw new IdentityException("The device needs a name");
        }
        return cleaned;
    }

    private static byte[] content(
            String name, IdentityKey device, Zid zid, Instant issued, Instant expires, IdentityKey identity) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(FIXED_BYTES + utf8.length)
                .put((byte) VERSION)
                .put((byte) utf8.length)
                .put(utf8)
                .put(device.bytes())
                .put(zid.bytes())
                .putLong(issued.getEpochSecond())
                .putLong(expires.getEpochSecond())
                .put(identity.bytes())
                .array();
    }

    public byte[] encode() {
        byte[] content = content(name, device, zid, issued, expires, identity);
        byte[] whole = Arrays.copyOf(content, content.length + IdentityKey.SIGNATURE_BYTES);
        System.arraycopy(HexFormat.of().parseHex(signature), 0, whole, content.length, IdentityKey.SIGNATURE_BYTES);
        return whole;
    }

    /**
     * Reads what {@link #encode} wrote, and believes nothing of it.
     *
     * @throws IdentityException when it is something else
     */
    public static DeviceCertificate decode(byte[] encoded) throws IdentityException {
        if (encoded.length < 2 || encoded.length > MOST_BYTES) {
            throw new IdentityException("The device certificate is incomplete or damaged");
        }
        if (encoded[0] != VERSION) {
            throw new IdentityException("The device certificate is from another version of the program");
        }
        int nameOctets = encoded[1] & 0xff;
        if (encoded.length != FIXED_BYTES + nameOctets + IdentityKey.SIGNATURE_BYTES) {
            throw new IdentityException("The device certificate is incomplete or damaged");
        }
        ByteBuffer in = ByteBuffer.wrap(encoded, 2, encoded.length - 2);
        try {
            return new DeviceCertificate(
                    PlainText.decode(take(in, nameOctets)),
                    IdentityKey.of(take(in, IdentityKey.BYTES)),
                    Zid.of(take(in, Zid.BYTES)),
                    time(in.getLong()),
                    time(in.getLong()),
                    IdentityKey.of(take(in, IdentityKey.BYTES)),
                    HexFormat.of().formatHex(take(in, IdentityKey.SIGNATURE_BYTES)));
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new IdentityException("The device certificate is damaged", e);
        }
    }

    private static Instant time(long seconds) {
        if (seconds < 0 || seconds > LAST_SECOND) {
            throw new IllegalArgumentException("A time is from 1970 to 9999");
        }
        return Instant.ofEpochSecond(seconds);
    }

    static byte[] take(ByteBuffer in, int octets) {
        byte[] taken = new byte[octets];
        in.get(taken);
        return taken;
    }

    /** {@code securecall:device?v=1&c=} and {@link #encode} in base64url. */
    public String text() {
        return SCHEME + Base64Url.encode(encode());
    }

    /** Whether a text is meant to be one. */
    public static boolean isMeant(String text) {
        return text.startsWith(SCHEME);
    }

    /**
     * Reads what {@link #text} wrote, and believes nothing of it.
     *
     * @throws IdentityException when it is something else
     */
    public static DeviceCertificate parse(String text) throws IdentityException {
        if (!text.startsWith(SCHEME) || text.length() > SCHEME.length() + Base64Url.length(MOST_BYTES)) {
            throw new IdentityException("This is not a device certificate");
        }
        return decode(Base64Url.decode(text.substring(SCHEME.length())));
    }

    /**
     * Whether the device belongs to a person.
     *
     * @param expected the key that is known as that person's
     */
    public Verdict verify(IdentityKey expected, Instant now) {
        byte[] content = content(name, device, zid, issued, expires, identity);
        if (!identity.verifies(
                SignedFor.DEVICE_CERTIFICATE, content, HexFormat.of().parseHex(signature))) {
            return Verdict.FORGED;
        } else if (!identity.equals(expected)) {
            return Verdict.OTHER_IDENTITY;
        } else if (now.plus(CLOCK_TOLERANCE).isBefore(issued)) {
            return Verdict.NOT_YET_VALID;
        }
        return now.isBefore(expires) ? Verdict.VALID : Verdict.EXPIRED;
    }

    /** Leaves name and ZID out: records end up in logs. */
    @Override
    public String toString() {
        return "DeviceCertificate[" + device + " of " + identity + "]";
    }
}
