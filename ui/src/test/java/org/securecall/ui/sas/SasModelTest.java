// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.CallSnapshot.Direction;
import org.securecall.app.api.Security;
import org.securecall.media.api.SasEmoji;
import org.securecall.resources.Resources;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.model.PhoneModel;

class SasModelTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);

    @Test
    void callerSaysTheSecondHalfAndCalleeTheFirst() {
        SasCode caller = SasCode.of("k3xj", Direction.OUTGOING);
        SasCode callee = SasCode.of("k3xj", Direction.INCOMING);
        assertThat(caller.mine()).containsExactly("x", "j");
        assertThat(caller.theirs()).containsExactly("k", "3");
        assertThat(callee.mine()).containsExactly("k", "3");
        assertThat(callee.theirs()).containsExactly("x", "j");
        SasCode words = SasCode.of("standard:guitarist", Direction.OUTGOING);
        assertThat(words.mine()).containsExactly("guitarist");
        assertThat(words.theirs()).containsExactly("standard");
    }

    @ParameterizedTest
    @CsvSource({
        "ko1z, ko, true", // as it is
        "ko1z, K0, true", // zero for o
        "ko1z, 'k o', true",
        "ko1z, 1z, false", // one's own half is no answer
        "l1uz, 11, true", // no l in the alphabet, so it can only be a one
        "standard:guitarist, Standard, true",
        "standard:guitarist, guitarist, false",
        "standard:guitarist, standar, false"
    })
    void whatWasHeardIsTakenAsPeopleWriteIt(String sas, String heard, boolean right) {
        assertThat(SasCode.of(sas.replace('l', '1'), Direction.OUTGOING).isTheirs(heard))
                .isEqualTo(right);
    }

    @Test
    void rightHalfAsksForTheNameAndConfirmsWithIt() {
        SasModel sas = compare("k3xj");
        sas.type("k3");
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.NAME);
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("confirm"));
        sas.confirm(" Carol ");
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.VERIFIED);
        assertThat(sas.keyName().get()).isEqualTo("Carol");
        assertThat(phone.commands()).endsWith("confirm c1 Carol");
    }

    @Test
    void emptyNameConfirmsWithoutOne() {
        SasModel sas = compare("k3xj");
        sas.type("k3xj");
        sas.confirm("  ");
        assertThat(phone.commands()).endsWith("confirm c1");
    }

    @Test
    void wrongOnceAsksForTheWholeCode() {
        SasModel sas = compare("k3xj");
        sas.type("kk");
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.TYPE_WHOLE);
        // The half alone is no longer enough.
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("deny"));
        sas.type("k3xj");
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.NAME);
    }

    @Test
    void wrongTwiceDenies() {
        SasModel sas = compare("k3xj");
        sas.type("kk");
        sas.type("k3");
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.DIFFERS);
        assertThat(phone.commands()).endsWith("deny c1");
    }

    @Test
    void nothingTypedIsNoAnswer() {
        SasModel sas = compare("k3xj");
        sas.type(" ");
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.TYPE_HALF);
    }

    @Test
    void codeCannotBeConfirmedBeforeItWasCompared() {
        SasModel sas = compare("k3xj");
        sas.confirm("Mallory");
        sas.match();
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.TYPE_HALF);
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("confirm"));
    }

    @Test
    void wholeCodeCanBeComparedByEar() {
        SasModel sas = compare("k3xj");
        sas.showWhole();
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.SHOWN);
        sas.match();
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.NAME);
        SasModel other = compare("k3xj");
        other.showWhole();
        other.deny();
        assertThat(other.step().get()).isEqualTo(SasModel.Step.DIFFERS);
    }

    @Test
    void confirmationThatFailsStaysOpenWithItsReason() {
        SasModel sas = compare("k3xj");
        sas.type("k3");
        phone.refuse("The disk is full");
        sas.confirm("Carol");
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.NAME);
        assertThat(sas.problem().get()).isEqualTo("The disk is full");
    }

    @Test
    void denialCountsEvenWhenTheCommandFails() {
        SasModel sas = compare("k3xj");
        phone.refuse("The call is over");
        sas.deny();
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.DIFFERS);
        assertThat(sas.problem().get()).isEqualTo("The call is over");
    }

    @Test
    void everyCharacterOfTheAlphabetIsSpelled() {
        "ybndrfg8ejkmcpqxot1uwisza345h769"
                .chars()
                .forEach(c -> assertThat(Spelling.of(Character.toString(c))).hasSizeGreaterThan(2));
        assertThat(Spelling.of("x")).isEqualTo("X-ray");
        assertThat(Spelling.of("9")).isEqualTo("Nine");
        assertThat(Spelling.of("guitarist")).isEqualTo("guitarist");
    }

    @Test
    void picturesStandBesideTheWholeCodeAndNowhereElse() {
        SasModel sas = compare("k3xj");
        assertThat(sas.emoji()).isEmpty();
        sas.type("kk");
        assertThat(sas.step().get()).isEqualTo(SasModel.Step.TYPE_WHOLE);
        assertThat(sas.emoji()).isEmpty();
        sas.showWhole();
        assertThat(sas.emoji()).isEqualTo(ScriptedPhone.EMOJI);
        sas.match();
        assertThat(sas.emoji()).isEmpty();
    }

    @Test
    void picturesAreNamedInTheLanguageOfTheDesktop() {
        assertThat(SasEmoji.values()).extracting(EmojiNames::of).doesNotHaveDuplicates();
        assertThat(EmojiNames.of(SasEmoji.THUMBS_UP))
                .isIn(
                        Resources.texts("emoji", Locale.ROOT).getString("thumbs.up"),
                        Resources.texts("emoji", Locale.GERMAN).getString("thumbs.up"));
    }

    @Test
    void codeIsNotInItsText() {
        assertThat(SasCode.of("k3xj", Direction.OUTGOING).toString()).doesNotContain("k3", "xj");
    }

    private SasModel compare(String sas) {
        CallId id = phone.call("sip:carol@example.org", Optional.empty())
                .toCompletableFuture()
                .join();
        phone.state(id, CallSnapshot.State.ACTIVE);
        Security security = ScriptedPhone.zrtp(Security.State.ENCRYPTED, sas, "");
        phone.secure(id, security, false);
        return new SasModel(model, phone.call(id), security.zrtp().orElseThrow(), "Carol");
    }
}
