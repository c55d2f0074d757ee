// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.history;

import org.securecall.app.api.PastCall;
import org.securecall.ui.text.Texts;

/** How well a call was heard, in words. The limits are where people begin to complain. */
enum HeardWords {
    GOOD,
    FAIR,
    POOR;

    private static final Texts TEXTS = Texts.of("history");

    private record Limits(double lost, double jitterMs, double rttMs) {

        boolean hold(PastCall.Quality quality) {
            return share(quality) <= lost && quality.jitterMs() <= jitterMs && quality.rttMs() <= rttMs;
        }
    }

    private static final Limits OF_GOOD = new Limits(0.01, 30, 300);
    private static final Limits OF_FAIR = new Limits(0.05, 60, 600);

    /** How many of the packets that were sent never came, 0 to 1. */
    static double share(PastCall.Quality quality) {
        // As numbers with a fraction: the counts may be as large as a long.
        double all = (double) quality.packetsReceived() + quality.lost();
        return all == 0 ? 0 : quality.lost() / all;
    }

    static HeardWords of(PastCall.Quality quality) {
        if (OF_GOOD.hold(quality)) {
            return GOOD;
        }
        return OF_FAIR.hold(quality) ? FAIR : POOR;
    }

    String words() {
        return switch (this) {
            case GOOD -> TEXTS.get("heard.good");
            case FAIR -> TEXTS.get("heard.fair");
            case POOR -> TEXTS.get("heard.poor");
        };
    }
}
