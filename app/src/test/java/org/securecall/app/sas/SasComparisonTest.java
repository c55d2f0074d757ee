// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.CallSnapshot.Direction;
import org.securecall.app.sas.SasComparison.Step;
import org.securecall.media.api.SasWords;

class SasComparisonTest {

    private static final RandomGenerator RANDOM = RandomGenerator.of("L64X128MixRandom");

    enum Does {
        RIGHT_HALF(c -> c.typed("k3")),
        OWN_HALF(c -> c.typed("xj")),
        WHOLE(c -> c.typed("k3xj")),
        WRONG(c -> c.typed("yyyy")),
        NOTHING(c -> c.typed("  ")),
        CHOOSE(c -> c.choosing(true)),
        TYPE(c -> c.choosing(false)),
        PICK_RIGHT(c -> c.chosen(Optional.of("k3"))),
        PICK_WRONG(c -> c.chosen(Optional.of("yy"))),
        PICK_NONE(c -> c.chosen(Optional.empty())),
        SHOW(SasComparison::shown),
        MATCH(SasComparison::matched),
        DENY(SasComparison::denied),
        NAMED(SasComparison::named);

        @SuppressWarnings("ImmutableEnumChecker") // none of them holds anything
        private final UnaryOperator<SasComparison> action;

        Does(UnaryOperator<SasComparison> action) {
            this.action = action;
        }
    }

    record Row(String client, List<Does> actions, Step step) {}

    static Stream<Row> ways() {
        String own = "Secure Call";
        String twinkle = "Twinkle 1.10.3";
        return Stream.of(
                new Row(own, List.of(), Step.TYPE_HALF),
                new Row(own, List.of(Does.RIGHT_HALF), Step.NAME),
                new Row(own, List.of(Does.WHOLE), Step.NAME),
                new Row(own, List.of(Does.RIGHT_HALF, Does.NAMED), Step.VERIFIED),
                new Row(own, List.of(Does.NOTHING), Step.TYPE_HALF),
                // What cannot be clicked through.
                new Row(own, List.of(Does.NAMED), Step.TYPE_HALF),
                new Row(own, List.of(Does.MATCH), Step.TYPE_HALF),
                new Row(own, List.of(Does.PICK_RIGHT), Step.TYPE_HALF),
                // Wrong once, wrong twice.
                new Row(own, List.of(Does.OWN_HALF), Step.TYPE_AGAIN),
                new Row(own, List.of(Does.WRONG), Step.TYPE_AGAIN),
                new Row(own, List.of(Does.WRONG, Does.NOTHING), Step.TYPE_AGAIN),
                new Row(own, List.of(Does.WRONG, Does.WHOLE), Step.NAME),
                new Row(own, List.of(Does.WRONG, Does.RIGHT_HALF), Step.DIFFERS),
                new Row(own, List.of(Does.WRONG, Does.WRONG), Step.DIFFERS),
                new Row(own, List.of(Does.WRONG, Does.WRONG, Does.WHOLE), Step.DIFFERS),
                new Row(own, List.of(Does.WRONG, Does.SHOW), Step.TYPE_AGAIN),
                new Row(own, List.of(Does.WRONG, Does.CHOOSE), Step.TYPE_AGAIN),
                new Row(own, List.of(Does.WRONG, Does.MATCH), Step.TYPE_AGAIN),
                // One of six, and one pick only.
                new Row(own, List.of(Does.CHOOSE), Step.CHOOSE_HALF),
                new Row(own, List.of(Does.CHOOSE, Does.TYPE), Step.TYPE_HALF),
                new Row(own, List.of(Does.CHOOSE, Does.PICK_RIGHT), Step.NAME),
                new Row(own, List.of(Does.CHOOSE, Does.PICK_WRONG), Step.TYPE_AGAIN),
                new Row(own, List.of(Does.CHOOSE, Does.PICK_NONE), Step.TYPE_AGAIN),
                new Row(own, List.of(Does.CHOOSE, Does.PICK_WRONG, Does.PICK_RIGHT), Step.TYPE_AGAIN),
                new Row(own, List.of(Does.CHOOSE, Does.PICK_WRONG, Does.WRONG), Step.DIFFERS),
                // By ear.
                new Row(own, List.of(Does.SHOW), Step.SHOWN),
                new Row(own, List.of(Does.CHOOSE, Does.SHOW), Step.SHOWN),
                new Row(own, List.of(Does.SHOW, Does.MATCH), Step.NAME),
                new Row(own, List.of(Does.SHOW, Does.DENY), Step.DIFFERS),
                new Row(own, List.of(Does.SHOW, Does.DENY, Does.MATCH), Step.DIFFERS),
                new Row(own, List.of(Does.SHOW, Does.RIGHT_HALF), Step.SHOWN),
                // The user's no counts at any time before the result.
                new Row(own, List.of(Does.DENY), Step.DIFFERS),
                new Row(own, List.of(Does.WRONG, Does.DENY), Step.DIFFERS),
                new Row(own, List.of(Does.RIGHT_HALF, Does.NAMED, Does.DENY), Step.VERIFIED),
                // Telephones that know no halves.
                new Row(twinkle, List.of(), Step.TYPE_ALL),
                new Row(twinkle, List.of(Does.WHOLE), Step.NAME),
                new Row(twinkle, List.of(Does.RIGHT_HALF), Step.TYPE_AGAIN),
                new Row(twinkle, List.of(Does.CHOOSE), Step.TYPE_ALL),
                new Row(twinkle, List.of(Does.SHOW, Does.MATCH), Step.NAME),
                new Row(twinkle, List.of(Does.WRONG, Does.WHOLE), Step.NAME),
                new Row(twinkle, List.of(Does.WRONG, Does.WRONG), Step.DIFFERS));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void comparisonGoesAsTheTableSays(Row row) {
        SasComparison comparison = start("k3xj", row.client, Direction.OUTGOING);
        for (Does does : row.actions) {
            comparison = does.action.apply(comparison);
        }
        assertThat(comparison.step()).isEqualTo(row.step);
    }

    /** Over all sequences of five actions: what is agreed on was typed, chosen, or compared by ear with the code shown. */
    @Test
    void noWayLeadsToAnAgreementWithoutARightAnswer() {
        Set<Step> reached = EnumSet.noneOf(Step.class);
        for (String client : new String[] {"Secure Call", "Twinkle"}) {
            walk(start("k3xj", client, Direction.OUTGOING), 5, false, reached);
        }
        assertThat(reached).containsExactlyInAnyOrder(Step.values());
    }

    private static void walk(SasComparison from, int more, boolean answered, Set<Step> reached) {
        reached.add(from.step());
        if (from.step() == Step.NAME || from.step() == Step.VERIFIED) {
            assertThat(answered).isTrue();
        }
        if (more == 0) {
            return;
        }
        for (Does does : Does.values()) {
            boolean right = switch (does) {
                case RIGHT_HALF -> from.step() == Step.TYPE_HALF;
                case WHOLE ->
                    from.step() == Step.TYPE_HALF || from.step() == Step.TYPE_ALL || from.step() == Step.TYPE_AGAIN;
                case PICK_RIGHT -> from.step() == Step.CHOOSE_HALF;
                case MATCH -> from.step() == Step.SHOWN;
                default -> false;
            };
            walk(does.action.apply(from), more - 1, answered || right, reached);
        }
    }

    @ParameterizedTest
    @CsvSource({"k3xj, OUTGOING", "k3xj, INCOMING", "standard:guitarist, OUTGOING", "standard:guitarist, INCOMING"})
    void oneOfTheSixIsRightAndTheOthersAreOfItsKind(String sas, Direction direction) {
        SasCode code = SasCode.of(sas, direction).orElseThrow();
        String right = String.join("", code.theirs());
        Set<Integer> places = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            List<String> options = SasComparison.start(code, "", RANDOM).options();
            assertThat(options).hasSize(6).doesNotHaveDuplicates().contains(right);
            places.add(options.indexOf(right));
            List<String> words = code.mineFirst() ? SasWords.odd() : SasWords.even();
            assertThat(options).allSatisfy(option -> {
                assertThat(code.words() ? words.contains(option) : option.length() == 2)
                        .isTrue();
                assertThat(code.isTheirs(option)).isEqualTo(option.equals(right));
            });
        }
        assertThat(places).hasSize(6);
    }

