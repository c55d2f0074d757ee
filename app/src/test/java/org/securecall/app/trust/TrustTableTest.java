// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.Security;
import org.securecall.app.api.Security.Protocol;
import org.securecall.app.api.Security.State;
import org.securecall.app.trust.CallTrust.Answer;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.HelloHash;
import org.securecall.media.api.ZrtpDetails.Secrets;

/**
 * Every combination of what the security of a call follows from, reachable or not, against rules that are written here once more, from the
 * texts and not from the program: docs/security-model.md and the ZRTP user-interface guidelines.
 */
class TrustTableTest {

    private static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final boolean[] BOTH = {false, true};
    private static final List<Optional<MediaEvent.Keyed>> SERVERS = List.of(
            Optional.empty(),
            Optional.of(new MediaEvent.Keyed(KeyingMethod.SDES, "AES_CM_128_HMAC_SHA1_80")),
            Optional.of(new MediaEvent.Keyed(KeyingMethod.DTLS_SRTP, "AEAD_AES_128_GCM")));

    /** A combination, and what came out. */
    private record Case(CallTrust call, Verdict verdict) {

        State state() {
            return verdict.security().state();
        }

        Optional<ZrtpDetails> zrtp() {
            return call.keying() instanceof Keying.Agreed agreed ? Optional.of(agreed.details()) : Optional.empty();
        }

        boolean confirmed() {
            return call.answer() == Answer.CONFIRMED;
        }

        /** The peer signed the code with a key that the user confirmed for somebody. */
        boolean signed() {
            return signature(SasSignature.Status.CONFIRMED);
        }

        boolean signature(SasSignature.Status status) {
            return zrtp().filter(z -> z.declarations().signature().status() == status)
                    .isPresent();
        }

        boolean secrets(Secrets secrets) {
            return zrtp().filter(z -> z.secrets() == secrets).isPresent();
        }

        /** Guidelines, 'The Cache: RS1': what may show Verified at the outset of a call. */
        boolean verifiedBefore() {
            return secrets(Secrets.MATCH)
                    && zrtp().filter(z -> z.verifiedLocally() && z.verifiedByPeer())
                            .isPresent();
        }

        /** The key is not the one that is known, or known to be wrong, or not the one announced. */
        boolean alarm() {
            return secrets(Secrets.MISMATCH)
                    || call.known().otherKeyVerified()
                    || call.known().denied()
                    || zrtp().filter(z -> z.zrtpHash() == HelloHash.MISMATCH).isPresent();
        }

        boolean throughServer() {
            return zrtp().filter(z -> z.declarations().server().enrolled()).isPresent();
        }

        @Override
        public String toString() {
            return call + " " + zrtp() + " is " + verdict;
        }
    }

    @Test
    void everyCallWithKeysOfZrtpIsJudgedByTheRules() {
        Map<State, Long> seen = new EnumMap<>(State.class);
        long[] count = {0};
        everyAgreedCall(found -> {
            count[0]++;
            seen.merge(found.state(), 1L, Long::sum);
            State expected = expectedWithKeys(found);
            if (found.state() != expected) {
                throw new AssertionError("Expected " + expected + ": " + found);
            }
            check(found);
        });
        assertThat(count[0]).isEqualTo(3L * 4 * 2 * 2 * 720 * 16 * 3 * 2);
        assertThat(seen).containsOnlyKeys(State.ENCRYPTED, State.VERIFIED, State.SERVER, State.CHANGED, State.MISMATCH);
    }

    @Test
    void everyCallWithoutKeysOfZrtpIsJudgedByTheRules() {
        Map<State, Long> seen = new EnumMap<>(State.class);
        everyOtherCall(found -> {
            seen.merge(found.state(), 1L, Long::sum);
            State expected = expectedWithoutKeys(found.call());
            if (found.state() != expected) {
                throw new AssertionError("Expected " + expected + ": " + found);
            }
            check(found);
        });
        assertThat(seen)
                .containsOnlyKeys(State.NONE, State.SECURING, State.SERVER, State.MISMATCH, State.LOST, State.WEAKER);
    }

    private static State expectedWithKeys(Case found) {
        boolean somebodyBetween =
                found.call().answer() == Answer.DENIED || found.signature(SasSignature.Status.INVALID);
        if (somebodyBetween) {
            return State.MISMATCH;
        }
        boolean compared = found.confirmed() || found.signed();
        if (found.throughServer()) {
            return found.alarm() ? State.CHANGED : State.SERVER;
        }
        if (compared) {
            return State.VERIFIED;
        }
        if (found.alarm()) {
            return State.CHANGED;
        }
        return found.verifiedBefore() ? State.VERIFIED : State.ENCRYPTED;
    }

