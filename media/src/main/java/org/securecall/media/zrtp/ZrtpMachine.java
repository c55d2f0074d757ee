// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.ZrtpDetails;

/**
 * ZRTP for one media stream (RFC 6189). Packets, ended timers and the user's decisions go in; each call returns what is to be
 * done, in order. Belongs to one thread at a time. After {@link #close()} every input is ignored.
 */
public final class ZrtpMachine implements AutoCloseable {

    private static final Pattern HELLO_HASH = Pattern.compile("[0-9a-f]{64}");

    /** Of a whole call: Ping is for proxies that look around, not for keeping this side busy (§5.15). */
    private static final int PING_ANSWERS = 64;

    /** Likewise: a real peer repeats its Hello some 60 times at most, its Error 10 times. */
    private static final int REPEATED_ANSWERS = 256;

    private final Context context;
    private final Reassembly reassembly = new Reassembly();
    private @Nullable State state;
    private boolean closed;
    private final Allowance pingAnswers = new Allowance(PING_ANSWERS);
    private final Allowance repeatedAnswers = new Allowance(REPEATED_ANSWERS);

    private ZrtpMachine(ZrtpConfig config, SecureRandom random, Optional<MultistreamSession> session) {
        this(new Context(config, random, session));
    }

    private ZrtpMachine(Context context) {
        this.context = context;
    }

    /** For the first, or only, stream of a call: Diffie-Hellman mode. */
    public static ZrtpMachine create(ZrtpConfig config, SecureRandom random) {
        return new ZrtpMachine(config, random, Optional.empty());
    }

    /**
     * For a further stream of a call whose first stream is secure: Multistream mode, with its own Hello and hash chain, no SAS
     * and no use of retained secrets (§4.4.3).
     *
     * @param config of the further stream: its own SSRC, the same cache
     * @throws IllegalStateException when {@code first} is not secure, or is a further stream itself
     */
    public static ZrtpMachine multistream(ZrtpMachine first, ZrtpConfig config, SecureRandom random) {
        if (first.secure().isEmpty()) {
            throw new IllegalStateException("Further streams need a secure first one");
        }
        MultistreamSession session = first.furtherStreams()
                .orElseThrow(() -> new IllegalStateException("A further stream cannot give keys to others"));
        return new ZrtpMachine(config, random, Optional.of(session.forAnotherStream()));
    }

    /**
     * For another telephone that the same offer reached, as a call that was forked reaches several: a first stream with the Hello
     * that SDP announced to all of them, and nothing else of this machine (docs/decisions/0032). Closes this one, which is to be that
     * of a first stream.
     */
    public ZrtpMachine forAnotherPeer() {
        close();
        return new ZrtpMachine(new Context(context));
    }

    private @Nullable MultistreamSession shared;

    /** One object for all further streams: they share the list of nonces. */
    private Optional<MultistreamSession> furtherStreams() {
        if (shared == null) {
            shared = secure().flatMap(secure -> secure.session(context)).orElse(null);
        }
        return Optional.ofNullable(shared);
    }

    /** What was reached, whether its keys are being replaced or not. */
    private Optional<Secure> secure() {
        return switch (state) {
            case Secure secure -> Optional.of(secure);
            case Rekeying rekeying -> Optional.of(rekeying.secure());
            case null, default -> Optional.empty();
        };
    }

    /** What new keys of this stream come from; there is one while it is secure. */
    private MultistreamSession session() {
        return context.session()
                .or(this::furtherStreams)
                .orElseThrow(() -> new IllegalStateException("A secure stream has a session"));
    }

    /**
     * New SRTP keys for a secure stream, for the case that those in force come to their end. They stay in force until both sides have
     * the new ones, or for good when that fails: {@link ZrtpOutput.Rekeyed} or {@link ZrtpOutput.RekeyFailed} follows. Nothing happens
     * when the stream is not secure, or is getting new keys already. A peer may do the same at any time.
     */
    public List<ZrtpOutput> rekey() {
        if (state instanceof Secure secure && !closed) {
            state = Rekeying.begin(context, secure, session());
        }
        return context.drain();
    }

    /** An SRTP packet came in that authenticates under keys that a {@link #rekey} brought: as good as a Conf2ACK (§4.6). */
    public List<ZrtpOutput> newKeysHeard() {
        if (state instanceof Rekeying rekeying && !closed) {
            state = rekeying.newKeysHeard(context);
        }
        return context.drain();
    }

    /** The value of this stream's {@code a=zrtp-hash} for version 1.10: 64 hexadecimal digits (§8.1). */
    public String helloHash() {
        return context.ownHello().hash();
    }

    /** How an announced hash was taken. */
    public enum AnnouncedHash {
        TAKEN,
        ABSENT,
        /** Not 64 hexadecimal digits: no Hello can fit it, so the details will say MISMATCH. */
        MALFORMED
    }

    /** @param outputs what is to be done, as the Hello may have come before */
    public record Announced(AnnouncedHash hash, List<ZrtpOutput> outputs) {

