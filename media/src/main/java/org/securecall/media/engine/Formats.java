// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.codec.VoiceCodecs;

/** What payload types mean in one call. Immutable. */
final class Formats {

    static final String EVENT = "telephone-event";

    /** RFC 4733 §2.5.1.1: events share clock and SSRC with the voice, so each voice clock has its own type. */
    private static final List<PayloadFormat> EVENTS =
            List.of(new PayloadFormat(101, EVENT, 48_000, 1, "0-15"), new PayloadFormat(100, EVENT, 8_000, 1, "0-15"));

    private final @Nullable PayloadFormat[] received = new PayloadFormat[128];
    private final Optional<PayloadFormat> voice;
    private final Optional<PayloadFormat> event;

    private Formats(List<PayloadFormat> offered, List<PayloadFormat> peers, VoiceCodecs codecs) {
        for (PayloadFormat format : offered) {
            received[format.payloadType()] = format;
        }
        // An answerer uses the offerer's numbers (RFC 3264 §6.1), so where the two sides differ the peer's are meant.
        for (PayloadFormat format : peers) {
            if (format.is(EVENT) || codecs.supports(format)) {
                received[format.payloadType()] = format;
            }
        }
        voice = peers.stream().filter(f -> !f.is(EVENT) && codecs.supports(f)).findFirst();
        event = peers.stream()
                .filter(f -> f.is(EVENT))
                .filter(f -> voice.filter(v -> v.clockRate() == f.clockRate()).isPresent())
                .findFirst()
                .or(() -> peers.stream().filter(f -> f.is(EVENT)).findFirst());
    }

    static List<PayloadFormat> offer(VoiceCodecs codecs) {
        List<PayloadFormat> offer = new ArrayList<>(codecs.formats());
        for (PayloadFormat format : EVENTS) {
            boolean taken = offer.stream().anyMatch(o -> o.payloadType() == format.payloadType());
            if (taken) {
                throw new IllegalStateException("Payload type " + format.payloadType() + " is used twice");
            }
            offer.add(format);
        }
        return List.copyOf(offer);
    }

    static Formats negotiated(List<PayloadFormat> peers, VoiceCodecs codecs) {
        return new Formats(offer(codecs), peers, codecs);
    }

    /** What a received packet of this type holds; empty for a type that nobody named. */
    @Nullable
    PayloadFormat received(int payloadType) {
        return received[payloadType];
    }

    /** What voice is sent as; empty when the peer named nothing that this side can. */
    Optional<PayloadFormat> voice() {
        return voice;
    }

    /** What digits are sent as. */
    Optional<PayloadFormat> event() {
        return event;
    }
}