    private static State expectedWithoutKeys(CallTrust call) {
        if (call.answer() == Answer.DENIED) {
            return State.MISMATCH;
        }
        if (call.encryption() == Encryption.OFF) {
            return State.NONE;
        }
        Keying keying = call.keying();
        if (keying instanceof Keying.Gone || keying instanceof Keying.Ended) {
            return State.LOST;
        }
        if (keying instanceof Keying.Failed failed && failed.attack()) {
            return State.MISMATCH;
        }
        boolean mayStillCome = keying instanceof Keying.Agreeing || keying instanceof Keying.Looking;
        boolean serverWillDo =
                call.server().isPresent() && !call.demand().metWithZrtp() && keying instanceof Keying.Looking;
        if (mayStillCome && !serverWillDo) {
            return State.SECURING;
        }
        if (call.demand().metWithZrtp()) {
            return State.WEAKER;
        }
        return call.server().isPresent() && call.signallingSecure() ? State.SERVER : State.NONE;
    }

    /** What holds whatever the state. */
    private static void check(Case found) {
        CallTrust call = found.call();
        Security security = found.verdict().security();
        State state = found.state();
        boolean voicesFit = security.verified() == (state == State.VERIFIED)
                && found.verdict().deafened() == (state == State.MISMATCH)
                && security.signallingSecure() == call.signallingSecure()
                && security.zrtp().equals(found.zrtp())
                && security.protocol() == expectedProtocol(found)
                && security.standing().isPresent() == found.zrtp().isPresent();
        if (!voicesFit) {
            throw new AssertionError("Does not fit its state: " + found);
        }
        if (state == State.VERIFIED) {
            // 'Verified' never comes wrongly.
            boolean byUser = found.confirmed();
            boolean byEarlierCalls = found.verifiedBefore() && !found.alarm();
            boolean allowed = (byUser || found.signed() || byEarlierCalls)
                    && call.answer() != Answer.DENIED
                    && !found.throughServer()
                    && !found.signature(SasSignature.Status.INVALID)
                    && found.zrtp().isPresent();
            if (!allowed) {
                throw new AssertionError("Verified wrongly: " + found);
            }
        }
        if (state == State.SERVER && found.zrtp().isEmpty() && !call.signallingSecure()) {
            throw new AssertionError("As safe as a server that nobody checked: " + found);
        }
        boolean named = found.confirmed() || found.secrets(Secrets.MATCH);
        if (!security.keyName().equals(named ? call.known().name() : "")) {
            throw new AssertionError("Named wrongly: " + found);
        }
        if (found.verdict().microphoneBlocked() != expectedBlocked(found)) {
            throw new AssertionError("Microphone: " + found);
        }
        boolean needsReason = state == State.CHANGED
                || state == State.MISMATCH
                || state == State.LOST
                || state == State.WEAKER
                || (state == State.SERVER && found.zrtp().isPresent());
        if (needsReason && security.detail().isBlank()) {
            throw new AssertionError("No reason is given: " + found);
        }
        security.standing().ifPresent(standing -> {
            if (standing != expectedStanding(found)) {
                throw new AssertionError("Expected a key that is " + expectedStanding(found) + ": " + found);
            }
        });
    }

    private static Protocol expectedProtocol(Case found) {
        if (found.zrtp().isPresent()) {
            return Protocol.ZRTP;
        }
        return found.call()
                .server()
                .map(keys -> keys.method() == KeyingMethod.SDES ? Protocol.SDES : Protocol.DTLS_SRTP)
                .orElse(Protocol.NONE);
    }

    private static boolean expectedBlocked(Case found) {
        CallTrust call = found.call();
        State state = found.state();
        if (state == State.MISMATCH || (call.demand().verifiedOnly() && state != State.VERIFIED)) {
            return true;
        }
        boolean clearByTheUsersWord =
                call.keying() instanceof Keying.Ended && call.talkAnyway() && call.encryption() == Encryption.PREFER;
        if (found.zrtp().isEmpty() && (call.wasSecure() || state == State.LOST)) {
            return !clearByTheUsersWord;
        }
        boolean waitsForBetter = state == State.SECURING
                && call.server().isPresent()
                && call.demand().metWithZrtp();
        boolean userDecides = state == State.CHANGED || state == State.WEAKER || waitsForBetter;
        return userDecides && !call.talkAnyway();
    }

