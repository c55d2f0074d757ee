// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec.opus;

import java.util.Locale;

/**
 * What a peer's fmtp line says of what it wants to get (RFC 7587 §6.1). What is not named there or makes no sense has the RFC's
 * default.
 *
 * @param maxPlaybackRate Hz, 8000 to 48000: higher frequencies than half of it are of no use to the peer
 * @param maxAverageBitrate bits a second, 6000 to 510000
 * @param inBandFec whether the peer can make use of forward error correction
 */
record OpusParameters(int maxPlaybackRate, int maxAverageBitrate, boolean inBandFec) {

    static OpusParameters parse(String fmtp) {
        int rate = 48_000;
        int bitrate = 510_000;
        boolean fec = false;
        for (String parameter : fmtp.split(";")) {
            String[] pair = parameter.split("=", 2);
            if (pair.length == 2) {
                String value = pair[1].strip();
                switch (pair[0].strip().toLowerCase(Locale.ROOT)) {
                    case "maxplaybackrate" -> rate = number(value, 8_000, 48_000, rate);
                    case "maxaveragebitrate" -> bitrate = number(value, 6_000, 510_000, bitrate);
                    case "useinbandfec" -> fec = value.equals("1");
                    default -> {
                        // RFC 7587 §6.1: "Any unknown parameter in an offer MUST be ignored".
                    }
                }
            }
        }
        return new OpusParameters(rate, bitrate, fec);
    }

    private static int number(String text, int least, int most, int otherwise) {
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return otherwise;
        }
        return Math.clamp(Integer.parseInt(text), least, most);
    }

    /** The widest audio bandwidth that is of use: RFC 7587 §3.1.1, table 1. */
    int maxBandwidth() {
        if (maxPlaybackRate < 12_000) {
            return LibOpus.BANDWIDTH_NARROWBAND;
        } else if (maxPlaybackRate < 16_000) {
            return LibOpus.BANDWIDTH_MEDIUMBAND;
        } else if (maxPlaybackRate < 24_000) {
            return LibOpus.BANDWIDTH_WIDEBAND;
        } else if (maxPlaybackRate < 48_000) {
            return LibOpus.BANDWIDTH_SUPERWIDEBAND;
        }
        return LibOpus.BANDWIDTH_FULLBAND;
    }
}
