// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Security;

/**
 * A past call as bytes, without its id: a version, flags, and the fields one after the other. Every call has one form, and no other
 * bytes are read as it. An unpaired surrogate in a text becomes a question mark.
 */
public final class PastCallCodec {

    private static final int VERSION = 1;

    private static final int INCOMING = 1;
    private static final int ACCOUNT = 1 << 1;
    private static final int ANSWERED = 1 << 2;
    private static final int SHIELD = 1 << 3;
    private static final int VERIFIED = 1 << 4;
    private static final int QUALITY = 1 << 5;
    private static final int EVERY_FLAG = (1 << 6) - 1;

    // A constant's place is its number in the bytes: new ones go to the end.
    static final List<Security.State> STATES = List.of(
            Security.State.NONE,
            Security.State.SECURING,
            Security.State.ENCRYPTED,
            Security.State.VERIFIED,
            Security.State.SERVER,
            Security.State.CHANGED,
            Security.State.MISMATCH,
            Security.State.LOST,
            Security.State.WEAKER);
    static final List<Security.Protocol> PROTOCOLS = List.of(
            Security.Protocol.NONE, Security.Protocol.ZRTP, Security.Protocol.DTLS_SRTP, Security.Protocol.SDES);

    private PastCallCodec() {}

    public static byte[] encode(PastCall call) {
        RecordWriter out = new RecordWriter();
        out.octet(VERSION);
        out.octet(flags(call));
        long started = call.started().toEpochMilli();
        out.number(started);
        // The differences are short; where they overflow, reading them overflows back.
        call.answered().ifPresent(answered -> out.number(answered.toEpochMilli() - started));
        out.number(call.ended().toEpochMilli() - started);
        out.text(call.peer());
        out.text(call.displayName());
        call.account().ifPresent(out::text);
        out.number(call.code());
        out.text(call.reason());
        call.shield().ifPresent(shield -> {
            out.octet(STATES.indexOf(shield.worst()));
            out.octet(STATES.indexOf(shield.last()));
        });
        out.octet(PROTOCOLS.indexOf(call.protocol()));
        out.text(call.algorithms());
        out.text(call.keyName());
        call.quality().ifPresent(quality -> {
            out.number(quality.packetsReceived());
            out.number(quality.lost());
            out.real(quality.jitterMs());
            out.real(quality.rttMs());
            out.text(quality.codec());
        });
        return out.bytes();
    }

    private static int flags(PastCall call) {
        return (call.direction() == CallSnapshot.Direction.INCOMING ? INCOMING : 0)
                | (call.account().isPresent() ? ACCOUNT : 0)
                | (call.answered().isPresent() ? ANSWERED : 0)
                | (call.shield().isPresent() ? SHIELD : 0)
                | (call.verified() ? VERIFIED : 0)
                | (call.quality().isPresent() ? QUALITY : 0);
    }

    /**
     * Reads a call back.
     *
     * @param id under which the bytes were kept
     * @throws DamagedPastCallException when they are not of a call, or of one that a newer version wrote
     */
    public static PastCall decode(long id, byte[] bytes) throws DamagedPastCallException {
        RecordReader in = new RecordReader(bytes);
        int version = in.octet();
        if (version != VERSION) {
            throw new DamagedPastCallException("A past call of an unknown version: " + version);
        }
        int flags = in.octet();
        if ((flags & ~EVERY_FLAG) != 0) {
            throw new DamagedPastCallException("A past call with unknown flags");
        }
        long started = in.number();
        Optional<Instant> answered =
                has(flags, ANSWERED) ? Optional.of(Instant.ofEpochMilli(started + in.number())) : Optional.empty();
        Instant ended = Instant.ofEpochMilli(started + in.number());
        String peer = in.text();
        String displayName = in.text();
        Optional<String> account = has(flags, ACCOUNT) ? Optional.of(in.text()) : Optional.empty();
        int code = code(in.number());
        String reason = in.text();
        Optional<PastCall.Shield> shield = has(flags, SHIELD)
                ? Optional.of(new PastCall.Shield(one(STATES, in), one(STATES, in)))
                : Optional.empty();
        Security.Protocol protocol = one(PROTOCOLS, in);
        String algorithms = in.text();
        String keyName = in.text();
        Optional<PastCall.Quality> quality = has(flags, QUALITY) ? Optional.of(quality(in)) : Optional.empty();
        in.end();
        return new PastCall(
                id,
                has(flags, INCOMING) ? CallSnapshot.Direction.INCOMING : CallSnapshot.Direction.OUTGOING,
                peer,
                displayName,
                account,
                Instant.ofEpochMilli(started),
                answered,
                ended,
                code,
                reason,
                shield,
                protocol,
                algorithms,
                has(flags, VERIFIED),
                keyName,
                quality);
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private static int code(long number) throws DamagedPastCallException {
        if ((int) number != number) {
            throw new DamagedPastCallException("A past call whose status is none");
        }
        return (int) number;
    }

    private static <T> T one(List<T> known, RecordReader in) throws DamagedPastCallException {
        int number = in.octet();
        if (number >= known.size()) {
            throw new DamagedPastCallException("A past call with an unknown state or protocol");
        }
        return known.get(number);
    }

    private static PastCall.Quality quality(RecordReader in) throws DamagedPastCallException {
        long received = in.number();
        long lost = in.number();
        double jitter = in.real();
        double roundTrip = in.real();
        String codec = in.text();
        try {
            return new PastCall.Quality(received, lost, jitter, roundTrip, codec);
        } catch (IllegalArgumentException e) {
            throw new DamagedPastCallException("A past call whose quality is none");
        }
    }
}
