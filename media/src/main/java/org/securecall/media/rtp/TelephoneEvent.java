// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

/** The payload of a telephone event (RFC 4733 §2.3): which key, how loud, since when, and whether it was let go. */
public final class TelephoneEvent {

    /** Bytes of the payload. */
    public static final int BYTES = 4;

    /** What {@link #digit} answers for an event that is no key. */
    public static final char NONE = 0;

    /** §3.2, Table 3: the events 0 to 15. */
    private static final String DIGITS = "0123456789*#ABCD";

    private static final int END = 0x80;

    /** §2.3.3: the power in dBm0 without its sign; what telephones send usually. */
    private static final int VOLUME = 10;

    private static final int MOST_DURATION = 0xffff;

    private TelephoneEvent() {}

    /** Whether it is one of {@code 0-9 * # A-D}. */
    public static boolean isDigit(char c) {
        return DIGITS.indexOf(c) >= 0;
    }

    /**
     * Appends the payload to a packet.
     *
     * @param duration since the event began, in units of the event's clock
     * @throws IllegalArgumentException when {@code digit} is no digit
     */
    public static void append(PacketBuffer packet, char digit, boolean end, int duration) {
        int event = DIGITS.indexOf(digit);
        if (event < 0) {
            throw new IllegalArgumentException("There is no telephone event for this character");
        }
        int at = packet.length();
        packet.length(at + BYTES);
        int second = (end ? END : 0) | VOLUME;
        packet.int32(at, event << 24 | second << 16 | Math.min(duration, MOST_DURATION));
    }

    /** The key that the payload at {@code at} reports, or {@link #NONE}. */
    public static char digit(PacketBuffer packet, int at, int end) {
        if (end - at < BYTES) {
            return NONE;
        }
        int event = packet.bytes()[at] & 0xff;
        return event < DIGITS.length() ? DIGITS.charAt(event) : NONE;
    }
}
