// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.securecall.media.api.ZrtpDetails.HelloHash;

/** What all states of one machine share: identity, randomness, the list of outputs, the counters. */
final class Context {

    /** With the margin for the answer 250 ms, a little more than what RFC 6189 §6 recommends to begin T2 with. */
    static final Duration SHORT_TRIP = Duration.ofMillis(200);

    private final ZrtpConfig config;
    private final SecureRandom random;
    private final HashChain chain;
    private final Hello ownHello;
    private Optional<MultistreamSession> session;

    private final List<ZrtpOutput> outputs = new ArrayList<>();
    private final Set<ZrtpTimer> running = EnumSet.noneOf(ZrtpTimer.class);
    private int sequence;

    /** Of the last message that went in fragments: one that is sent again keeps its number. */
    private int messageId;

    private Octets lastFragmented = Octets.EMPTY;
    private boolean securing;
    private boolean clearForbidden;
    private Optional<Duration> roundTrip = Optional.empty();
    private Optional<String> announcedHash = Optional.empty();
    private boolean announcedBadly;
    private Optional<AuxiliarySecret> auxiliary;
    private Optional<Secure> rekeys = Optional.empty();

    private long junk;
    private long malformed;
    private long forged;
    private long unexpected;

    Context(ZrtpConfig config, SecureRandom random, Optional<MultistreamSession> session) {
        this(config, random, session, HashChain.create(random));
    }

    /** For another peer, who was told the same hash of a Hello as the one before. */
    Context(Context former) {
        this(former.config, former.random, Optional.empty(), former.chain);
        this.sequence = former.sequence;
        this.messageId = former.messageId;
    }

    private Context(ZrtpConfig config, SecureRandom random, Optional<MultistreamSession> session, HashChain chain) {
        this.config = config;
        this.random = random;
        this.session = session;
        this.auxiliary = config.auxiliary();
        this.chain = chain;
        this.ownHello = Hello.create(
                config.clientId(),
                chain,
                config.cache().localZid(),
                config.options().confirmedKeys().isPresent(),
                false,
                config.bindHellos(),
                config.algorithms().names());
        // Some peers drop what is not above the last sequence number, so a wrap within a call would make them deaf.
        this.sequence = random.nextInt(1, 1 << 12);
        // Likewise: bzrtp drops fragments of a message with a lower number than the last, and never takes number 0.
        this.messageId = random.nextInt(1, 1 << 12);
    }

    ZrtpConfig config() {
        return config;
    }

    SecureRandom random() {
        return random;
    }

    HashChain chain() {
        return chain;
    }

    Hello ownHello() {
        return ownHello;
    }

    /** Present in the machine of a further stream, and once a first stream was secure and went clear. */
    Optional<MultistreamSession> session() {
        return session;
    }

    /** Still its owner's. */
    Optional<AuxiliarySecret> auxiliary() {
        return auxiliary;
    }

    void use(AuxiliarySecret secret) {
        auxiliary = Optional.of(secret);
    }

    /** What the next exchange of this stream goes on from; the one of before is wiped. */
    void resumeWith(MultistreamSession next) {
        session.ifPresent(MultistreamSession::close);
        session = Optional.of(next);
    }

    void close() {
        session.ifPresent(MultistreamSession::close);
    }

    /** In one packet, if it is not longer than the path takes (§5 knows nothing else), or in several. */
    void send(ZrtpMessage message) {
        Octets raw = message.raw();
        if (ZrtpPacket.HEADER + raw.length() + ZrtpPacket.CRC <= config.mtu()) {
            sequence++;
            outputs.add(new ZrtpOutput.Send(ZrtpPacket.write(sequence, config.ssrc(), raw)));
            return;
        }
        if (!raw.equals(lastFragmented)) {
            lastFragmented = raw;
            messageId++;
        }
        for (ZrtpPacket.Fragment fragment :
                ZrtpPacket.split(sequence + 1, config.ssrc(), messageId, raw, config.mtu())) {
            sequence = fragment.sequence();
            outputs.add(new ZrtpOutput.Send(ZrtpPacket.write(fragment)));
        }
    }

    /** The secure state whose keys the exchange under way is to replace; empty for the first exchange of a stream. */
    Optional<Secure> rekeys() {
        return rekeys;
    }

    void rekeys(Optional<Secure> secure) {
        rekeys = secure;
    }

    void emit(ZrtpOutput output) {
        outputs.add(output);
    }

    /** From now on, and for good. */
    void forbidClear() {
        clearForbidden = true;
    }

    /** Whether an authentic GoClear of the peer is obeyed. */
    boolean allowsClear() {
        return config.options().allowClear() && !clearForbidden;
    }

    boolean isClearForbidden() {
        return clearForbidden;
    }

    /** After GoClear. */
    void securingAgain() {
        securing = false;
    }

    /** Says so once per machine, and once more after each GoClear. */
    void securing() {
        if (!securing) {
            securing = true;
            emit(new ZrtpOutput.Securing());
        }
    }

    void setTimer(ZrtpTimer timer, Duration after) {
        running.add(timer);
        outputs.add(new ZrtpOutput.SetTimer(timer, after));
    }

    void cancel(ZrtpTimer timer) {
        if (running.remove(timer)) {
            outputs.add(new ZrtpOutput.CancelTimer(timer));
        }
    }

    void cancelAll() {
        for (ZrtpTimer timer : ZrtpTimer.values()) {
            cancel(timer);
        }
    }

    /** Whether this end of a timer counts: one that was cancelled in the meantime does not. */
    boolean ended(ZrtpTimer timer) {
        return running.remove(timer);
    }

    List<ZrtpOutput> drain() {
        List<ZrtpOutput> all = List.copyOf(outputs);
        outputs.clear();
        return all;
    }

    Instant now() {
        return config.clock().instant();
    }

    /** The longest that a round trip to the peer can take; empty when it is not known to be short. */
    Optional<Duration> roundTrip() {
        return roundTrip;
    }

    /**
     * An answer came so long after the message was first sent. When it was sent again meanwhile, the round trip may be shorter, but it
     * is not longer. Nothing authenticates this: it decides when messages are repeated, and nothing else.
     */
    void roundTripWithin(Duration atMost) {
        // The clock may have been set meanwhile.
        if (!atMost.isNegative()
                && atMost.compareTo(SHORT_TRIP) <= 0
                && roundTrip.filter(known -> known.compareTo(atMost) <= 0).isEmpty()) {
            roundTrip = Optional.of(atMost);
        }
    }

    void announce(Optional<String> hash, boolean badly) {
        announcedHash = hash;
        announcedBadly = badly;
    }

    boolean announced() {
        return announcedHash.isPresent() || announcedBadly;
    }

    /** How a Hello compares with what the peer's SDP announced (RFC 6189 §8.1). */
    HelloHash compare(Hello hello) {
        if (announcedHash.isPresent()) {
            return announcedHash.get().equals(hello.hash()) ? HelloHash.MATCH : HelloHash.MISMATCH;
        }
        // A peer that announces something unreadable does not get the benefit of having announced nothing.
        return announcedBadly ? HelloHash.MISMATCH : HelloHash.ABSENT;
    }

    void countJunk() {
        junk++;
    }

    void countMalformed() {
        malformed++;
    }

    void countForged() {
        forged++;
    }

    void countUnexpected() {
        unexpected++;
    }

    ZrtpCounters counters() {
        return new ZrtpCounters(junk, malformed, forged, unexpected);
    }
}
