// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Security;
import org.securecall.app.sas.SasComparison.Step;
import org.securecall.media.api.SasEmoji;
import org.securecall.resources.Resources;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.call.CallModel;
import org.securecall.ui.model.PhoneModel;

class SasModelTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final PhoneModel model = new PhoneModel(phone, Runnable::run);

    @Test
    void rightHalfAsksForTheNameAndConfirmsWithIt() {
        SasModel sas = compare("k3xj");
        sas.type("k3");
        assertThat(sas.step().get()).isEqualTo(Step.NAME);
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("confirm"));
        sas.confirm(" Carol ");
        assertThat(sas.step().get()).isEqualTo(Step.VERIFIED);
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
        assertThat(sas.step().get()).isEqualTo(Step.TYPE_AGAIN);
        // The half alone is no longer enough.
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("deny"));
        sas.type("k3xj");
        assertThat(sas.step().get()).isEqualTo(Step.NAME);
    }

    @Test
    void wrongTwiceDenies() {
        SasModel sas = compare("k3xj");
        sas.type("kk");
        sas.type("k3");
        assertThat(sas.step().get()).isEqualTo(Step.DIFFERS);
        assertThat(phone.commands()).endsWith("deny c1");
    }

    @Test
    void nothingTypedIsNoAnswer() {
        SasModel sas = compare("k3xj");
        sas.type(" ");
        assertThat(sas.step().get()).isEqualTo(Step.TYPE_HALF);
    }

    @Test
    void codeCannotBeConfirmedBeforeItWasCompared() {
        SasModel sas = compare("k3xj");
        sas.confirm("Mallory");
        sas.match();
        assertThat(sas.step().get()).isEqualTo(Step.TYPE_HALF);
        assertThat(phone.commands()).noneMatch(command -> command.startsWith("confirm"));
    }

    @Test
    void wholeCodeCanBeComparedByEar() {
        SasModel sas = compare("k3xj");
        sas.showWhole();
        assertThat(sas.step().get()).isEqualTo(Step.SHOWN);
        sas.match();
        assertThat(sas.step().get()).isEqualTo(Step.NAME);
        SasModel other = compare("k3xj");
        other.showWhole();
        other.deny();
        assertThat(other.step().get()).isEqualTo(Step.DIFFERS);
    }

    @Test
    void confirmationThatFailsStaysOpenWithItsReason() {
        SasModel sas = compare("k3xj");
        sas.type("k3");
        phone.refuse("The disk is full");
        sas.confirm("Carol");
        assertThat(sas.step().get()).isEqualTo(Step.NAME);
        assertThat(sas.problem().get()).isEqualTo("The disk is full");
    }

    @Test
    void denialCountsEvenWhenTheCommandFails() {
        SasModel sas = compare("k3xj");
        phone.refuse("The call is over");
        sas.deny();
        assertThat(sas.step().get()).isEqualTo(Step.DIFFERS);
        assertThat(sas.problem().get()).isEqualTo("The call is over");
    }

    @Test
    void picturesStandBesideTheWholeCodeAndNowhereElse() {
        SasModel sas = compare("k3xj");
        assertThat(sas.emoji()).isEmpty();
        sas.showWhole();
        assertThat(sas.emoji()).isEqualTo(ScriptedPhone.EMOJI);
        sas.match();
        assertThat(sas.emoji()).isEmpty();
        SasModel wrong = compare("k3xj");
        wrong.type("kk");
        wrong.showWhole();
        assertThat(wrong.step().get()).isEqualTo(Step.TYPE_AGAIN);
        assertThat(wrong.emoji()).isEmpty();
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
    void oneOfTheSixCanBeChosenOnce() {
        SasModel sas = compare("k3xj");
        sas.choose(true);
        assertThat(sas.step().get()).isEqualTo(Step.CHOOSE_HALF);
        assertThat(sas.options()).hasSize(6).contains("k3");
        sas.choose(Optional.of("k3"));
        assertThat(sas.step().get()).isEqualTo(Step.NAME);
        SasModel other = compare("k3xj");
        other.choose(true);
        other.choose(Optional.empty());
        assertThat(other.step().get()).isEqualTo(Step.TYPE_AGAIN);
        other.choose(true);
        assertThat(other.step().get()).isEqualTo(Step.TYPE_AGAIN);
    }

    @Test
    void wordsAreSuggestedWhileTheyAreTyped() {
        assertThat(compare("standard:guitarist").suggestions("stan")).containsExactly("standard");
        assertThat(compare("k3xj").suggestions("k")).isEmpty();
    }

    @Test
    void whatIsNoCodeCannotBeCompared() {
        Security security = ScriptedPhone.zrtp(Security.State.ENCRYPTED, "", "");
        CallId id = talk();
        assertThat(SasModel.of(model, phone.call(id), security.zrtp().orElseThrow(), "Carol"))
                .isEmpty();
    }

    /** Closing the pane must not give another try. */
    @Test
    void wrongAnswerIsNotForgottenByClosingThePane() {
        CallId id = talk();
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""), false);
        try (CallModel call = new CallModel(model, phone.call(id), Clock.systemUTC())) {
            call.compare();
            call.comparing().get().orElseThrow().type("yy");
            call.compareLater();
            assertThat(call.comparing().get()).isEmpty();
            call.compare();
            SasModel again = call.comparing().get().orElseThrow();
            assertThat(again.step().get()).isEqualTo(Step.TYPE_AGAIN);
            again.type("yyyy");
            call.compareLater();
            call.compare();
            assertThat(call.comparing().get().orElseThrow().step().get()).isEqualTo(Step.DIFFERS);
        }
    }

    @Test
    void newCodeIsANewComparison() {
        CallId id = talk();
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""), false);
        try (CallModel call = new CallModel(model, phone.call(id), Clock.systemUTC())) {
            call.compare();
            call.comparing().get().orElseThrow().type("yy");
            phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "8m5z", ""), false);
            assertThat(call.comparing().get()).isEmpty();
            call.compare();
            SasModel fresh = call.comparing().get().orElseThrow();
            assertThat(fresh.step().get()).isEqualTo(Step.TYPE_HALF);
            fresh.type("8m");
            assertThat(fresh.step().get()).isEqualTo(Step.NAME);
        }
    }

    @Test
    void callWithoutACodeOpensNoComparison() {
        CallId id = talk();
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "", ""), false);
        try (CallModel call = new CallModel(model, phone.call(id), Clock.systemUTC())) {
            call.compare();
            assertThat(call.comparing().get()).isEmpty();
        }
    }

    private CallId talk() {
        CallId id = phone.call("sip:carol@example.org", Optional.empty())
                .toCompletableFuture()
                .join();
        phone.state(id, CallSnapshot.State.ACTIVE);
        return id;
    }

    private SasModel compare(String sas) {
        CallId id = talk();
        Security security = ScriptedPhone.zrtp(Security.State.ENCRYPTED, sas, "");
        phone.secure(id, security, false);
        return SasModel.of(model, phone.call(id), security.zrtp().orElseThrow(), "Carol")
                .orElseThrow();
    }
}
