// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.media.api.ZrtpForecast;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.api.ZrtpSuite;

/** What is said of why a call came to its algorithms is so: against written cases, and against the rules said once more. */
class AlgorithmReasonsTest {

    private static final int PAIRS = 3000;

    private record Lists(String keys, String hashes, String ciphers, String tags, String sas) {

        AlgorithmPreferences preferences() {
            return new AlgorithmPreferences(
                    known(HashAlgorithm.values(), hashes),
                    known(CipherAlgorithm.values(), ciphers),
                    known(AuthTag.values(), tags),
                    known(KeyAgreement.values(), keys),
                    known(SasRendering.values(), sas));
        }

        private static <A extends ZrtpAlgorithm> List<A> known(A[] all, String names) {
            return Arrays.stream(names.split(" ", -1))
                    .map(name -> Arrays.stream(all)
                            .filter(a -> a.label().equals(name))
                            .findFirst()
                            .orElseThrow())
                    .toList();
        }
    }

    /** Own and peer's key agreements; hash, cipher, tag and SAS lists are the same on both sides, unless it is about them. */
    @ParameterizedTest
    @CsvSource({
        "X255 DH3k,       X255 DH3k,       X255, FIRST_OF_BOTH",
        "DH3k X255,       X255 DH3k,       X255, FASTER_OF_THEIRS",
        "X255 DH3k,       DH3k X255,       X255, FASTER_OF_OURS",
        // EC38 is first here, and not had there: the first ones in common count.
        "EC38 X255 DH3k,  X255 DH3k,       X255, FIRST_OF_BOTH",
        "X1M1 X255 DH3k,  X1M1 DH3k,       X1M1, FIRST_OF_BOTH",
        // A hybrid stands behind the others by rank, though it is quick.
        "X1M1 X255 DH3k,  X255 X1M1,       X255, FASTER_OF_THEIRS",
        // Everybody has DH3k, listed or not.
        "EC25,            X255,            DH3k, FIRST_OF_BOTH",
        "Prsh X255 DH3k,  X255 Prsh DH3k,  Prsh, EARLIER_CALLS",
    })
    void keyAgreementFollowsFromBothOrders(String own, String peer, String chosen, ZrtpReason reason) {
        for (boolean initiator : new boolean[] {true, false}) {
            Map<Kind, ZrtpReason> reasons = reasons(
                    new Lists(own, "S256", "AES1", "HS80", "B32"),
                    new Lists(peer, "S256", "AES1", "HS80", "B32"),
                    new ZrtpSuite(chosen, "S256", "AES1", "HS80", "B32"),
                    initiator);
            assertThat(reasons).containsEntry(Kind.KEY_AGREEMENT, reason);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true,  AES3 AES1,      AES1 AES3,      AES3, FIRST_OF_OURS",
        "false, AES3 AES1,      AES1 AES3,      AES1, FIRST_OF_THEIRS",
        "true,  2FS3 AES3 AES1, AES1 AES3,      AES3, FIRST_OF_OURS",
        // The peer may take what it likes of what was offered.
        "false, AES3 AES1,      AES1 AES3,      AES3, THEIR_CHOICE",
    })
    void cipherIsTheFirstOfWhoeverSentTheCommit(
            boolean initiator, String own, String peer, String chosen, ZrtpReason reason) {
        assertThat(reasons(
                        new Lists("X255 DH3k", "S256", own, "HS80", "B32"),
                        new Lists("X255 DH3k", "S256", peer, "HS80", "B32"),
                        new ZrtpSuite("X255", "S256", chosen, "HS80", "B32"),
                        initiator))
                .containsEntry(Kind.CIPHER, reason);
    }

    @Test
    void whatGoesWithTheKeyAgreementGoesBeforeTheOrder() {
        Lists both = new Lists("EC38 DH3k", "S256 S384", "AES1 AES2 AES3", "HS80", "B32");
        ZrtpSuite suite = new ZrtpSuite("EC38", "S384", "AES3", "HS80", "B32");
        assertThat(reasons(both, both, suite, true))
                .containsEntry(Kind.HASH, ZrtpReason.FITS_OURS)
                .containsEntry(Kind.CIPHER, ZrtpReason.FITS_OURS)
                .containsEntry(Kind.SAS, ZrtpReason.FIRST_OF_OURS);
        assertThat(reasons(both, both, suite, false))
                .containsEntry(Kind.HASH, ZrtpReason.FITS_THEIRS)
                .containsEntry(Kind.CIPHER, ZrtpReason.FITS_THEIRS);
    }

    @Test
    void nothingIsSaidOfAPeerWhoseHelloIsNotKnownNorOfWhatNoRuleLedTo() {
        Lists own = new Lists("X255 DH3k", "S256", "AES3 AES1", "HS80", "B32");
        ZrtpSuite suite = new ZrtpSuite("X255", "S256", "AES1", "HS80", "B32");
        assertThat(AlgorithmRules.reasons(own.preferences(), ZrtpOffer.NONE, suite, true))
                .isEmpty();
        // This side sent the Commit and would have taken AES3.
        assertThat(reasons(own, own, suite, true)).doesNotContainKey(Kind.CIPHER);
        // What was never offered cannot have been chosen.
        assertThat(reasons(own, own, new ZrtpSuite("EC52", "S512", "2FS3", "SK64", "B256"), false))
                .isEmpty();
        assertThat(reasons(own, own, new ZrtpSuite("Mult", "S256", "AES3", "HS80", "B32"), true))
                .isEmpty();
    }

