// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.identity.Identities;
import org.securecall.app.identity.IdentityKey;
import org.securecall.media.secret.SecretBytes;

class KeyLogExportTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.parse("2026-01-03T00:26:40Z");
    private static final IdentityKey ALICE = Identities.alice().key();

    private static String complete() {
        return KeyLogExport.complete(Logs.logged(), Logs.head(), Identities.alice(), NOW);
    }

    private static String redacted() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (64 + i);
        }
        try (Pseudonyms pseudonyms = new Pseudonyms(SecretBytes.owning(key))) {
            return KeyLogExport.redacted(Logs.logged(), Logs.head(), Identities.alice(), NOW, pseudonyms);
        }
    }

    private static String export(boolean redacted) {
        return redacted ? redacted() : complete();
    }

    /** Written and signed by another implementation. */
    @ParameterizedTest
    @CsvSource({
        "false, 03df086e6d5c130968268c3766f1a537d2a0ab97575f7b4c4c370fb416e6fbea",
        "true, e2223420f5453c36bbd0f9aa7a035d0cb7bdc37f8eb8f606003bdb86fcaebcef"
    })
    void anExportIsWrittenAsDescribed(boolean redacted, String sha256) throws Exception {
        byte[] utf8 = export(redacted).getBytes(StandardCharsets.UTF_8);
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(utf8)))
                .as(export(redacted))
                .isEqualTo(sha256);
    }

    @Test
    void aCompleteExportIsReadAsItWasWritten() {
        assertThat(KeyLogExport.verify(complete(), ALICE)).isInstanceOfSatisfying(ExportVerdict.Valid.class, valid -> {
            assertThat(valid.report().entries()).containsExactlyElementsOf(Logs.logged());
            assertThat(valid.report().exported()).isEqualTo(NOW);
            assertThat(valid.report().check()).isEqualTo(new KeyLogCheck.Intact(Logs.head()));
        });
    }

    @Test
    void aCompleteExportCanBeReadByPeople() {
        assertThat(complete())
                .startsWith("Secure Call: history of keys\n")
                .contains("2. 2026-01-01 00:01:01 UTC  Verified: the code was read aloud and agreed\n")
                .contains("   Contact    sip:bob@example.org\n")
                .contains("   Change     now Bob \u00c4pfel\n")
                .contains("   Chain      whole\n");
        assertThat(complete().lines()).allMatch(line -> line.length() < 100);
    }

    @Test
    void aRedactedExportNamesNobodyAndIsCheckedAllTheSame() {
        String text = KeyLogExport.redacted(Logs.logged(), Logs.head(), Identities.alice(), NOW, RANDOM);
        assertThat(KeyLogExport.verify(text, ALICE)).isInstanceOfSatisfying(ExportVerdict.Valid.class, valid -> {
            assertThat(valid.report().check()).isEqualTo(new KeyLogCheck.Intact(Logs.head()));
            byte[] machine = valid.report().encode();
            assertThat(new String(machine, StandardCharsets.ISO_8859_1) + text)
                    .doesNotContain("bob")
                    .doesNotContain("Bob")
                    .doesNotContain("alice")
                    .doesNotContain("laptop");
            assertThat(HexFormat.of().formatHex(machine) + text)
                    .doesNotContain(Logs.ZID.hex())
                    .doesNotContain("101112131415161718191a1b1c1d1e1f");
        });
    }

    @Test
    void aPseudonymIsTheSameThroughoutAnExportAndAnotherInTheNext() {
        List<String> names = names(KeyLogExport.redacted(Logs.logged(), Logs.head(), Identities.alice(), NOW, RANDOM));
        List<String> others = names(KeyLogExport.redacted(Logs.logged(), Logs.head(), Identities.alice(), NOW, RANDOM));
        assertThat(names).hasSize(2).containsOnly(names.getFirst());
        assertThat(others).doesNotContainAnyElementsOf(names);
    }

    private static List<String> names(String text) {
        return Pattern.compile("Contact +(person-[a-z2-7]{8})")
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bob@example.org", "sips:bob@EXAMPLE.org:5061", "Bob <sip:bob@example.org;transport=tls>"})
    void everySpellingOfAnAddressHasTheSamePseudonym(String address) {
        try (Pseudonyms pseudonyms = Pseudonyms.fresh(RANDOM)) {
            assertThat(pseudonyms.person(address)).isEqualTo(pseudonyms.person("sip:bob@example.org"));
            assertThat(pseudonyms.person(address)).isNotEqualTo(pseudonyms.person("sip:carol@example.org"));
        }
    }

    @Test
    void theSignatureOfAnotherIsNamedAsSuch() {
        assertThat(KeyLogExport.verify(complete(), Identities.bob().key()))
                .isInstanceOfSatisfying(
                        ExportVerdict.SignedByAnother.class,
                        other -> assertThat(other.signer()).isEqualTo(ALICE));
    }

    /** One bit of each character. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyChangedCharacterIsFound(boolean redacted) {
        String text = export(redacted).strip();
        for (int i = 0; i < text.length(); i++) {
            assertChanged(Identities.flipped(text, i * 8 + i % 7));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyFlippedBitOfTheSignatureIsFound(boolean redacted) {
        String text = export(redacted).strip();
        for (int bit = text.indexOf("-----BEGIN SECURE CALL SIGNATURE") * 8; bit < text.length() * 8; bit++) {
            assertChanged(Identities.flipped(text, bit));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyRemovedLineIsFound(boolean redacted) {
        List<String> lines = export(redacted).strip().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            List<String> left = new ArrayList<>(lines);
            left.remove(i);
            assertChanged(String.join("\n", left));
        }
    }

    @Test
    void linesAroundAndInsideAreFound() {
        assertChanged("Fwd:\n" + complete());
        assertChanged(complete() + "Regards");
        assertChanged(complete() + complete());
        assertChanged(complete().replace("1. 2026", "\n1. 2026"));
        assertChanged(complete().replace("Entries    3", "Entries    4"));
        assertChanged(complete().replace("whole", "whole "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\u0000",
                "\n-----BEGIN SECURE CALL KEY LOG-----\n-----END SECURE CALL KEY LOG-----\n",
                "\n-----BEGIN SECURE CALL KEY LOG-----\nAQ==\n-----END SECURE CALL KEY LOG-----\n",
                "\n-----BEGIN SECURE CALL KEY LOG-----\n!!\n-----END SECURE CALL KEY LOG-----\n",
                "-----END SECURE CALL KEY LOG-----\n-----BEGIN SECURE CALL KEY LOG-----\n"
            })
    void anyOtherTextIsNoExport(String text) {
        assertChanged(text);
    }

    @Test
    void otherLineEndsAndBlanksAroundDoNotMatter() {
        assertThat(KeyLogExport.verify("\n " + complete().replace("\n", "\r\n") + "\r\n\n", ALICE))
                .isInstanceOf(ExportVerdict.Valid.class);
    }

    @Test
    void aBrokenLogIsExportedAndSaysSo() {
        List<LoggedEntry> broken = List.of(Logs.logged().get(0), Logs.logged().get(2));
        String text = KeyLogExport.complete(broken, Logs.head(), Identities.alice(), NOW);
        assertThat(text).contains("   Chain      BROKEN: Entry 2 is missing.\n");
        assertThat(KeyLogExport.verify(text, ALICE))
                .isInstanceOfSatisfying(
                        ExportVerdict.Valid.class,
                        valid -> assertThat(valid.report().check()).isInstanceOf(KeyLogCheck.Broken.class));
    }

    @Test
    void aLogWhoseEndWasCutSaysSo() {
        String text = KeyLogExport.redacted(Logs.logged().subList(0, 2), Logs.head(), Identities.alice(), NOW, RANDOM);
        assertThat(text).contains("BROKEN: The log ends before entry 3; it had 3 entries.");
    }

    @Test
    void anEmptyLogIsExported() {
        String text = KeyLogExport.complete(List.of(), KeyLogHead.EMPTY, Identities.alice(), NOW);
        assertThat(KeyLogExport.verify(text, ALICE)).isInstanceOf(ExportVerdict.Valid.class);
    }

    /** A contact who calls himself as the export's own lines are called. */
    @Test
    void noTextOfAPeerEndsAPartOfTheExport() {
        KeyLog log = new KeyLog(List.of());
        log.append(
                new KeyLogNote(
                        NOW,
                        KeyLogKind.FIRST,
                        "x\n-----END SECURE CALL KEY LOG-----\n-----BEGIN SECURE CALL SIGNATURE-----\n",
                        Optional.empty(),
                        "\n\n-----BEGIN SECURE CALL KEY LOG-----\nAQ==\n",
                        "%s%n",
                        "",
                        ""),
                RANDOM);
        String text = KeyLogExport.complete(log.entries(), log.head(), Identities.alice(), NOW);
        assertThat(KeyLogExport.verify(text, ALICE)).isInstanceOf(ExportVerdict.Valid.class);
    }

    private static void assertChanged(String text) {
        assertThat(KeyLogExport.verify(text, ALICE))
                .as(text)
                .isInstanceOfSatisfying(
                        ExportVerdict.Changed.class,
                        changed -> assertThat(changed.sentence()).endsWith("."));
    }
}
