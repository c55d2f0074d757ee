// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.api.Security.Protocol;
import org.securecall.app.api.Security.State;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.HelloHash;
import org.securecall.media.api.ZrtpDetails.Secrets;

/** Calls without keys of ZRTP: none yet, none at all, none any more, or those of servers. */
class KeylessTrustTest {

    private static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final KnownKey NEW = KnownKey.STRANGER;
    private static final KnownKey NAMED = new KnownKey("Bob", false, false, false);

    /** A call without keys, and what is shown. */
    record Unkeyed(Encryption encryption, List<MediaEvent> events, State state, boolean blocked, String detail) {}

    static Stream<Unkeyed> callsWithoutKeys() {
        MediaEvent securing = new MediaEvent.Securing();
        MediaEvent secured = new MediaEvent.Secured(details(BOB, Secrets.MATCH, true, true, HelloHash.MATCH));
        MediaEvent absent = new MediaEvent.PeerHasNoZrtp();
        MediaEvent failed = new MediaEvent.SecurityFailed("No common algorithm", false);
        MediaEvent attack = new MediaEvent.SecurityFailed("A message failed its authentication", true);
        MediaEvent usedUp =
                new MediaEvent.SecurityFailed("The keys of this call have protected all that they may.", false);
        MediaEvent silence = new MediaEvent.NoMedia(5);
        Encryption prefer = Encryption.PREFER;
        Encryption require = Encryption.REQUIRE;
        return Stream.of(
                new Unkeyed(prefer, List.of(), State.SECURING, false, ""),
                new Unkeyed(prefer, List.of(securing, silence), State.SECURING, false, ""),
                new Unkeyed(Encryption.OFF, List.of(), State.NONE, false, "switched off"),
                new Unkeyed(Encryption.OFF, List.of(absent), State.NONE, false, "switched off"),
                new Unkeyed(prefer, List.of(absent), State.NONE, false, "does not offer ZRTP"),
                new Unkeyed(require, List.of(absent), State.NONE, false, "no voice is sent"),
                new Unkeyed(prefer, List.of(absent, securing), State.SECURING, false, ""),
                new Unkeyed(require, List.of(securing, failed), State.NONE, false, "No common algorithm"),
                new Unkeyed(prefer, List.of(securing, attack), State.MISMATCH, true, "authentication"),
                new Unkeyed(prefer, List.of(secured, failed), State.LOST, true, "No common algorithm"),
                new Unkeyed(prefer, List.of(secured, usedUp), State.LOST, true, "protected all that they may"),
                new Unkeyed(require, List.of(secured, usedUp), State.LOST, true, "protected all that they may"),
                new Unkeyed(prefer, List.of(secured, absent), State.LOST, true, "stopped encrypting"),
                new Unkeyed(prefer, List.of(secured, attack), State.MISMATCH, true, "authentication"),
                new Unkeyed(prefer, List.of(secured, failed, securing), State.SECURING, true, ""),
                new Unkeyed(prefer, List.of(secured, securing, failed), State.LOST, true, "No common algorithm"));
    }

    @ParameterizedTest
    @MethodSource("callsWithoutKeys")
    void callWithoutKeysIsJudgedAsTheTableSays(Unkeyed row) {
        CallTrust call = CallTrust.start(row.encryption, true);
        for (MediaEvent event : row.events) {
            call = call.on(event, details -> NAMED);
        }
        Verdict verdict = TrustPolicy.judge(call);
        assertThat(verdict.security().state()).isEqualTo(row.state);
        assertThat(verdict.security().verified()).isFalse();
        assertThat(verdict.security().protocol()).isEqualTo(Protocol.NONE);
        assertThat(verdict.security().keyName()).isEmpty();
        assertThat(verdict.microphoneBlocked()).isEqualTo(row.blocked);
        assertThat(verdict.deafened()).isEqualTo(row.state == State.MISMATCH);
        assertThat(verdict.security().detail()).contains(row.detail);
    }

    /** A call in which SDP gave keys, or a peer that was met with ZRTP, and what is shown. */
    record Lesser(
            Encryption encryption,
            boolean tls,
            boolean met,
            boolean talkAnyway,
            List<MediaEvent> events,
            State state,
            Protocol protocol,
            boolean blocked,
            String detail) {}