    @Test
    void wordsAreCompletedFromTheListOfTheirPlace() {
        Function<String, List<String>> callersField =
                typed -> start("standard:guitarist", "", Direction.OUTGOING).suggestions(typed);
        assertThat(callersField.apply("s")).isEmpty();
        assertThat(callersField.apply("sta")).contains("standard", "stapler").allMatch(SasWords.even()::contains);
        assertThat(callersField.apply("STAN")).containsExactly("standard");
        assertThat(callersField.apply("standard")).isEmpty();
        assertThat(callersField.apply("guit")).isEmpty();
        Function<String, List<String>> calleesField =
                typed -> start("standard:guitarist", "", Direction.INCOMING).suggestions(typed);
        assertThat(calleesField.apply("guit")).containsExactly("guitarist");
        assertThat(calleesField.apply("sta")).doesNotContain("standard");
        SasComparison again =
                start("standard:guitarist", "", Direction.INCOMING).typed("adviser");
        assertThat(again.step()).isEqualTo(Step.TYPE_AGAIN);
        assertThat(again.suggestions("stan")).containsExactly("standard");
        assertThat(again.suggestions("standard guit")).containsExactly("standard guitarist");
        assertThat(again.suggestions("standard:guit")).containsExactly("standard:guitarist");
        assertThat(start("k3xj", "", Direction.INCOMING).suggestions("stan")).isEmpty();
    }

    /** They come from the list alone, so that they tell nothing of the code. */
    @Test
    void suggestionsDoNotDependOnTheCode() {
        SasComparison one = start("standard:guitarist", "", Direction.OUTGOING);
        SasComparison other = start("aardvark:adviser", "", Direction.OUTGOING);
        for (String word : SasWords.even()) {
            for (int length = 1; length <= word.length(); length++) {
                String begun = word.substring(0, length);
                assertThat(one.suggestions(begun)).isEqualTo(other.suggestions(begun));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GNU ZRTP 4.7.0",
                "GNU ZRTP4J 4.2",
                "zrtp4j",
                "Twinkle 1.10.3",
                "Jitsi",
                "Zfone 0.92",
                "libzrtp v1.20"
            })
    void telephonesThatShowTheWholeCodeAreKnown(String client) {
        assertThat(start("k3xj", client, Direction.OUTGOING).step()).isEqualTo(Step.TYPE_ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Secure Call", "BZRTPv1.1", "LINPHONE-ZRTPCPP"})
    void otherTelephonesAreExpectedToReadHalves(String client) {
        assertThat(start("k3xj", client, Direction.OUTGOING).step()).isEqualTo(Step.TYPE_HALF);
    }

    @Test
    void codeIsNotInItsText() {
        assertThat(start("k3xj", "", Direction.OUTGOING).toString()).doesNotContain("k3", "xj");
    }

    private static SasComparison start(String sas, String client, Direction direction) {
        return SasComparison.start(SasCode.of(sas, direction).orElseThrow(), client, RANDOM);
    }
}
