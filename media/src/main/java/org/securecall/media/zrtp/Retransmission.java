// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;

/**
 * Timer T2 and the message it sends again (RFC 6189 §6). "All message retransmissions MUST be identical to the initial message".
 *
 * <p>What the RFC recommends is 150 ms, doubled up to 1200 ms, which gives 10 retransmissions in 9.45 s. The initiator's messages
 * begin
 * with a prompt part, paced by the round trip that was measured, and go on with the doubling (docs/decisions/0030).
 */
final class Retransmission {

    static final Duration FIRST = Duration.ofMillis(150);
    static final Duration LONGEST = Duration.ofMillis(1200);

    /** When the last one is sent at the latest, counted from the first: no peer is given up sooner than by the RFC. */
    static final Duration SPAN = Duration.ofMillis(9450);

    /** How many are sent before the interval doubles up to the longest. */
    private static final int PROMPT = 8;

    /** As fast as Hello at its fastest, however short the path. */
    private static final Duration SHORTEST = Duration.ofMillis(50);

    /** What the peer, and both operating systems, need for an answer. */
    private static final Duration LEAST_MARGIN = Duration.ofMillis(20);

    /**
     * "ZRTP endpoints MUST NOT exceed the bandwidth of the resulting media session" (§6): 32 kbit/s is less than any voice, with its
     * headers, takes.
     */
    private static final int OCTETS_PER_MS = 4;

    /** Of IPv4, UDP and ZRTP's packet. */
    private static final int PACKET_OVERHEAD = 28 + 16;

    /** How often a message is still sent after the peer said it gave up, in case somebody else said so. */
    private static final int TIMES_AFTER_ERROR = 2;

    private final ZrtpMessage message;
    private final Instant begun;
    private final Duration promptCap;
    private Duration interval;
    private Duration waited = Duration.ZERO;
    private int prompt;
    private int left = Integer.MAX_VALUE;
    private OptionalInt peerCode = OptionalInt.empty();

    private Retransmission(Context context, ZrtpMessage message, Duration first, Duration promptCap, int prompt) {
        this.message = message;
        this.interval = first;
        this.promptCap = promptCap;
        this.prompt = prompt;
        this.begun = context.now();
        context.send(message);
        context.setTimer(ZrtpTimer.T2, first);
    }

    /** Sends the message for the first time, to be repeated as the RFC recommends. */
    static Retransmission begin(Context context, ZrtpMessage message) {
        return new Retransmission(context, message, FIRST, FIRST, 0);
    }

    /** Sends one of the initiator's messages, on whose answer the call waits, for the first time. */
    static Retransmission beginPromptly(Context context, ZrtpMessage message) {
        Duration pace = Duration.ofMillis((message.raw().length() + PACKET_OVERHEAD) / OCTETS_PER_MS);
        Duration cap = context.roundTrip().isPresent() ? FIRST : FIRST.multipliedBy(2);
        Duration first = longer(patience(context), pace);
        return new Retransmission(context, message, first, longer(first, cap), PROMPT);
    }

    /** "No less than the round-trip time", and "a reasonable time estimate to perform the DH calculation" (§6). */
    private static Duration patience(Context context) {
        return context.roundTrip()
                .map(trip -> longer(trip.plus(longer(trip.dividedBy(4), LEAST_MARGIN)), SHORTEST))
                .orElse(FIRST);
    }

    /** @return false when the schedule is exhausted */
    boolean again(Context context) {
        waited = waited.plus(interval);
        if (left == 0 || waited.compareTo(SPAN) > 0) {
            return false;
        }
        left--;
        interval = shorter(interval.multipliedBy(2), prompt > 0 ? promptCap : LONGEST);
        prompt = Math.max(0, prompt - 1);
        context.send(message);
        context.setTimer(ZrtpTimer.T2, interval);
        return true;
    }

    /** The peer answered: a round trip takes no longer than since the first time. */
    void answered(Context context) {
        context.roundTripWithin(Duration.between(begun, context.now()));
    }

    /** The peer's Error message shortens the wait: if it really gave up, it answers nothing any more. */
    void peerError(int code) {
        peerCode = OptionalInt.of(code);
        left = Math.min(left, TIMES_AFTER_ERROR);
    }

    /** Why there was no answer. */
    ZrtpFailure failure() {
        return new ZrtpFailure(
                peerCode.isPresent() ? ZrtpFailure.Reason.PEER_ERROR : ZrtpFailure.Reason.TIMEOUT, peerCode);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