    @Test
    void everyReasonOfEveryCallHoldsByTheRuleItNames() {
        Random random = new Random(4);
        Map<ZrtpReason, Integer> seen = new EnumMap<>(ZrtpReason.class);
        for (int i = 0; i < PAIRS; i++) {
            AlgorithmPreferences own = any(random);
            AlgorithmPreferences peer = any(random);
            ZrtpForecast forecast = AlgorithmRules.forecast(own, peer.names().offer());
            for (boolean initiator : new boolean[] {true, false}) {
                ZrtpSuite suite = forecast.as(initiator);
                Map<Kind, ZrtpReason> reasons =
                        AlgorithmRules.reasons(own, peer.names().offer(), suite, initiator);
                assertThat(reasons).hasSize(Kind.values().length).doesNotContainValue(ZrtpReason.THEIR_CHOICE);
                check(reasons.get(Kind.HASH), initiator, suite.hash(), labels(own.hashes()), labels(peer.hashes()));
                check(
                        reasons.get(Kind.CIPHER),
                        initiator,
                        suite.cipher(),
                        labels(own.ciphers()),
                        labels(peer.ciphers()));
                check(
                        reasons.get(Kind.AUTH_TAG),
                        initiator,
                        suite.authTag(),
                        labels(own.authTags()),
                        labels(peer.authTags()));
                checkKey(reasons.get(Kind.KEY_AGREEMENT), suite.keyAgreement(), own, peer);
                reasons.values().forEach(reason -> seen.merge(reason, 1, Integer::sum));
            }
        }
        assertThat(seen.keySet())
                .containsExactlyInAnyOrder(
                        ZrtpReason.FIRST_OF_BOTH,
                        ZrtpReason.FASTER_OF_OURS,
                        ZrtpReason.FASTER_OF_THEIRS,
                        ZrtpReason.FIRST_OF_OURS,
                        ZrtpReason.FIRST_OF_THEIRS,
                        ZrtpReason.FITS_OURS,
                        ZrtpReason.FITS_THEIRS);
    }

    private static void check(
            @org.jspecify.annotations.Nullable ZrtpReason reason,
            boolean initiator,
            String chosen,
            List<String> own,
            List<String> peer) {
        List<String> order = initiator ? own : peer;
        List<String> other = initiator ? peer : own;
        String first = order.stream().filter(other::contains).findFirst().orElseThrow();
        boolean isFirst = first.equals(chosen);
        assertThat(reason)
                .isEqualTo(
                        isFirst
                                ? initiator ? ZrtpReason.FIRST_OF_OURS : ZrtpReason.FIRST_OF_THEIRS
                                : initiator ? ZrtpReason.FITS_OURS : ZrtpReason.FITS_THEIRS);
        assertThat(own).contains(chosen);
        assertThat(peer).contains(chosen);
    }

    private static void checkKey(
            @org.jspecify.annotations.Nullable ZrtpReason reason,
            String chosen,
            AlgorithmPreferences own,
            AlgorithmPreferences peer) {
        AlgorithmLists ours = AlgorithmLists.of(own);
        AlgorithmLists theirs = AlgorithmLists.of(peer);
        String myFirst = Negotiated.inCommon(ours, theirs).getFirst().label();
        String theirFirst = Negotiated.inCommon(theirs, ours).getFirst().label();
        switch (String.valueOf(reason)) {
            case "FIRST_OF_BOTH" -> assertThat(List.of(myFirst, theirFirst)).containsOnly(chosen);
            case "FASTER_OF_OURS" -> assertThat(chosen).isEqualTo(myFirst).isNotEqualTo(theirFirst);
            case "FASTER_OF_THEIRS" -> assertThat(chosen).isEqualTo(theirFirst).isNotEqualTo(myFirst);
            default -> throw new AssertionError("No reason for a key agreement: " + reason);
        }
    }

    private static Map<Kind, ZrtpReason> reasons(Lists own, Lists peer, ZrtpSuite suite, boolean initiator) {
        return AlgorithmRules.reasons(
                own.preferences(), peer.preferences().names().offer(), suite, initiator);
    }

    private static List<String> labels(List<? extends ZrtpAlgorithm> algorithms) {
        return algorithms.stream().<String>map(ZrtpAlgorithm::label).toList();
    }

    private static AlgorithmPreferences any(Random random) {
        return new AlgorithmPreferences(
                some(HashAlgorithm.values(), 5, random),
                some(CipherAlgorithm.values(), 6, random),
                some(AuthTag.values(), 5, random),
                some(KeyAgreement.values(), 5, random),
                some(SasRendering.values(), 2, random));
    }

    private static <A> List<A> some(A[] all, int most, Random random) {
        List<A> shuffled = new ArrayList<>(Arrays.asList(all));
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, random.nextInt(1, most + 1));
    }
}
