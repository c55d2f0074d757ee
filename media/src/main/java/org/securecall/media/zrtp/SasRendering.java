// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.List;
import java.util.stream.IntStream;
import org.securecall.media.api.SasEmoji;
import org.securecall.media.api.SasWords;

/** How the short authentication string is said (RFC 6189 §5.1.6). */
public enum SasRendering implements ZrtpAlgorithm {
    /** Four characters from the leftmost 20 bits. */
    B32("B32 ") {
        @Override
        public String render(int sasValue) {
            StringBuilder text = new StringBuilder(4);
            for (int shift = 27; shift > 7; shift -= 5) {
                text.append("ybndrfg8ejkmcpqxot1uwisza345h769".charAt(sasValue >>> shift & 31));
            }
            return text.toString();
        }
    },
    /** Two words of the PGP list from the leftmost 16 bits, with a colon between them. */
    B256("B256") {
        @Override
        public String render(int sasValue) {
            return SasWords.even().get(sasValue >>> 24) + ":" + SasWords.odd().get(sasValue >>> 16 & 0xff);
        }
    };

    private static final List<SasEmoji> EMOJI = List.of(SasEmoji.values());

    private final String wire;

    SasRendering(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** @param sasValue the leftmost 32 bits of the sashash (RFC 6189 §4.5.2) */
    public abstract String render(int sasValue);

    /**
     * The code as pictures, a second rendering that nothing on the wire names: four times six of the leftmost 24 bits
     * (docs/zrtp-extensions.md).
     *
     * @param sasValue as for {@link #render}
     */
    static List<SasEmoji> emoji(int sasValue) {
        return IntStream.of(26, 20, 14, 8)
                .mapToObj(shift -> EMOJI.get(sasValue >>> shift & 63))
                .toList();
    }
}