    static Stream<Lesser> callsOfLesserKeys() {
        MediaEvent sdes = new MediaEvent.Keyed(KeyingMethod.SDES, "AES_CM_128_HMAC_SHA1_80");
        MediaEvent dtls = new MediaEvent.Keyed(KeyingMethod.DTLS_SRTP, "AEAD_AES_128_GCM");
        MediaEvent absent = new MediaEvent.PeerHasNoZrtp();
        MediaEvent securing = new MediaEvent.Securing();
        MediaEvent secured = new MediaEvent.Secured(details(BOB, Secrets.FIRST, false, false, HelloHash.MATCH));
        MediaEvent failed = new MediaEvent.SecurityFailed("No common algorithm", false);
        MediaEvent attack = new MediaEvent.SecurityFailed("A message failed its authentication", true);
        Encryption prefer = Encryption.PREFER;
        Encryption require = Encryption.REQUIRE;
        List<MediaEvent> none = List.of(absent);
        List<MediaEvent> bySdes = List.of(sdes, absent);
        List<MediaEvent> byDtls = List.of(dtls, absent);
        return Stream.of(
                // Servers' keys, over verified TLS and over anything else.
                new Lesser(prefer, true, false, false, bySdes, State.SERVER, Protocol.SDES, false, "ZRTP"),
                new Lesser(prefer, true, false, false, byDtls, State.SERVER, Protocol.DTLS_SRTP, false, "ZRTP"),
                new Lesser(prefer, false, false, false, byDtls, State.NONE, Protocol.DTLS_SRTP, false, "not protected"),
                new Lesser(prefer, false, false, false, bySdes, State.NONE, Protocol.SDES, false, "not protected"),
                new Lesser(prefer, true, false, false, List.of(sdes), State.SERVER, Protocol.SDES, false, ""),
                new Lesser(prefer, false, false, false, List.of(sdes), State.NONE, Protocol.SDES, false, "protected"),
                new Lesser(require, true, false, false, List.of(dtls), State.SERVER, Protocol.DTLS_SRTP, false, ""),
                new Lesser(prefer, true, false, false, List.of(sdes, failed), State.SERVER, Protocol.SDES, false, "No"),
                new Lesser(
                        prefer, true, false, false, List.of(sdes, attack), State.MISMATCH, Protocol.SDES, true, "its"),
                // ZRTP on top of them, and gone again: never back to what the servers know.
                new Lesser(
                        prefer, true, false, false, List.of(sdes, securing), State.SECURING, Protocol.SDES, false, ""),
                new Lesser(
                        prefer,
                        true,
                        false,
                        false,
                        List.of(sdes, securing, secured),
                        State.ENCRYPTED,
                        Protocol.ZRTP,
                        false,
                        ""),
                new Lesser(
                        prefer,
                        true,
                        false,
                        false,
                        List.of(sdes, secured, absent),
                        State.LOST,
                        Protocol.SDES,
                        true,
                        "stopped"),
                new Lesser(
                        prefer,
                        true,
                        false,
                        true,
                        List.of(sdes, secured, absent),
                        State.LOST,
                        Protocol.SDES,
                        true,
                        "stopped"),
                // Who had ZRTP before and comes with less.
                new Lesser(prefer, true, true, false, bySdes, State.WEAKER, Protocol.SDES, true, "weaker than before"),
                new Lesser(
                        prefer,
                        true,
                        true,
                        false,
                        byDtls,
                        State.WEAKER,
                        Protocol.DTLS_SRTP,
                        true,
                        "weaker than before"),
                new Lesser(prefer, true, true, false, none, State.WEAKER, Protocol.NONE, true, "weaker than before"),
                new Lesser(prefer, true, true, true, bySdes, State.WEAKER, Protocol.SDES, false, "weaker than before"),
                new Lesser(prefer, false, true, true, none, State.WEAKER, Protocol.NONE, false, "weaker than before"),
                new Lesser(prefer, true, true, false, List.of(sdes), State.SECURING, Protocol.SDES, true, ""),
                new Lesser(prefer, true, true, false, List.of(), State.SECURING, Protocol.NONE, false, ""),
                new Lesser(
                        prefer, true, true, false, List.of(sdes, secured), State.ENCRYPTED, Protocol.ZRTP, false, ""),
                new Lesser(prefer, true, true, false, List.of(failed), State.WEAKER, Protocol.NONE, true, "weaker"),
                new Lesser(Encryption.OFF, true, true, false, none, State.NONE, Protocol.NONE, false, "switched off"));
    }

    @ParameterizedTest
    @MethodSource("callsOfLesserKeys")
    void callOfLesserKeysIsJudgedAsTheTableSays(Lesser row) {
        CallTrust call = CallTrust.start(row.encryption, new Demand(row.met, false), row.tls);
        for (MediaEvent event : row.events) {
            call = call.on(event, details -> NEW);
        }
        Verdict verdict = TrustPolicy.judge(row.talkAnyway ? call.talkingAnyway() : call);
        assertThat(verdict.security().state()).isEqualTo(row.state);
        assertThat(verdict.security().protocol()).isEqualTo(row.protocol);
        assertThat(verdict.security().suite().isEmpty())
                .isEqualTo(row.protocol == Protocol.NONE || row.protocol == Protocol.ZRTP);
        assertThat(verdict.security().verified()).isFalse();
        assertThat(verdict.microphoneBlocked()).isEqualTo(row.blocked);
        assertThat(verdict.security().detail()).contains(row.detail);
    }

    private static ZrtpDetails details(Zid zid, Secrets secrets, boolean mine, boolean theirs, HelloHash hash) {
        return new ZrtpDetails(
                "X255", "S256", "AES1", "HS32", "B32", "4jw5", zid, "Test 1.0", secrets, mine, theirs, hash, true);
    }
}