    private static KeyStanding expectedStanding(Case found) {
        boolean older = found.call().known().olderCopy();
        if (found.state() == State.VERIFIED) {
            return KeyStanding.VERIFIED;
        }
        if (found.state() == State.MISMATCH || found.state() == State.CHANGED) {
            boolean explained = older && found.state() == State.CHANGED && found.secrets(Secrets.MISMATCH);
            return explained ? KeyStanding.RESTORED : KeyStanding.CHANGED;
        }
        if (found.secrets(Secrets.FIRST) && older) {
            return KeyStanding.RESTORED;
        }
        if (found.call().known().expired()) {
            return KeyStanding.EXPIRED;
        }
        return found.secrets(Secrets.FIRST) ? KeyStanding.NEW : KeyStanding.UNVERIFIED;
    }

    private static void everyAgreedCall(Consumer<Case> each) {
        List<KnownKey> known = everyKnown("Bob");
        for (ZrtpDetails details : everyDetails()) {
            Keying keying = new Keying.Agreed(details);
            for (Encryption encryption : Encryption.values()) {
                for (boolean met : BOTH) {
                    for (boolean verifiedOnly : BOTH) {
                        for (boolean tls : BOTH) {
                            for (Optional<MediaEvent.Keyed> server : SERVERS.subList(0, 2)) {
                                for (KnownKey key : known) {
                                    everyAnswer(
                                            encryption,
                                            new Demand(met, verifiedOnly),
                                            tls,
                                            server,
                                            keying,
                                            true,
                                            key,
                                            each);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static void everyOtherCall(Consumer<Case> each) {
        List<Keying> keyings = List.of(
                new Keying.Looking(),
                new Keying.Agreeing(),
                new Keying.Absent(),
                new Keying.Failed("No common algorithm", false),
                new Keying.Failed("A message failed its authentication", true),
                new Keying.Gone("The keys are used up"),
                new Keying.Ended(false),
                new Keying.Ended(true));
        for (Keying keying : keyings) {
            for (Encryption encryption : Encryption.values()) {
                for (boolean met : BOTH) {
                    for (boolean verifiedOnly : BOTH) {
                        for (boolean zrtp : BOTH) {
                            for (boolean tls : BOTH) {
                                for (Optional<MediaEvent.Keyed> server : SERVERS) {
                                    for (boolean wasSecure : BOTH) {
                                        for (KnownKey key : everyKnown("Bob")) {
                                            everyAnswer(
                                                    encryption,
                                                    new Demand(met, verifiedOnly, zrtp),
                                                    tls,
                                                    server,
                                                    keying,
                                                    wasSecure,
                                                    key,
                                                    each);
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    private static void everyAnswer(
            Encryption encryption,
            Demand demand,
            boolean tls,
            Optional<MediaEvent.Keyed> server,
            Keying keying,
            boolean wasSecure,
            KnownKey known,
            Consumer<Case> each) {
        for (Answer answer : Answer.values()) {
            for (boolean talkAnyway : BOTH) {
                CallTrust call = new CallTrust(
                        encryption,
                        demand,
                        tls,
                        server,
                        keying,
                        wasSecure,
                        known,
                        answer,
                        talkAnyway,
                        OptionalLong.empty());
                each.accept(new Case(call, TrustPolicy.judge(call)));
            }
        }
    }

    /** 720: secrets, both V flags, zrtp-hash, the signature, and what server is in the middle. */
    private static List<ZrtpDetails> everyDetails() {
        List<MiddleServer> servers = List.of(
                MiddleServer.NONE,
                new MiddleServer(true, true, false),
                new MiddleServer(true, false, true),
                new MiddleServer(true, false, true, "k7xx", "B32", List.of()));
        List<ZrtpDetails> all = new ArrayList<>();
        for (Secrets secrets : Secrets.values()) {
            for (boolean mine : BOTH) {
                for (boolean theirs : BOTH) {
                    for (HelloHash hash : HelloHash.values()) {
                        for (SasSignature.Status status : SasSignature.Status.values()) {
                            String owner = status == SasSignature.Status.CONFIRMED ? "Bob" : "";
                            for (MiddleServer server : servers) {
                                all.add(new ZrtpDetails(
                                                "X255",
                                                "S256",
                                                "AES1",
                                                "HS32",
                                                "B32",
                                                "4jw5",
                                                BOB,
                                                "Test 1.0",
                                                secrets,
                                                mine,
                                                theirs,
                                                hash,
                                                true)
                                        .withDeclarations(new PeerDeclarations(
                                                false, false, false, new SasSignature(status, "ab", owner), server)));
                            }
                        }
                    }
                }
            }
        }
        return all;
    }

    private static List<KnownKey> everyKnown(String name) {
        List<KnownKey> all = new ArrayList<>();
        for (boolean denied : BOTH) {
            for (boolean other : BOTH) {
                for (boolean expired : BOTH) {
                    for (boolean older : BOTH) {
                        all.add(new KnownKey(name, denied, other, expired, older));
                    }
                }
            }
        }
        return all;
    }
}
