// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.Security;
import org.securecall.ui.ScriptedPhone;
import org.securecall.ui.call.CallModel;
import org.securecall.ui.model.PhoneModel;

class ShellModelTest {

    private final ScriptedPhone phone = new ScriptedPhone();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final PhoneModel model = new PhoneModel(phone, waiting::add);
    private final ShellModel shell =
            new ShellModel(model, Clock.fixed(Instant.now().plusSeconds(65), ZoneOffset.UTC));
    private final List<String> failures = new ArrayList<>();

    @Test
    void callIsShownAndAfterItsEndTheUserIsBackWhereHeWas() {
        shell.show(Page.DIAL);
        CallId id = call("sip:bob@example.org");
        assertThat(shell.page().get()).isEqualTo(new Page.Call(id));
        phone.end(id, 486, "Busy");
        run();
        assertThat(shell.page().get()).isEqualTo(new Page.Call(id));
        shell.leaveCall();
        run();
        assertThat(shell.page().get()).isEqualTo(Page.DIAL);
        assertThat(model.calls()).isEmpty();
    }

    @Test
    void callThatFailsBeforeItIsShownIsShownWithItsReason() {
        shell.call("sip:bob@example.org", Optional.empty(), failures::add);
        CallId id = phone.calls().getFirst().id();
        phone.end(id, 404, "Nobody has this address");
        run();
        assertThat(shell.page().get()).isEqualTo(new Page.Call(id));
        assertThat(model.call(id).orElseThrow().reason()).isEqualTo("Nobody has this address");
    }

    @Test
    void refusedCallTellsWhy() {
        phone.refuse("An address looks like sip:bob@example.org");
        shell.call("bob", Optional.empty(), failures::add);
        run();
        assertThat(failures).containsExactly("An address looks like sip:bob@example.org");
        assertThat(shell.page().get()).isEqualTo(Page.CONTACTS);
    }

    @Test
    void missedCallIsTold() {
        CallId id = phone.ring("sip:dave@example.org", "Dave");
        run();
        phone.end(id, 487, "");
        run();
        assertThat(model.notices()).singleElement().asString().contains("Dave");
        assertThat(model.calls()).isEmpty();
    }

    @Test
    void answeringShowsTheCallAndHangingUpPrefersTheOneThatRings() {
        CallId first = phone.ring("sip:dave@example.org", "Dave");
        run();
        shell.answer();
        run();
        assertThat(shell.page().get()).isEqualTo(new Page.Call(first));
        CallId second = phone.ring("sip:eve@example.org", "Eve");
        run();
        assertThat(shell.hangUp()).isTrue();
        run();
        assertThat(phone.commands()).endsWith("reject " + second);
        assertThat(shell.hangUp()).isTrue();
        run();
        assertThat(phone.commands()).endsWith("hangUp " + first);
        assertThat(shell.hangUp()).isFalse();
    }

    @Test
    void redialCallsTheLastTargetAgain() {
        assertThat(shell.canRedial()).isFalse();
        shell.redial();
        assertThat(phone.commands()).isEmpty();
        CallId id = call("sip:bob@example.org");
        phone.end(id, 486, "Busy");
        run();
        shell.redial();
        run();
        assertThat(phone.commands()).containsExactly("call sip:bob@example.org", "call sip:bob@example.org");
    }

    @Test
    void comparisonIsClosedByANewKeyAndByTheEndOfTheCall() {
        CallId id = call("sip:bob@example.org");
        phone.state(id, CallSnapshot.State.ACTIVE);
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""), false);
        run();
        CallModel call = shell.calls().of(id).orElseThrow();
        call.compare();
        assertThat(call.comparing().get()).isPresent();
        phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "yyyy", ""), false);
        run();
        assertThat(call.comparing().get()).isEmpty();
        call.compare();
        phone.end(id, 0, "");
        run();
        assertThat(call.comparing().get()).isEmpty();
        call.compare();
        assertThat(call.comparing().get()).isEmpty();
    }

    @Test
    void durationCountsFromTheAnswer() {
        CallId id = call("sip:bob@example.org");
        CallModel call = shell.calls().of(id).orElseThrow();
        assertThat(call.duration()).isEmpty();
        phone.state(id, CallSnapshot.State.ACTIVE);
        run();
        assertThat(call.duration()).startsWith("1:0");
    }

    @Test
    void keyNameIsShownInsteadOfWhatThePeerCallsItself() {
        CallId id = phone.ring("sip:eve@example.org", "Alice");
        run();
        CallModel call = shell.calls().of(id).orElseThrow();
        assertThat(call.name()).isEqualTo("Alice");
        phone.state(id, CallSnapshot.State.ACTIVE);
        phone.secure(id, ScriptedPhone.zrtp(Security.State.VERIFIED, "k3xj", "Eve"), false);
        run();
        assertThat(call.name()).isEqualTo("Eve");
    }

    @Test
    void noticesAreKeptOnceEachUntilTheyAreDismissed() {
        phone.tell(new PhoneEvent.Notice("The headset is gone"));
        phone.tell(new PhoneEvent.Notice("The headset is gone"));
        phone.tell(new PhoneEvent.Notice("The disk is full"));
        run();
        assertThat(model.notices()).containsExactly("The headset is gone", "The disk is full");
        model.dismissNotice("The headset is gone");
        assertThat(model.notices()).containsExactly("The disk is full");
    }

    @Test
    void nothingListensAfterClosing() {
        shell.close();
        model.close();
        assertThat(phone.listeners()).isZero();
    }

    private CallId call(String target) {
        shell.call(target, Optional.empty(), failures::add);
        run();
        return phone.calls().getLast().id();
    }

    private void run() {
        while (!waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
