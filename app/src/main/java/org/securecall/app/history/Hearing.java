// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.PastCall;
import org.securecall.media.api.MediaStats;

/** Sums up how a call was heard, from what was measured in it now and then. */
final class Hearing {

    private final Map<String, Integer> codecs = new LinkedHashMap<>();
    private long received;
    private long lost;
    private double jitters;
    private int heard;
    private double roundTrips;
    private int answered;

    void add(MediaStats stats) {
        received = stats.packetsReceived();
        lost = stats.lost();
        if (stats.packetsReceived() == 0) {
            return;
        }
        heard++;
        jitters += stats.jitterMs();
        if (stats.rttMs() >= 0) {
            answered++;
            roundTrips += stats.rttMs();
        }
        if (!stats.codec().isEmpty()) {
            codecs.merge(stats.codec(), 1, Integer::sum);
        }
    }

    Optional<PastCall.Quality> quality() {
        return heard == 0
                ? Optional.empty()
                : Optional.of(new PastCall.Quality(
                        received, lost, jitters / heard, answered == 0 ? -1 : roundTrips / answered, codec()));
    }

    private String codec() {
        return codecs.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse("");
    }
}
