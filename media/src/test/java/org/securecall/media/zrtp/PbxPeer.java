// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.secret.SecretBytes;

/**
 * A server in the middle of calls (RFC 6189 §7.3), as far as one of its legs shows: the responder of a Diffie-Hellman exchange that
 * enrols telephones and relays codes. It is built from the messages and derivations of this package, without its machine.
 */
final class PbxPeer implements VirtualNetwork.Endpoint {

    private static final Duration AGAIN = Duration.ofMillis(150);
    private static final int TIMES = 20;

    /**
     * @param declares the M flag in Hello
     * @param enrols the E flag in Confirm1
     */
    record Manner(boolean declares, boolean enrols) {

        static final Manner HONEST = new Manner(true, false);
        static final Manner ENROLLING = new Manner(true, true);
    }

    private final VirtualNetwork network;
    private final Party phone;
    private final MemoryCache cache;
    private final Manner manner;
    private final SecureRandom random;
    private final HashChain chain;
    private final Hello hello;
    private final int ssrc;
    private final List<String> heard = new ArrayList<>();
    private int sequence = 1;
    private @Nullable Hello ofPhone;
    private @Nullable Commit commit;
    private @Nullable Negotiated negotiated;
    private @Nullable KeyShare share;
    private @Nullable SharedSecrets shared;
    private @Nullable DhPart dhPart1;
    private @Nullable SessionKeys keys;
    private @Nullable Confirm confirm1;
    private boolean secure;
    private boolean knowsPhone;
    private int relaysAcknowledged;

    PbxPeer(VirtualNetwork network, Party phone, MemoryCache cache, int ssrc, long seed, Manner manner) {
        this.network = network;
        this.phone = phone;
        this.cache = cache;
        this.ssrc = ssrc;
        this.manner = manner;
        this.random = Party.random(seed);
        this.chain = HashChain.create(random);
        this.hello = Hello.create(
                "Test PBX",
                chain,
                cache.localZid(),
                false,
                manner.declares(),
                false,
                AlgorithmPreferences.RECOMMENDED
                        .withKeyAgreements(KeyAgreement.X255)
                        .names());
        phone.sendTo(this);
    }

    void start() {
        repeat(hello, () -> ofPhone == null || commit == null);
    }

    boolean secure() {
        return secure;
    }

    /** Both sides have the secret of an enrolment. */
    boolean knowsPhone() {
        return knowsPhone;
    }

    int relaysAcknowledged() {
        return relaysAcknowledged;
    }

    List<String> heard() {
        return heard;
    }

    SessionKeys keys() {
        return Objects.requireNonNull(keys);
    }

    Negotiated negotiated() {
        return Objects.requireNonNull(negotiated);
    }

    void relay(RelayedSas sas) {
        relay(sas.seal(keys().of(Role.RESPONDER), negotiated(), random));
    }

    /** Until it is acknowledged. */
    void relay(SasRelay relay) {
        int before = relaysAcknowledged;
        repeat(relay, () -> relaysAcknowledged == before);
    }

    void send(ZrtpMessage message) {
        network.deliver(phone, ZrtpPacket.write(sequence++, ssrc, message.raw()));
    }

    @FunctionalInterface
    private interface StillWanted {

        boolean isTrue();
    }

    private void repeat(ZrtpMessage message, StillWanted wanted) {
        send(message);
        for (int i = 1; i <= TIMES; i++) {
            network.after(AGAIN.multipliedBy(i), () -> {
                if (wanted.isTrue()) {
                    send(message);
                }
            });
        }
    }

    @Override
    public void arrive(byte[] packet) {
        if (ZrtpPacket.parse(ByteBuffer.wrap(packet)) instanceof ZrtpPacket.Intact intact
                && ParsedMessage.parse(intact.message()) instanceof ParsedMessage.Valid valid) {
            heard.add(Tamper.type(packet));
            on(valid.message());
        }
    }