        public Announced {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * Tells what the peer's SDP announced (§8.1); may be told at any time, and again.
     *
     * @param hash the digits alone, without the version
     */
    public Announced peerHelloHash(Optional<String> hash) {
        Optional<String> readable = hash.map(h -> h.strip().toLowerCase(Locale.ROOT))
                .filter(h -> HELLO_HASH.matcher(h).matches());
        AnnouncedHash taken = hash.isEmpty()
                ? AnnouncedHash.ABSENT
                : readable.isPresent() ? AnnouncedHash.TAKEN : AnnouncedHash.MALFORMED;
        Optional<ZrtpDetails> before = details();
        context.announce(readable, taken == AnnouncedHash.MALFORMED);
        details()
                .filter(now ->
                        before.filter(b -> b.zrtpHash() == now.zrtpHash()).isEmpty())
                .ifPresent(now -> context.emit(new ZrtpOutput.DetailsChanged(now)));
        return new Announced(taken, context.drain());
    }

    /**
     * An auxiliary secret that was not known yet when the machine was made, as SDES keys are not before the answer (§4.3). One
     * that comes after the keys began to be agreed may be too late; then it is as if there were none.
     *
     * @param secret stays its owner's, who closes it after this machine
     */
    public void useAuxiliary(AuxiliarySecret secret) {
        context.use(secret);
    }

    /** Begins to send Hello. Starting again does nothing. */
    public List<ZrtpOutput> start() {
        if (state == null && !closed) {
            state = Discovery.begin(context);
        }
        return context.drain();
    }

    /**
     * A packet that may be ZRTP, from its first octet to its last. Whatever is in it, no exception comes of it.
     *
     * @param packet read from its position to its limit; not kept
     */
    public List<ZrtpOutput> receive(ByteBuffer packet) {
        State now = state;
        if (now == null || closed) {
            return List.of();
        }
        switch (ZrtpPacket.parse(packet)) {
            case ZrtpPacket.Junk junk -> context.countJunk();
            case ZrtpPacket.Intact intact -> state = receive(now, intact.message(), intact.ssrc());
            case ZrtpPacket.Fragment fragment -> state = receive(now, fragment);
        }
        if (state instanceof Cleared) {
            forgetShared();
        }
        return context.drain();
    }

    /**
     * GoClear is neither obeyed nor sent from now on, whatever the options say: SDP agreed on SRTP and both sides announced ZRTP
     * there, where the revision of RFC 6189 (§8.2) wants the A flag clear.
     */
    public void forbidClear() {
        context.forbidClear();
    }

    /**
     * The user wants to end the encryption (§4.7.2). Nothing happens unless this is a secure first stream whose peer declared
     * that it allows this. Further streams of the call end with it: close their machines with {@link ZrtpOutput.WentClear}.
     */
    public List<ZrtpOutput> goClear() {
        if (state instanceof Rekeying rekeying && !closed && rekeying.secure().mayGoClear(context)) {
            state = rekeying.abandon(context);
        }
        if (state instanceof Secure secure && !closed && secure.mayGoClear(context)) {
            forgetShared();
            state = ClearSent.begin(context, secure);
        }
        return context.drain();
    }

    /** The user wants to be secure again after {@link ZrtpOutput.WentClear}; without it nothing happens. */
    public List<ZrtpOutput> goSecure() {
        if (state instanceof Cleared cleared && !closed) {
            state = cleared.goSecure(context);
        }
        return context.drain();
    }

    /**
     * The user trusts the server in the middle that asked for it, from the next call on (§7.3.1): only after explicit consent.
     *
     * @return false when there is nobody to trust, as the peer of this secure first stream did not ask, or the cache keeps none
     */
    public boolean enrol() {
        return state instanceof Secure secure && !closed && secure.enrol(context);
    }

    /** What further streams got their keys from must not outlive GoClear. */
    private void forgetShared() {
        if (shared != null) {
            shared.close();
            shared = null;
        }
    }

    private State receive(State now, ZrtpPacket.Fragment fragment) {
        if (fragment.ssrc() == context.config().ssrc()
                || now.peer().filter(p -> p.ssrc() != fragment.ssrc()).isPresent()) {
            // What nobody can have sent who matters takes no room away from what the peer sends.
            context.countForged();
            return now;
        }
        return switch (reassembly.take(fragment)) {
            case Reassembly.Taken.Incomplete incomplete -> now;
            case Reassembly.Taken.Impossible impossible -> {
                context.countMalformed();
                yield now;
            }
            case Reassembly.Taken.Complete complete -> receive(now, complete.message(), fragment.ssrc());
        };
    }

    private State receive(State now, Octets message, int ssrc) {
        return switch (ParsedMessage.parse(message)) {
            // A malformed message is dropped and not answered with error 0x10: anybody could have sent it, and the
            // exchange goes on without it (§9).
            case ParsedMessage.Malformed malformed -> {
                context.countMalformed();
                yield now;
            }
            case ParsedMessage.Valid valid -> dispatch(now, valid.message(), ssrc);
        };
    }

    private State dispatch(State now, ZrtpMessage message, int ssrc) {
        if (ssrc == context.config().ssrc()) {
            return onOwnSsrc(now, message, ssrc);
        }
        if (message instanceof Ping ping) {
            if (pingAnswers.take()) {
                Octets own = Octets.owning(context.ownHello().zid().bytes()).first(8);
                context.send(PingAck.create(own, ping.endpointHash(), ssrc));
            } else {
                context.countUnexpected();
            }
            return now;
        }
        Optional<Peer> peer = now.peer();
        if (message instanceof Hello hello) {
            return onHello(now, peer, hello, ssrc);
        }
        if (message instanceof Commit commit && now instanceof Secure secure) {
            return Rekeying.answer(context, secure, secure, session(), commit, ssrc);
        }
        if (peer.isPresent() && peer.get().ssrc() != ssrc) {
            context.countForged();
            return now;
        }
        if (message instanceof ErrorMessage error) {
            if (!repeatedAnswers.take()) {
                context.countUnexpected();
                return now;
            }
            context.send(Acknowledgement.ERROR_ACK);
            return now.peerError(context, error.code());
        }
        return now.receive(context, message, ssrc);
    }

    private State onHello(State now, Optional<Peer> peer, Hello hello, int ssrc) {
        if (peer.filter(p -> p.hello().raw().equals(hello.raw())).isPresent()) {
            // §5.3: as long as the Hello comes, its sender has not seen an answer to it.
            if (repeatedAnswers.take()) {
                context.send(Acknowledgement.HELLO_ACK);
            }
            if (now instanceof Discovery discovery) {
                discovery.helloAgain(context);
            }
            return now;
        }
        if (isTheAnnouncedOne(now, peer, hello)) {
            now.close();
            context.cancelAll();
            return Discovery.begin(context).receive(context, hello, ssrc);
        }
        return now.receive(context, hello, ssrc);
    }

    /**
     * A call that was forked has several peers until one of them answers, and keys may be on their way with another: the Hello that
     * the signalling announces goes before one that it does not (§8.1). Before that, or without an announcement, whoever was first
     * stays; and nothing takes back what is secure.
     */
    private boolean isTheAnnouncedOne(State now, Optional<Peer> peer, Hello hello) {
        return switch (now) {
            case CommitSent s -> announced(peer, hello);
            case PresharedCommitSent s -> announced(peer, hello);
            case DhPart1Sent s -> announced(peer, hello);
            case DhPart2Sent s -> announced(peer, hello);
            case Confirm1Sent s -> announced(peer, hello);
            case Confirm2Sent s -> announced(peer, hello);
            case ErrorSent s -> announced(peer, hello);
            case Ended s -> announced(peer, hello);
            default -> false;
        };
    }

    private boolean announced(Optional<Peer> peer, Hello hello) {
        return context.session().isEmpty()
                && context.compare(hello) == ZrtpDetails.HelloHash.MATCH
                && hello.compareVersion() == 0
                && peer.filter(p -> context.compare(p.hello()) == ZrtpDetails.HelloHash.MATCH)
                        .isEmpty();
    }

    /** This side's own packets, reflected, are nothing; but a peer that chose the same SSRC has to be told (§4.1). */
    private State onOwnSsrc(State now, ZrtpMessage message, int ssrc) {
        boolean collision = message instanceof Hello hello
                && now instanceof Discovery
                && now.peer().isEmpty()
                && !hello.raw().equals(context.ownHello().raw());
        if (collision && message instanceof Hello hello) {
            now.close();
            return ErrorSent.fail(context, new Peer(hello, ssrc), ZrtpFailure.Reason.SSRC_COLLISION);
        }
        context.countForged();
        return now;
    }

    /** A timer that was set has ended. */
    public List<ZrtpOutput> timeout(ZrtpTimer timer) {
        State now = state;
        if (now != null && !closed && context.ended(timer)) {
            state = now.timeout(context, timer);
        }
        return context.drain();
    }

    /** An SRTP packet of this stream came in that authenticates: as good as a Conf2ACK (§4.6). */
    public List<ZrtpOutput> srtpReceived() {
        State now = state;
        if (now != null && !closed) {
            state = now.srtpReceived(context);
        }
        return context.drain();
    }

    /** The user compared the SAS: it is the same on both sides. Without a secured first stream nothing happens. */
    public void confirmSas() {
        if (!closed) {
            secure().ifPresent(Secure::confirmSas);
        }
    }

    /** The user compared the SAS: it differs. Without a secured first stream nothing happens. */
    public void denySas() {
        if (!closed) {
            secure().ifPresent(Secure::denySas);
        }
    }

    /** What was agreed, as it stands now; empty unless the stream is secure. */
    public Optional<ZrtpDetails> details() {
        return closed ? Optional.empty() : secure().map(secure -> secure.details(context));
    }

    public ZrtpCounters counters() {
        return context.counters();
    }

    /** Wipes every secret this machine still has. Keys that were handed over stay with their owners. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        reassembly.clear();
        if (state != null) {
            state.close();
        }
        if (shared != null) {
            shared.close();
        }
        context.close();
    }

    /** Says where the machine stands, and nothing of what it knows. */
    @Override
    public String toString() {
        return "ZrtpMachine[" + (state == null ? "Idle" : state.getClass().getSimpleName()) + "]";
    }
}
