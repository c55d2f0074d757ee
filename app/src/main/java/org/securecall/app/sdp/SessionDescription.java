// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.util.List;
import java.util.Optional;

/**
 * A session description as far as a telephone is concerned. Closing wipes the keys that it holds.
 *
 * @param audio the first audio line that is not refused; empty when there is none
 * @param audioLine its place among the media lines; -1 when there is none
 * @param lines every media line's type, port, profile and formats, as written: an answer must have as many (RFC 3264 §6)
 */
public record SessionDescription(Optional<AudioDescription> audio, int audioLine, List<MediaLine> lines)
        implements AutoCloseable {

    public SessionDescription {
        lines = List.copyOf(lines);
    }

    @Override
    public void close() {
        audio.ifPresent(description -> description.keys().close());
    }

    /**
     * One {@code m=} line.
     *
     * @param port 0 for a stream that is refused
     */
    public record MediaLine(String type, int port, String profile, List<String> formats) {

        public MediaLine {
            formats = List.copyOf(formats);
        }
    }
}
