// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.api.Security;
import org.securecall.app.api.Security.Protocol;
import org.securecall.app.api.Security.State;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.HelloHash;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.resources.Resources;

class ShortcomingsTest {

    private static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final PeerDeclarations FRANK =
            new PeerDeclarations(true, false, false, SasSignature.NONE, new MiddleServer(true, false, false));

    record Row(Security security, List<String> keys) {}

    static Stream<Row> calls() {
        ZrtpDetails good = details("X1M1", Secrets.MATCH, true, true, HelloHash.MATCH);
        ZrtpDetails first = details("X255", Secrets.FIRST, false, false, HelloHash.MATCH);
        return Stream.of(
                new Row(zrtp(State.VERIFIED, good, true), List.of("best")),
                new Row(zrtp(State.VERIFIED, good, false), List.of("signalling")),
                new Row(
                        zrtp(State.VERIFIED, details("X255", Secrets.MATCH, true, true, HelloHash.ABSENT), true),
                        List.of("hash.absent", "quantum")),
                new Row(zrtp(State.ENCRYPTED, first, true), List.of("compare", "quantum")),
                new Row(
                        zrtp(State.ENCRYPTED, details("X1M2", Secrets.MATCH, true, false, HelloHash.MATCH), true),
                        List.of("compare.there")),
                new Row(
                        zrtp(State.ENCRYPTED, details("X3M3", Secrets.MATCH, false, true, HelloHash.MATCH), true),
                        List.of("compare.here")),
                new Row(
                        zrtp(State.CHANGED, details("X1M1", Secrets.FIRST, false, false, HelloHash.MISMATCH), true),
                        List.of("changed", "hash.mismatch")),
                new Row(zrtp(State.MISMATCH, good, true), List.of("mismatch")),
                new Row(zrtp(State.VERIFIED, good.withDeclarations(FRANK), true), List.of("disclosure", "middle")),
                new Row(plain(State.SERVER, Protocol.SDES, true), List.of("server")),
                new Row(plain(State.NONE, Protocol.NONE, true), List.of("none")),
                new Row(plain(State.NONE, Protocol.SDES, false), List.of("none", "signalling")),
                new Row(plain(State.LOST, Protocol.NONE, true), List.of("lost")),
                new Row(plain(State.WEAKER, Protocol.SDES, true), List.of("weaker")),
                new Row(plain(State.SECURING, Protocol.NONE, false), List.of()));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void whatIsMissingIsSaidTheWeightiestFirst(Row row) {
        ResourceBundle texts = Resources.texts("shortcomings", Locale.getDefault(Locale.Category.DISPLAY));
        assertThat(Shortcomings.of(row.security))
                .isEqualTo(row.keys.stream().map(texts::getString).toList());
    }

    @ParameterizedTest
    @EnumSource(State.class)
    void somethingIsSaidInEveryStateButWhileKeysAreAgreedOn(State state) {
        assertThat(Shortcomings.of(plain(state, Protocol.NONE, true)).isEmpty()).isEqualTo(state == State.SECURING);
    }

    @Test
    void nothingIsMissingOnlyInAVerifiedCall() {
        String best = Resources.texts("shortcomings", Locale.getDefault(Locale.Category.DISPLAY))
                .getString("best");
        for (State state : State.values()) {
            if (state != State.VERIFIED) {
                ZrtpDetails good = details("X1M1", Secrets.MATCH, true, true, HelloHash.MATCH);
                assertThat(Shortcomings.of(zrtp(state, good, true))).doesNotContain(best);
            }
        }
    }

    private static Security zrtp(State state, ZrtpDetails details, boolean tls) {
        return new Security(state, Protocol.ZRTP, Optional.of(details), false, "", tls, "", OptionalLong.empty());
    }

    private static Security plain(State state, Protocol protocol, boolean tls) {
        return new Security(state, protocol, Optional.empty(), false, "", tls, "", OptionalLong.empty());
    }

    private static ZrtpDetails details(
            String agreement, Secrets secrets, boolean mine, boolean theirs, HelloHash hash) {
        return new ZrtpDetails(
                agreement, "S256", "AES1", "HS32", "B32", "4jw5", BOB, "Test 1.0", secrets, mine, theirs, hash, true);
    }
}
