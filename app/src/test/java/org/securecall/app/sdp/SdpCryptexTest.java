// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.PayloadFormat;

/** {@code a=cryptex} in offers and answers (RFC 9335 §4): headers are hidden where both descriptions have it. */
class SdpCryptexTest {

    private static final String LINE = "a=cryptex\r\n";

    private static OfferAnswer telephone(Encryption encryption) {
        return new OfferAnswer(
                7,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000),
                List.of(new PayloadFormat(0, "PCMU", 8000, 1, "")),
                KeyAttributes.own("ab".repeat(32), Optional.empty(), List.of()),
                new KeyingChoice.Wish(encryption, List.of(KeyingMethod.ZRTP), false));
    }

    private static String theirs(String aboveMedia, String underMedia) {
        return "v=0\r\no=l 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n" + aboveMedia
                + "m=audio 7078 RTP/AVP 0\r\n" + underMedia;
    }

    @Test
    void bothSidesOfACallAgreeAtOnceAndInEachLaterExchange() throws SdpException {
        OfferAnswer caller = telephone(Encryption.REQUIRE);
        OfferAnswer callee = telephone(Encryption.PREFER);
        for (int times = 0; times < 2; times++) {
            String offer = caller.offer(false, times > 0);
            OfferAnswer.Answer answer = callee.answer(offer, false, times > 0);
            assertThat(offer.substring(offer.indexOf("m=audio"))).containsOnlyOnce(LINE);
            assertThat(answer.sdp()).containsOnlyOnce(LINE);
            assertThat(answer.remote().cryptex()).isTrue();
            assertThat(caller.accept(answer.sdp(), false, times > 0).cryptex()).isTrue();
        }
        // And the other way round, as when the callee lets the call wait.
        OfferAnswer.Answer answer = caller.answer(callee.offer(false, true), false, true);
        assertThat(answer.remote().cryptex()).isTrue();
        assertThat(callee.accept(answer.sdp(), false, true).cryptex()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PREFER, '', false", "PREFER, above, true", "PREFER, under, true", "OFF, under, false"})
    void anAnswerHasItOnlyWhereTheOfferHasItAndThereIsEncryption(Encryption encryption, String where, boolean agreed)
            throws SdpException {
        String offer = theirs(where.equals("above") ? LINE : "", where.equals("under") ? LINE : "");
        OfferAnswer.Answer answer = telephone(encryption).answer(offer, false, false);
        assertThat(answer.sdp().contains(LINE)).isEqualTo(agreed);
        assertThat(answer.remote().cryptex()).isEqualTo(agreed);
    }

    @Test
    void anAnswerThatDoesNotTakeItLeavesHeadersReadable() throws SdpException {
        OfferAnswer caller = telephone(Encryption.PREFER);
        assertThat(caller.offer(false, false)).contains(LINE);
        assertThat(caller.accept(theirs("", ""), false, false).cryptex()).isFalse();
    }

    @Test
    void withoutEncryptionNothingIsOfferedAndAnUnaskedAnswerMeansNothing() throws SdpException {
        OfferAnswer caller = telephone(Encryption.OFF);
        assertThat(caller.offer(false, false)).doesNotContain("cryptex");
        assertThat(caller.accept(theirs("", LINE), false, false).cryptex()).isFalse();
    }

    @Test
    void aLaterDescriptionWithoutItEndsIt() throws SdpException {
        OfferAnswer callee = telephone(Encryption.PREFER);
        assertThat(callee.answer(theirs("", LINE), false, false).remote().cryptex())
                .isTrue();
        OfferAnswer.Answer later = callee.answer(theirs("", ""), false, false);
        assertThat(later.sdp()).doesNotContain("cryptex");
        assertThat(later.remote().cryptex()).isFalse();
    }
}
