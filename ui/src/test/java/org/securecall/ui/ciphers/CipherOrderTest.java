// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.engine.VoiceEngine;

/** Tables: an order begins as the settings have it, something is done, and this is what comes of it. */
class CipherOrderTest {

    private static final ZrtpAlgorithms ZRTP = VoiceEngine.algorithms();

    private static CipherOrder order(String stored) {
        return CipherOrder.of(ZRTP, stored.isEmpty() ? ZrtpPreferences.RECOMMENDED : ZrtpPreferences.parse(stored));
    }

    private static CipherRow row(CipherOrder order, String name) {
        return Stream.of(Kind.values())
                .flatMap(kind -> order.rows(kind).stream())
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static CipherOrder.Outcome toggled(CipherOrder order, String name) {
        return order.toggled(row(order, name).kind(), name);
    }

    /** What the settings have, a kind, and what is on. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                        | KEY_AGREEMENT | X255 E255 EC25 DH3k Mult",
                "                        | AUTH_TAG      | HS80 HS32",
                "keyAgreement=X255       | KEY_AGREEMENT | X255 DH3k Mult",
                "keyAgreement=X255       | HASH          | S256 S384",
                "hash=S512               | HASH          | S512 S256",
                "keyAgreement=EC38;cipher=AES1 | CIPHER  | AES1 AES3",
                // What a later version may have stored stays where it is.
                "hash=S999,S384          | HASH          | S999 S384 S256",
                "sas=B999                | SAS           | B999 B256 B32",
            })
    void listsAreWholeHoweverTheyWereStored(String stored, Kind kind, String on) {
        CipherOrder order = order(stored == null ? "" : stored);
        assertThat(order.on(kind)).containsExactly(on.split(" "));
        assertThat(CipherOrder.of(ZRTP, order.preferences()).preferences()).isEqualTo(order.preferences());
        assertThat(order.rows(kind).stream().map(CipherRow::name)).containsAll(ZRTP.known(kind));
    }

    @ParameterizedTest
    @EnumSource(AlgorithmPreset.class)
    void everyPresetIsAnOrderThatAllCallsCanBeMadeBy(AlgorithmPreset preset) throws Exception {
        CipherOrder order = CipherOrder.of(ZRTP, preset.preferences());
        VoiceEngine.check(order.preferences());
        assertThat(ZRTP.offered(order.preferences())).isEqualTo(ZRTP.offered(preset.preferences()));
        for (Kind kind : Kind.values()) {
            assertThat(order.rows(kind))
                    .noneMatch(row -> row.caution() == Caution.UNKNOWN || row.caution() == Caution.SURPLUS);
        }
    }

    /** Without its own hash and cipher EC38 would not be offered; all others are what every endpoint has. */
    @ParameterizedTest
    @CsvSource({
        "'', S256, ALWAYS",
        "'', AES1, ALWAYS",
        "'', DH3k, ALWAYS",
        "'', Mult, ALWAYS",
        "'', HS32, ALWAYS",
        "'', HS80, ALWAYS",
        "'', B32, ALWAYS",
        "sas=B32, B32, ALWAYS",
        "'', X255, FREE",
        "'', S384, FREE",
        "'', AES3, FREE",
        "'', B256, FREE",
        "'', EC38, FREE",
        "keyAgreement=EC38, S384, EC38",
        "keyAgreement=EC38, AES3, EC38",
        "keyAgreement=EC38, S256, ALWAYS",
        "keyAgreement=EC38, EC38, FREE",
        "hash=S999, S999, FREE",
    })
    void rowsAreLockedWhereTheyWouldComeBack(String stored, String name, String expected) {
        Lock lock = row(order(stored), name).lock();
        assertThat(lock)
                .isEqualTo(
                        switch (expected) {
                            case "ALWAYS" -> Lock.Plain.ALWAYS;
                            case "FREE" -> Lock.Plain.FREE;
                            default -> new Lock.With(expected);
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "'', DH2k, SHORT_GROUP",
        "'', HS32, SHORT_TAG",
        "'', SK32, SHORT_TAG",
        "'', Prsh, REUSED_SECRET",
        "'', EC52, SLOW",
        "'', HS80, NONE",
        "'', AES1, NONE",
        "'', S256, NONE",
        // Only beside what withstands a quantum computer are they short.
        "keyAgreement=X1M2, AES1, SHORT_BESIDE_QUANTUM",
        "keyAgreement=X1M2, 2FS2, SHORT_BESIDE_QUANTUM",
        "keyAgreement=X1M2, AES3, NONE",
        "keyAgreement=X1M2, S256, SHORT_BESIDE_QUANTUM",
        "keyAgreement=X1M2, S384, NONE",
        "hash=S999, S999, UNKNOWN",
        "'keyAgreement=X255,E255,EC25,X448,EC52,X1M1,X1M2', X1M2, SURPLUS",
        "'keyAgreement=X255,E255,EC25,X448,EC52,X1M1,X1M2', X448, NONE",
    })
    void weakRowsAreToldWhereTheyAreWeak(String stored, String name, Caution caution) {
        CipherRow row = row(order(stored), name);
        assertThat(row.caution()).isEqualTo(caution);
        assertThat(row.cautionedBy()).isEqualTo(caution == Caution.SHORT_BESIDE_QUANTUM ? "X1M2" : "");
    }

    /** What is on, a row, and with what of that it never is in one call; what it takes first; what it lacks. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "'' | EC38 | S256 AES1 | '' | ''",
                "hash=S256;cipher=AES1 | EC38 | S256 AES1 | '' | S384 AES3",
                "keyAgreement=EC38 | S256 | EC38 | '' | ''",
                "keyAgreement=EC38 | AES1 | EC38 | '' | ''",
                "keyAgreement=EC38 | S384 | '' | '' | ''",
                "cipher=AES2,2FS1,AES3 | GCM | AES2 2FS1 | '' | ''",
                "authTag=GCM | AES2 | GCM | '' | ''",
                "authTag=GCM | AES3 | '' | '' | ''",
                "'' | X3M3 | '' | S384 AES3 | ''",
                "hash=S256;cipher=AES1 | X3M3 | '' | '' | S384 AES3",
                "'' | DH2k | '' | AES1 | ''",
                "cipher=AES1 | DH2k | '' | '' | ''",
                "keyAgreement=EC38;cipher=AES3,AES2 | EC38 | S256 AES1 | AES3 | ''",
                "hash=S999 | S999 | '' | '' | ''",
            })
    void whatDoesNotGoTogetherIsToldBesideTheRow(
            String stored, String name, String excludes, String takesFirst, String lacks) {
        CipherRow row = row(order(stored), name);
        assertThat(row.excludes()).isEqualTo(names(excludes));
        assertThat(row.takesFirst()).isEqualTo(names(takesFirst));
        assertThat(row.lacks()).isEqualTo(names(lacks));
    }

    private static List<String> names(String blanks) {
        return blanks.isEmpty() ? List.of() : Arrays.asList(blanks.split(" "));
    }

    static Stream<Arguments> switches() {
        return Stream.of(
                // Before what is there by right alone.
                Arguments.of("", "X448", Kind.KEY_AGREEMENT, "X255 E255 EC25 X448 DH3k Mult", ""),
                Arguments.of("hash=S256", "S512", Kind.HASH, "S512 S256", ""),
                Arguments.of("hash=S256;cipher=AES1", "EC38", Kind.HASH, "S256 S384", "S384 AES3"),
                Arguments.of("hash=S256;cipher=AES1", "EC38", Kind.CIPHER, "AES1 AES3", "S384 AES3"),
                Arguments.of("", "EC38", Kind.KEY_AGREEMENT, "X255 E255 EC25 EC38 DH3k Mult", ""),
                Arguments.of("keyAgreement=EC38", "EC38", Kind.HASH, "S256 S384", ""),
                Arguments.of("", "B256", Kind.SAS, "B32", ""),
                Arguments.of("hash=S999,S384", "S999", Kind.HASH, "S384 S256", ""),
                Arguments.of("hash=S999", "S512", Kind.HASH, "S999 S256 S384 S512", ""));
    }

    @ParameterizedTest
    @MethodSource("switches")
    void switchingOneDoesThis(String stored, String name, Kind kind, String on, String alsoOn) {
        CipherOrder.Outcome outcome = toggled(order(stored), name);
        assertThat(outcome).isInstanceOf(CipherOrder.Outcome.Changed.class);
        CipherOrder.Outcome.Changed changed = (CipherOrder.Outcome.Changed) outcome;
        assertThat(changed.alsoOn()).isEqualTo(names(alsoOn));
        assertThat(changed.order().on(kind)).containsExactly(on.split(" "));
    }

    @Test
    void lockedRowStaysOnAndSaysWhy() {
        assertThat(toggled(order(""), "S256")).isEqualTo(new CipherOrder.Outcome.Locked(Lock.Plain.ALWAYS));
        assertThat(toggled(order("keyAgreement=EC38"), "AES3"))
                .isEqualTo(new CipherOrder.Outcome.Locked(new Lock.With("EC38")));
    }

    @Test
    void listOfSevenTakesNoMore() {
        CipherOrder seven = order("keyAgreement=X255,E255,EC25,X448,EC52");
        assertThat(seven.on(Kind.KEY_AGREEMENT)).hasSize(7);
        assertThat(toggled(seven, "DH2k")).isEqualTo(new CipherOrder.Outcome.Full());
        CipherOrder.Outcome less = toggled(seven, "EC52");
        assertThat(less).isInstanceOf(CipherOrder.Outcome.Changed.class);
        assertThat(toggled(((CipherOrder.Outcome.Changed) less).order(), "DH2k"))
                .isInstanceOf(CipherOrder.Outcome.Changed.class);
    }

    @ParameterizedTest
    @CsvSource({
        "X255, 2, E255 X255 EC25 DH3k Mult",
        "X255, 5, E255 EC25 DH3k Mult X255",
        "X255, 99, E255 EC25 DH3k Mult X255",
        "Mult, 1, Mult X255 E255 EC25 DH3k",
        "Mult, -3, Mult X255 E255 EC25 DH3k",
        "EC25, 3, X255 E255 EC25 DH3k Mult",
        "X448, 1, X255 E255 EC25 DH3k Mult",
    })
    void movingOneDoesThis(String name, int place, String on) {
        assertThat(order("").moved(Kind.KEY_AGREEMENT, name, place).on(Kind.KEY_AGREEMENT))
                .containsExactly(on.split(" "));
    }

    @Test
    void placesAreCountedFromOneAndWhatIsOffComesLast() {
        List<CipherRow> rows = order("").rows(Kind.CIPHER);
        assertThat(rows).extracting(CipherRow::name).startsWith("AES3", "AES1").hasSize(6);
        assertThat(rows).extracting(CipherRow::place).containsExactly(1, 2, 0, 0, 0, 0);
    }
}
