// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.securecall.media.secret.SecretBytes;

/**
 * One {@code a=crypto} line: the key under which its writer sends (RFC 4568 §9.1). Owned by whoever holds it; closing wipes the
 * key. Its text in SDP cannot be wiped, which is one more reason to have ZRTP.
 */
public final class SdesCrypto implements AutoCloseable {

    private static final String INLINE = "inline:";

    /** RFC 4568 §6.1: no SRTP key may protect more packets than RFC 3711 §9.2 allows. */
    private static final long LONGEST_LIFE = 1L << 48;

    private static final int LONGEST_TAG = 9;
    private static final int LONGEST_LINE = 512;

    private final int tag;
    private final SdesSuite suite;
    private final String suiteName;
    private final SecretBytes keyAndSalt;
    private final OptionalLong lifetime;

    private SdesCrypto(int tag, SdesSuite suite, String suiteName, SecretBytes keyAndSalt, OptionalLong lifetime) {
        this.tag = tag;
        this.suite = suite;
        this.suiteName = suiteName;
        this.keyAndSalt = keyAndSalt;
        this.lifetime = lifetime;
    }

    /**
     * @param tag 0 to 999 999 999: which line of an offer an answer chose
     * @param keyAndSalt master key, then master salt; taken over
     * @throws IllegalArgumentException when a length or the tag is outside of its range
     */
    public static SdesCrypto of(int tag, SdesSuite suite, SecretBytes keyAndSalt) {
        if (tag < 0 || tag > 999_999_999 || keyAndSalt.length() != suite.keyBytes() + suite.saltBytes()) {
            throw new IllegalArgumentException("Tag " + tag + " with " + keyAndSalt.length() + " bytes for " + suite);
        }
        return new SdesCrypto(tag, suite, suite.token(), keyAndSalt, OptionalLong.empty());
    }

    /**
     * Reads the attribute's value, {@code 1 AES_CM_128_HMAC_SHA1_80 inline:…|2^20}.
     *
     * @return empty for what is malformed or cannot be used as it stands: an unknown suite; several keys, a key with an MKI, or
     *     another key method; a session parameter that asks for weaker protection (UNENCRYPTED_SRTP, UNENCRYPTED_SRTCP,
     *     UNAUTHENTICATED_SRTP), for what this side cannot do, or that is unknown and not optional (RFC 4568 §6.3.7)
     */
    public static Optional<SdesCrypto> parse(String text) {
        String[] parts = text.strip().split("\\s+", -1);
        if (text.length() > LONGEST_LINE || parts.length < 3) {
            return Optional.empty();
        }
        OptionalLong tag = number(parts[0], LONGEST_TAG);
        Optional<SdesSuite> suite = SdesSuite.of(parts[1]);
        boolean harmless = Arrays.stream(parts).skip(3).allMatch(SdesCrypto::isHarmless);
        if (tag.isEmpty() || suite.isEmpty() || !harmless) {
            return Optional.empty();
        }
        return key((int) tag.getAsLong(), suite.get(), parts[1], parts[2]);
    }

