// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpSuite;

/** The rules by which calls are made, asked without one. */
class ZrtpChoiceTest {

    private final ZrtpAlgorithms zrtp = VoiceEngine.algorithms();

    @Test
    void noTwoKindsShareAName() {
        assertThat(Arrays.stream(Kind.values()).flatMap(kind -> zrtp.known(kind).stream()))
                .hasSize(31)
                .doesNotHaveDuplicates();
    }

    /** What was wanted, and what goes into the Hello message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hash=S384 | HASH | S384 S256",
                "cipher=2FS3 | CIPHER | 2FS3 AES1",
                "authTag=GCM | AUTH_TAG | GCM HS80 HS32",
                "keyAgreement=X255 | KEY_AGREEMENT | X255 DH3k Mult",
                "keyAgreement=EC38 | HASH | S256 S384",
                "keyAgreement=EC38;hash=S512;cipher=AES1 | HASH | S512 S384 S256",
                "keyAgreement=EC38;hash=S512;cipher=AES1 | CIPHER | AES1 AES3",
                "sas=B256 | SAS | B256 B32",
                "hash=S384 | SAS | B256 B32",
            })
    void listsAreCompletedAsInACall(String wanted, Kind kind, String offered) throws MediaException {
        assertThat(zrtp.offered(ZrtpPreferences.parse(wanted)).names(kind)).containsExactly(offered.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hash=S999", "keyAgreement=X255,E255,EC25,X448,EC38,EC52"})
    void unknownNamesAndListsThatAreTooLongAreRefused(String wanted) {
        assertThatThrownBy(() -> zrtp.offered(ZrtpPreferences.parse(wanted))).isInstanceOf(MediaException.class);
        assertThatThrownBy(() -> zrtp.forecast(ZrtpPreferences.parse(wanted), ZrtpOffer.NONE))
                .isInstanceOf(MediaException.class);
    }

    /** What was stored, and what calls are made by. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "hash=S384,S256 | hash=S384,S256",
                "hash=S999,S384 | hash=S384",
                "hash=S999 | nothing",
                "keyAgreement=X255,E255,EC25,X448,EC38,EC52,DH3k | keyAgreement=X255,E255,EC25,X448,EC38",
                "keyAgreement=X255,DH3k,Mult,EC25,X448,EC38,EC52 | keyAgreement=X255,DH3k,Mult,EC25,X448,EC38,EC52",
                "sas=B32;cipher=AES9,AES3 | cipher=AES3;sas=B32",
            })
    void whatALaterVersionStoredIsUsedAsFarAsItIsKnown(String stored, String usable) throws MediaException {
        ZrtpPreferences kept = zrtp.usable(ZrtpPreferences.parse(stored));
        assertThat(kept.text()).isEqualTo(usable == null ? "" : usable);
        zrtp.offered(kept);
    }

    @ParameterizedTest
    @CsvSource({
        "EC38, S384, true",
        "EC38, S256, false",
        "S512, EC38, false",
        "EC38, AES1, false",
        "AES2, EC38, true",
        "GCM, AES2, false",
        "2FS1, GCM, false",
        "GCM, AES3, true",
        "GCM, EC38, true",
        "X3M3, AES1, true",
        "B32, X255, true",
        "X999, S256, false",
    })
    void rulesSayWhatGoesTogether(String one, String other, boolean together) {
        assertThat(zrtp.goTogether(one, other)).isEqualTo(together);
        assertThat(zrtp.goTogether(other, one)).isEqualTo(together);
    }

    @ParameterizedTest
    @CsvSource({
        "DH2k, AES1, true",
        "DH2k, AES3, false",
        "X1M2, AES1, false",
        "X1M2, S256, false",
        "X1M2, S384, true",
        "X255, AES1, true",
        "S256, AES1, false",
    })
    void rulesSayWhatIsTakenFirst(String keyAgreement, String other, boolean favoured) {
        assertThat(zrtp.favours(keyAgreement, other)).isEqualTo(favoured);
    }

    @Test
    void onlyHybridsWithstandAQuantumComputer() {
        assertThat(zrtp.known(Kind.KEY_AGREEMENT).stream().filter(zrtp::isPostQuantum))
                .containsExactly("X1M1", "X1M2", "X3M3");
    }

    @Test
    void forecastIsByTheSameOrderAsACall() throws MediaException {
        ZrtpOffer peer = new ZrtpOffer(Map.of(
                Kind.KEY_AGREEMENT, List.of("X255", "DH3k"),
                Kind.HASH, List.of("S256"),
                Kind.CIPHER, List.of("AES1", "AES3"),
                Kind.AUTH_TAG, List.of("HS32", "HS80"),
                Kind.SAS, List.of("B32")));
        assertThat(zrtp.forecast(ZrtpPreferences.RECOMMENDED, peer).asInitiator())
                .isEqualTo(new ZrtpSuite("X255", "S256", "AES3", "HS80", "B32"));
        assertThat(zrtp.forecast(ZrtpPreferences.RECOMMENDED, peer).asResponder())
                .isEqualTo(new ZrtpSuite("X255", "S256", "AES1", "HS32", "B32"));
    }

    @Test
    void offerIsWrittenAsListsAreRead() {
        ZrtpOffer offer = new ZrtpOffer(Map.of(
                Kind.KEY_AGREEMENT, List.of("X255", "a,b", "DH3k", "X255"),
                Kind.HASH, List.of(),
                Kind.SAS, List.of("=;", "B32")));
        assertThat(offer.text()).isEqualTo("keyAgreement=X255,DH3k;sas=B32");
        assertThat(ZrtpPreferences.parse(offer.text()).text()).isEqualTo(offer.text());
        assertThat(ZrtpOffer.NONE.text()).isEmpty();
    }

    @Test
    void offerThatNoHelloCanMakeIsRefused() {
        for (List<String> names : List.of(
                List.of("TOOLONG"),
                List.of(""),
                List.of("B32 "),
                List.of("A\u0007"),
                List.of("1", "2", "3", "4", "5", "6", "7", "8"))) {
            assertThatThrownBy(() -> new ZrtpOffer(Map.of(Kind.SAS, names)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