    private void on(ZrtpMessage message) {
        switch (message) {
            case Hello theirs -> {
                ofPhone = theirs;
                send(Acknowledgement.HELLO_ACK);
            }
            case Commit theirs -> onCommit(theirs);
            case DhPart dhPart2 -> onDhPart2(dhPart2);
            case Confirm confirm2 -> {
                if (!secure && keys != null) {
                    secure = true;
                    remember();
                }
                send(Acknowledgement.CONF2_ACK);
            }
            case Acknowledgement ack -> relaysAcknowledged += ack == Acknowledgement.RELAY_ACK ? 1 : 0;
            default -> {}
        }
    }

    private void onCommit(Commit theirs) {
        Hello from = ofPhone;
        if (from == null) {
            return;
        }
        if (dhPart1 == null) {
            commit = theirs;
            AlgorithmPreferences own = AlgorithmPreferences.RECOMMENDED.withKeyAgreements(KeyAgreement.X255);
            Negotiated chosen = ((Negotiated.Choice.Accepted) Negotiated.accept(own, theirs)).negotiated();
            negotiated = chosen;
            KeyShare made = new KeyPool(random).take((KeyGroup) KeyAgreement.X255.scheme());
            share = made;
            Context context = new Context(
                    ZrtpConfig.recommended(ssrc, cache, new KeyPool(random), network), random, Optional.empty());
            SharedSecrets secrets =
                    SharedSecrets.of(context, new Peer(from, Call.SSRC_A), Role.RESPONDER, chosen.hash());
            shared = secrets;
            dhPart1 = DhPart.create(
                    Role.RESPONDER, chain, secrets.ids(context, Role.RESPONDER, chosen.hash()), made.publicValue());
        }
        send(dhPart1);
    }

    private void onDhPart2(DhPart dhPart2) {
        Hello from = ofPhone;
        if (from == null
                || commit == null
                || negotiated == null
                || share == null
                || shared == null
                || dhPart1 == null) {
            return;
        }
        if (confirm1 == null) {
            HashAlgorithm hash = negotiated.hash();
            KeyDerivation kdf = new KeyDerivation(
                    hash,
                    from.zid(),
                    cache.localZid(),
                    Transcript.totalHash(hash, from, hello, commit, dhPart1, dhPart2));
            RetainedMatch match = RetainedMatch.find(shared.retained(), dhPart2.ids(), Role.INITIATOR, hash);
            SecretBytes s3 = shared.s3(dhPart2.ids(), Role.INITIATOR, hash);
            knowsPhone = s3 != null;
            try (SecretBytes dhResult = share.agree(dhPart2.publicValue())) {
                keys = SessionKeys.ofFirstStream(kdf, kdf.s0(dhResult, match.s1(), null, s3), negotiated);
            } catch (BadPublicValueException e) {
                throw new IllegalStateException(e);
            }
            confirm1 = new ConfirmContent(
                            chain.h0(), manner.enrols(), false, true, false, ConfirmContent.FOR_EVER, Optional.empty())
                    .seal(Role.RESPONDER, keys.of(Role.RESPONDER), negotiated, random);
        }
        send(confirm1);
    }

    /** "The PBX calculates and stores the trusted MiTM shared secret in its cache" (§7.3.1), and rs1 as everybody does. */
    private void remember() {
        Hello from = Objects.requireNonNull(ofPhone);
        Optional<SecretBytes> before = cache.find(from.zid()).flatMap(RetainedSecrets::rs1);
        cache.store(
                from.zid(),
                new RetainedSecrets(Optional.of(keys().newRetainedSecret()), before, false, Optional.empty()));
        if (manner.enrols()) {
            boolean kept = cache.storePbxSecret(
                    from.zid(),
                    KeyDerivation.ofSession(negotiated().hash(), from.zid(), cache.localZid())
                            .derive(keys().zrtpSess(), "Trusted MiTM key", 256));
            if (!kept) {
                throw new IllegalStateException("The test's cache keeps servers' secrets");
            }
        }
    }
}