    private static Optional<SdesCrypto> key(int tag, SdesSuite suite, String suiteName, String parameter) {
        if (!parameter.regionMatches(true, 0, INLINE, 0, INLINE.length())) {
            return Optional.empty();
        }
        String[] fields = parameter.substring(INLINE.length()).split("\\|", -1);
        OptionalLong lifetime = fields.length == 2 ? lifetime(fields[1]) : OptionalLong.empty();
        if (fields.length > 2 || (fields.length == 2 && lifetime.isEmpty())) {
            return Optional.empty();
        }
        byte[] keyAndSalt;
        try {
            keyAndSalt = Base64.getDecoder().decode(fields[0]);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (keyAndSalt.length != suite.keyBytes() + suite.saltBytes()) {
            Arrays.fill(keyAndSalt, (byte) 0);
            return Optional.empty();
        }
        return Optional.of(new SdesCrypto(tag, suite, suiteName, SecretBytes.owning(keyAndSalt), lifetime));
    }

    /** §9.2: {@code 2^} and an exponent, or a decimal number. */
    private static OptionalLong lifetime(String text) {
        OptionalLong value;
        if (text.startsWith("2^")) {
            OptionalLong exponent = number(text.substring(2), 2);
            value = exponent.isPresent() && exponent.getAsLong() < 62
                    ? OptionalLong.of(1L << exponent.getAsLong())
                    : OptionalLong.empty();
        } else {
            value = number(text, 18);
        }
        return value.isPresent() && value.getAsLong() >= 1 && value.getAsLong() <= LONGEST_LIFE
                ? value
                : OptionalLong.empty();
    }

    private static OptionalLong number(String text, int mostDigits) {
        boolean digits =
                !text.isEmpty() && text.length() <= mostDigits && text.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    /**
     * §6.3.7: a parameter that is unknown makes the line invalid, unless it begins with a dash. A key derivation rate other than
     * none is not supported. An order of FEC says nothing of a stream without FEC, and a replay window may be larger than asked.
     */
    private static boolean isHarmless(String parameter) {
        return parameter.startsWith("-")
                || parameter.equals("KDR=0")
                || parameter.startsWith("WSH=")
                || parameter.equals("FEC_ORDER=FEC_SRTP")
                || parameter.equals("FEC_ORDER=SRTP_FEC");
    }

    public int tag() {
        return tag;
    }

    public SdesSuite suite() {
        return suite;
    }

    /** Master key, then master salt. */
    public SecretBytes keyAndSalt() {
        return keyAndSalt;
    }

    /** After how many packets its writer must have changed the key; empty for what SRTP allows (§6.1). */
    public OptionalLong lifetime() {
        return lifetime;
    }

    /** An independent copy for another owner. */
    public SdesCrypto copy() {
        return new SdesCrypto(tag, suite, suiteName, keyAndSalt.copy(), lifetime);
    }

    /**
     * As an answer to {@code offer}: this key under the offer's tag, and the suite spelled as there (§5.1.2).
     *
     * @throws IllegalArgumentException when the suites differ
     */
    public SdesCrypto answering(SdesCrypto offer) {
        if (offer.suite != suite) {
            throw new IllegalArgumentException(suite + " does not answer " + offer.suite);
        }
        return new SdesCrypto(offer.tag, suite, offer.suiteName, keyAndSalt.copy(), OptionalLong.empty());
    }

    /**
     * The first of an offer's lines that one of this side's answers.
     *
     * @param own as {@link MediaSession#sdesKeys()} has them
     */
    public static Optional<PeerKeying.Sdes> answer(List<SdesCrypto> own, List<SdesCrypto> offer) {
        for (SdesCrypto offered : offer) {
            for (SdesCrypto key : own) {
                if (key.suite == offered.suite) {
                    return Optional.of(new PeerKeying.Sdes(key.answering(offered), offered.copy()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * What an answer to this side's offer chose.
     *
     * @param answer its only line
     * @return empty when no line of the offer has this tag and this suite (§5.1.3)
     */
    public static Optional<PeerKeying.Sdes> answered(List<SdesCrypto> offer, SdesCrypto answer) {
        return offer.stream()
                .filter(offered -> offered.tag == answer.tag && offered.suite == answer.suite)
                .findFirst()
                .map(offered -> new PeerKeying.Sdes(offered.copy(), answer.copy()));
    }

    /** The attribute's value, with the key: for SDP and nothing else. */
    public String text() {
        return tag + " " + suiteName + " " + INLINE + Base64.getEncoder().encodeToString(keyAndSalt.reveal())
                + (lifetime.isPresent() ? "|" + lifetime.getAsLong() : "");
    }

    @Override
    public void close() {
        keyAndSalt.close();
    }

    /** Without the key: objects end up in logs. */
    @Override
    public String toString() {
        return "SdesCrypto[" + tag + " " + suiteName + "]";
    }
}
