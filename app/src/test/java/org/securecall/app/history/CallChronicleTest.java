// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.api.CallSnapshot.Direction.INCOMING;
import static org.securecall.app.api.CallSnapshot.Direction.OUTGOING;
import static org.securecall.app.api.CallSnapshot.State.ACTIVE;
import static org.securecall.app.api.CallSnapshot.State.EARLY;
import static org.securecall.app.api.CallSnapshot.State.ENDED;
import static org.securecall.app.api.CallSnapshot.State.RINGING;
import static org.securecall.app.api.CallSnapshot.State.TRYING;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Hold;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.PastCall.Shield;
import org.securecall.app.api.Security;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;

class CallChronicleTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00.123456789Z");
    private static final Instant TALKING = START.plusSeconds(5);
    private static final Instant END = START.plusSeconds(65);
    private static final Security SECURING = security(Security.State.SECURING, Security.Protocol.NONE, false, "");

    private final CallChronicle chronicle = new CallChronicle();
    private CallSnapshot.Direction direction = OUTGOING;
    private String peer = "sip:bob@example.org";

    private static Security security(Security.State state, Security.Protocol protocol, boolean verified, String name) {
        return new Security(state, protocol, Optional.empty(), verified, name, false, "", OptionalLong.empty());
    }

    private static Security zrtp(Security.State state, String keyName) {
        return new Security(
                state,
                Security.Protocol.ZRTP,
                Optional.of(new ZrtpDetails(
                        "X255",
                        "S256",
                        "AES3",
                        "HS80",
                        "B32",
                        "4jw5",
                        new Zid("00112233445566778899aabb"),
                        "Other",
                        ZrtpDetails.Secrets.FIRST,
                        false,
                        false,
                        ZrtpDetails.HelloHash.MATCH,
                        true)),
                state == Security.State.VERIFIED,
                keyName,
                false,
                "",
                OptionalLong.empty());
    }

    private CallSnapshot call(CallSnapshot.State state, boolean talked, int code, String reason, Security security) {
        return new CallSnapshot(
                new CallId("c1"),
                direction,
                peer,
                "Bob",
                Optional.of("sip:alice@example.org"),
                state,
                code,
                reason,
                START,
                talked ? Optional.of(TALKING) : Optional.empty(),
                false,
                false,
                Hold.NONE,
                security);
    }

    private void goOn(CallSnapshot.State state, Security security) {
        assertThat(chronicle.follow(call(state, state == ACTIVE, 0, "", security), TALKING))
                .isEmpty();
    }

    private PastCall end(boolean talked, int code, String reason, Security security) {
        return chronicle
                .follow(call(ENDED, talked, code, reason, security), END)
                .orElseThrow();
    }

    /** As {@link org.securecall.app.call.CallMachine} and the SIP side end them. */
    @ParameterizedTest
    @CsvSource({
        "OUTGOING, true,  0,   Hung up,                        ANSWERED",
        "INCOMING, true,  0,   The other side hung up.,        ANSWERED",
        "OUTGOING, true,  488, No keys could be agreed,        ANSWERED",
        "INCOMING, true,  0,   The other side is gone.,        ANSWERED",
        "INCOMING, false, 487, The caller gave up.,            MISSED",
        "INCOMING, false, 480, Missed,                         MISSED",
        "INCOMING, false, 603, Declined,                       DECLINED",
        "INCOMING, false, 486, You were busy.,                 DECLINED",
        "OUTGOING, false, 603, The other side declined the call., DECLINED",
        "OUTGOING, false, 600, The other side is busy.,        DECLINED",
        "OUTGOING, false, 486, The other side is busy.,        DECLINED",
        "OUTGOING, false, 487, Cancelled,                      CANCELLED",
        "OUTGOING, false, 480, Nobody answered,                UNANSWERED",
        "OUTGOING, false, 408, No answer came.,                UNANSWERED",
        "OUTGOING, false, 404, Nobody has this address.,       FAILED",
        "OUTGOING, false, 503, The server is overloaded or down., FAILED",
        "OUTGOING, false, 0,   The address is not a SIP address., FAILED",
        "INCOMING, false, 488, The two telephones found no common way to talk., FAILED",
        "INCOMING, false, 0,   The call failed inside this telephone., FAILED",
    })
    void everyKindOfEndHasItsOutcome(
            CallSnapshot.Direction way, boolean talked, int code, String reason, PastCall.Outcome outcome) {
        direction = way;
        goOn(way == INCOMING ? RINGING : TRYING, SECURING);
        if (talked) {
            goOn(ACTIVE, SECURING);
        }
        PastCall past = end(talked, code, reason, SECURING);
        assertThat(past.outcome()).isEqualTo(outcome);
        assertThat(past.direction()).isEqualTo(way);
        assertThat(past.code()).isEqualTo(code);
        assertThat(past.reason()).isEqualTo(reason);
        assertThat(past.answered()).isEqualTo(talked ? Optional.of(cut(TALKING)) : Optional.empty());
    }

    private static Instant cut(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli());
    }

    @Test
    void callIsKeptWithWhoAndWhenInWholeMilliseconds() {
        goOn(TRYING, SECURING);
        PastCall past = end(false, 487, "Cancelled", SECURING);
        assertThat(past)
                .isEqualTo(new PastCall(
                        0,
                        OUTGOING,
                        "sip:bob@example.org",
                        "Bob",
                        Optional.of("sip:alice@example.org"),
                        cut(START),
                        Optional.empty(),
                        cut(END),
                        487,
                        "Cancelled",
                        Optional.empty(),
                        Security.Protocol.NONE,
                        "",
                        false,
                        "",
                        Optional.empty()));
    }

    @Test
    void practiceIsACallLikeOthers() {
        peer = "practice";
        goOn(TRYING, SECURING);
        goOn(ACTIVE, zrtp(Security.State.ENCRYPTED, ""));
        assertThat(end(true, 0, "Hung up", zrtp(Security.State.ENCRYPTED, "")).peer())
                .isEqualTo("practice");
    }

    @Test
    void verifiedCallShowsHowItBegan() {
        goOn(TRYING, SECURING);
        goOn(ACTIVE, SECURING);
        goOn(ACTIVE, zrtp(Security.State.ENCRYPTED, ""));
        goOn(ACTIVE, zrtp(Security.State.VERIFIED, "Bob"));
        PastCall past = end(true, 0, "Hung up", zrtp(Security.State.VERIFIED, "Bob"));
        assertThat(past.shield()).contains(new Shield(Security.State.ENCRYPTED, Security.State.VERIFIED));
        assertThat(past.protocol()).isEqualTo(Security.Protocol.ZRTP);
        assertThat(past.algorithms()).isEqualTo("X255 S256 AES3 HS80");
        assertThat(past.verified()).isTrue();
        assertThat(past.keyName()).isEqualTo("Bob");
    }

    @Test
    void everyStateIsWorseThanThoseAfterIt() {
        List<Security.State> fromBest = List.of(
                Security.State.VERIFIED,
                Security.State.ENCRYPTED,
                Security.State.SERVER,
                Security.State.NONE,
                Security.State.CHANGED,
                Security.State.WEAKER,
                Security.State.LOST,
                Security.State.MISMATCH);
        for (int i = 0; i + 1 < fromBest.size(); i++) {
            CallChronicle one = new CallChronicle();
            Security bad = zrtp(fromBest.get(i + 1), "");
            Security good = zrtp(fromBest.get(i), "");
            one.follow(call(ACTIVE, true, 200, "", bad), TALKING);
            one.follow(call(ACTIVE, true, 200, "", good), TALKING);
            assertThat(one.follow(call(ENDED, true, 0, "", good), END)
                            .orElseThrow()
                            .shield())
                    .contains(new Shield(fromBest.get(i + 1), fromBest.get(i)));
        }
    }

    @Test
    void keysThatWereLostAreStillNamedButVouchForNothing() {
        goOn(ACTIVE, zrtp(Security.State.VERIFIED, "Bob"));
        Security lost = security(Security.State.LOST, Security.Protocol.NONE, false, "");
        goOn(ACTIVE, lost);
        PastCall past = end(true, 0, "Hung up", lost);
        assertThat(past.shield()).contains(new Shield(Security.State.LOST, Security.State.LOST));
        assertThat(past.algorithms()).isEqualTo("X255 S256 AES3 HS80");
        assertThat(past.protocol()).isEqualTo(Security.Protocol.ZRTP);
        assertThat(past.verified()).isFalse();
        assertThat(past.keyName()).isEmpty();
    }

    @Test
    void keysOfAnotherTelephoneTakeThePlaceOfTheFormer() {
        goOn(ACTIVE, zrtp(Security.State.VERIFIED, "Bob"));
        goOn(ACTIVE, SECURING);
        Security server = new Security(
                Security.State.SERVER,
                Security.Protocol.SDES,
                "AES_CM_128_HMAC_SHA1_80",
                Optional.empty(),
                false,
                "",
                true,
                "",
                OptionalLong.empty(),
                Optional.empty());
        goOn(ACTIVE, server);
        PastCall past = end(true, 0, "Hung up", server);
        assertThat(past.shield()).contains(new Shield(Security.State.SERVER, Security.State.SERVER));
        assertThat(past.protocol()).isEqualTo(Security.Protocol.SDES);
        assertThat(past.algorithms()).isEqualTo("AES_CM_128_HMAC_SHA1_80");
        assertThat(past.verified()).isFalse();
    }

    @Test
    void answeredCallThatNeverGotKeysSaysSo() {
        goOn(ACTIVE, SECURING);
        assertThat(end(true, 0, "Hung up", SECURING).shield())
                .contains(new Shield(Security.State.SECURING, Security.State.SECURING));
    }

    @Test
    void attackBeforeTheAnswerIsKept() {
        goOn(EARLY, SECURING);
        Security attack = security(Security.State.MISMATCH, Security.Protocol.NONE, false, "");
        goOn(EARLY, attack);
        PastCall past = end(false, 487, "Cancelled", attack);
        assertThat(past.shield()).contains(new Shield(Security.State.MISMATCH, Security.State.MISMATCH));
        assertThat(past.outcome()).isEqualTo(PastCall.Outcome.CANCELLED);
    }

    @Test
    void callThatOnlyRangHasNoShieldThoughEncryptionIsOff() {
        direction = INCOMING;
        Security off = security(Security.State.NONE, Security.Protocol.NONE, false, "");
        goOn(RINGING, off);
        assertThat(end(false, 487, "The caller gave up.", off).shield()).isEmpty();
    }

    // Quality.

    private static MediaStats stats(String codec, long received, long lost, double jitter, double roundTrip) {
        return new MediaStats(codec, 5, received, lost, 1, 2, jitter, roundTrip, 60);
    }

    @Test
    void qualityIsTheCountsOfTheEndAndTheMeansOfTheWay() {
        goOn(ACTIVE, SECURING);
        chronicle.heard(MediaStats.NONE);
        chronicle.heard(stats("PCMU", 100, 1, 1, -1));
        chronicle.heard(stats("opus", 200, 2, 2, 20));
        chronicle.heard(stats("opus", 300, 5, 6, 40));
        assertThat(end(true, 0, "Hung up", SECURING).quality()).contains(new PastCall.Quality(300, 5, 3, 30, "opus"));
    }

    @Test
    void roundTripThatWasNeverMeasuredStaysUnknown() {
        goOn(ACTIVE, SECURING);
        chronicle.heard(stats("", 10, 0, 0.5, -1));
        assertThat(end(true, 0, "Hung up", SECURING).quality()).contains(new PastCall.Quality(10, 0, 0.5, -1, ""));
    }

    @Test
    void callWithoutVoiceHasNoQuality() {
        goOn(ACTIVE, SECURING);
        chronicle.heard(stats("opus", 0, 0, 0, -1));
        assertThat(end(true, 0, "Hung up", SECURING).quality()).isEmpty();
    }

    // What others choose.

    @Test
    void longTextsAreShortenedBetweenLetters() throws Exception {
        peer = "sip:" + "x".repeat(507) + "\uD83D\uDC4B@example.org";
        PastCall past = end(false, 404, "y".repeat(5000), SECURING);
        assertThat(past.peer()).isEqualTo("sip:" + "x".repeat(507));
        assertThat(past.reason()).hasSize(512);
        assertThat(PastCallCodec.decode(0, PastCallCodec.encode(past))).isEqualTo(past);
    }

    @Test
    void clockThatWasSetBackMakesNoCallOfLessThanNothing() {
        PastCall past = chronicle
                .follow(call(ENDED, true, 0, "Hung up", SECURING), START.minusSeconds(3600))
                .orElseThrow();
        assertThat(past.ended()).isEqualTo(cut(TALKING));
    }
}
