// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.Security;
import org.securecall.app.api.Settings;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.Levels;

/** Every screen of the window in the states that matter: for the tests that walk all of them, and for pictures. */
enum Screens {
    FIRST_RUN_WELCOME(false),
    FIRST_RUN_ACCOUNT(false) {
        @Override
        void open(Shown shown) {
            shown.fire("#first-run-with");
        }
    },
    FIRST_RUN_SOUND(false) {
        @Override
        void open(Shown shown) {
            shown.fire("#first-run-without");
        }
    },
    FIRST_RUN_PRACTICE(false) {
        @Override
        void open(Shown shown) {
            shown.fire("#first-run-without");
            shown.settle();
            shown.fire("#first-run-next");
        }
    },
    CONTACTS_EMPTY(false) {
        @Override
        void open(Shown shown) {
            shown.fire("#first-run-skip");
        }
    },
    CONTACTS(true),
    CONTACT_FORM(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#contact-add");
        }
    },
    SEARCH(true) {
        @Override
        void open(Shown shown) {
            shown.type("#search", "al");
        }
    },
    SHORTCUTS(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-shortcuts");
        }
    },
    NOTICES(true) {
        @Override
        void open(Shown shown) {
            shown.phone.tell(new PhoneEvent.Notice("The USB headset is gone; the default microphone is used instead."));
            shown.phone.tell(new PhoneEvent.Notice("Port 5060 is in use, so direct calls come in at port 40112."));
        }
    },
    DIAL(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-dial");
            shown.settle();
            shown.type("#dial-address", "alice@example.org");
        }
    },
    SECURITY(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-security");
        }
    },
    SECURITY_EMPTY(false) {
        @Override
        void open(Shown shown) {
            shown.fire("#first-run-skip");
            shown.settle();
            shown.fire("#rail-security");
        }
    },
    SETTINGS(true) {
        @Override
        void open(Shown shown) {
            shown.phone.account(People.failed(
                    "sip:work@example.com", "The server’s certificate is for another name: mail.example.com."));
            shown.fire("#rail-settings");
        }
    },
    PASSPHRASE_FORM(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-settings");
            shown.settle();
            shown.fire("#lock-change");
            shown.type("#lock-passphrase", "correct horse");
        }
    },
    PASSPHRASE_SET(true) {
        @Override
        void open(Shown shown) {
            PASSPHRASE_FORM.open(shown);
            shown.type("#lock-again", "correct horse");
            shown.fire("#lock-save");
            shown.settle();
            shown.fire("#lock-remove");
            shown.type("#lock-remove-current", "correct horse");
        }
    },
    ACCOUNT_FORM(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-settings");
            shown.settle();
            shown.fire("#account-add");
            shown.settle();
            ((ToggleButton) shown.node("#account-advanced")).setSelected(true);
        }
    },
    ACCOUNT_PIN(true) {
        @Override
        void open(Shown shown) {
            shown.phone.probing(
                    ScriptedPhone.step(
                            ProbeStep.Kind.NAPTR,
                            ProbeStep.Outcome.SKIPPED,
                            "The domain says nothing about it; _sips._tcp.example.org is usual."),
                    ScriptedPhone.step(
                            ProbeStep.Kind.SRV, ProbeStep.Outcome.OK, "The server has the address 192.0.2.1:5061."),
                    ScriptedPhone.step(ProbeStep.Kind.CONNECT, ProbeStep.Outcome.OK, "The server answers."),
                    People.refused(People.certificate(CertificateVerdict.SELF_SIGNED)));
            shown.fire("#rail-settings");
            shown.settle();
            shown.fire("#account-add");
            shown.settle();
            shown.type("#account-address", "alice@example.org");
            shown.fire("#account-save");
            shown.settle();
        }
    },
    ACCOUNT_BLOCKED(true) {
        @Override
        void open(Shown shown) {
            shown.phone.account(People.blocked("sip:alice@example.org"));
            shown.phone.pin("sip:alice@example.org", People.certificate(CertificateVerdict.SELF_SIGNED));
            shown.fire("#rail-settings");
            shown.settle();
            shown.fire(".certificate-decide");
            shown.settle();
        }
    },
    CALL_RINGING(true) {
        @Override
        void open(Shown shown) {
            shown.phone.state(shown.call("sip:alice@example.org"), CallSnapshot.State.RINGING);
        }
    },
    CALL_NOT_SECURE(true) {
        @Override
        void open(Shown shown) {
            shown.talk("sip:carol@example.org", ScriptedPhone.plain(Security.State.NONE, Security.Protocol.NONE));
        }
    },
    CALL_SECURING(true) {
        @Override
        void open(Shown shown) {
            shown.talk("sip:carol@example.org", ScriptedPhone.plain(Security.State.SECURING, Security.Protocol.NONE));
        }
    },
    CALL_SERVER(true) {
        @Override
        void open(Shown shown) {
            shown.talk("sip:carol@example.org", ScriptedPhone.plain(Security.State.SERVER, Security.Protocol.SDES));
        }
    },
    CALL_UNVERIFIED(true) {
        @Override
        void open(Shown shown) {
            shown.talk("sip:carol@example.org", ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""));
        }
    },
    CALL_VERIFIED(true) {
        @Override
        void open(Shown shown) {
            shown.talk("sip:alice@example.org", ScriptedPhone.zrtp(Security.State.VERIFIED, "k3xj", "Alice Adler"));
        }
    },
    CALL_DETAILS(true) {
        @Override
        void open(Shown shown) {
            shown.talk("sip:alice@example.org", ScriptedPhone.zrtp(Security.State.VERIFIED, "k3xj", "Alice Adler"));
            shown.settle();
            ((ToggleButton) shown.node("#call-details")).setSelected(true);
        }
    },
    CALL_CHANGED(true) {
        @Override
        void open(Shown shown) {
            CallId id = shown.call("sip:alice@example.org");
            shown.phone.state(id, CallSnapshot.State.ACTIVE);
            shown.phone.secure(id, ScriptedPhone.zrtp(Security.State.CHANGED, "k3xj", "Alice Adler"), true);
        }
    },
    CALL_MISMATCH(true) {
        @Override
        void open(Shown shown) {
            CallId id = shown.call("sip:alice@example.org");
            shown.phone.state(id, CallSnapshot.State.ACTIVE);
            shown.phone.secure(id, ScriptedPhone.zrtp(Security.State.MISMATCH, "k3xj", ""), true);
        }
    },
    CALL_LOST(true) {
        @Override
        void open(Shown shown) {
            CallId id = shown.call("sip:alice@example.org");
            shown.phone.state(id, CallSnapshot.State.ACTIVE);
            shown.phone.secure(
                    id,
                    new Security(
                            Security.State.LOST,
                            Security.Protocol.NONE,
                            Optional.empty(),
                            false,
                            "",
                            false,
                            "",
                            OptionalLong.empty()),
                    true);
        }
    },
    CALL_KEYPAD(true) {
        @Override
        void open(Shown shown) {
            shown.talk("sip:carol@example.org", ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""));
            shown.settle();
            ((ToggleButton) shown.node("#call-keypad")).setSelected(true);
        }
    },
    CALL_ENDED(true) {
        @Override
        void open(Shown shown) {
            CallId id = shown.call("sip:alice@example.org");
            shown.settle();
            shown.phone.end(id, 486, "Alice is busy");
        }
    },
    CALL_DOCKED(true) {
        @Override
        void open(Shown shown) {
            shown.talk("sip:alice@example.org", ScriptedPhone.zrtp(Security.State.VERIFIED, "k3xj", "Alice Adler"));
            shown.settle();
            shown.fire("#rail-contacts");
        }
    },
    SAS_HALF(true) {
        @Override
        void open(Shown shown) {
            shown.compare("k3xj");
        }
    },
    SAS_WORDS(true) {
        @Override
        void open(Shown shown) {
            shown.compare("standard:guitarist");
        }
    },
    SAS_AGAIN(true) {
        @Override
        void open(Shown shown) {
            shown.compare("k3xj");
            shown.settle();
            shown.type("#sas-typed", "yy");
            shown.settle();
            shown.fire("#sas-check");
        }
    },
    SAS_SHOWN(true) {
        @Override
        void open(Shown shown) {
            shown.compare("k3xj");
            shown.settle();
            shown.fire("#sas-show-whole");
        }
    },
    SAS_NAME(true) {
        @Override
        void open(Shown shown) {
            shown.compare("k3xj");
            shown.settle();
            shown.type("#sas-typed", "k3");
            shown.settle();
            shown.fire("#sas-check");
        }
    },
    SAS_VERIFIED(true) {
        @Override
        void open(Shown shown) {
            SAS_NAME.open(shown);
            shown.settle();
            shown.fire("#sas-confirm");
        }
    },
    SAS_DIFFERS(true) {
        @Override
        void open(Shown shown) {
            SAS_AGAIN.open(shown);
            shown.settle();
            shown.type("#sas-typed", "yyyy");
            shown.settle();
            shown.fire("#sas-check");
        }
    },
    SAS_PRACTICE(true) {
        @Override
        void open(Shown shown) {
            CallId id = shown.call(Phone.PRACTICE);
            shown.phone.state(id, CallSnapshot.State.ACTIVE);
            shown.phone.secure(id, ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", ""), false);
            shown.phone.tell(new PhoneEvent.PracticePeerShows(id, "k3xj"));
            shown.settle();
            shown.fire("#offer-compare");
        }
    },
    INCOMING(true) {
        @Override
        void open(Shown shown) {
            shown.phone.ring("sip:alice@example.org", "Alice");
        }
    };

    /** A window that is shown on a telephone that the test plays. Used on the JavaFX thread. */
    static final class Shown {
        final ScriptedPhone phone;
        final SecureCallWindow window;
        final Stage stage;
        private final Runnable settle;

        Shown(ScriptedPhone phone, SecureCallWindow window, Stage stage, Runnable settle) {
            this.phone = phone;
            this.window = window;
            this.stage = stage;
            this.settle = settle;
        }

        /** Waits until all that was begun is shown. */
        void settle() {
            settle.run();
        }

        Node node(String selector) {
            Node node = stage.getScene().getRoot().lookup(selector);
            if (node == null) {
                throw new IllegalStateException("There is no " + selector);
            }
            return node;
        }

        void fire(String selector) {
            ((ButtonBase) node(selector)).fire();
        }

        void type(String selector, String text) {
            ((TextField) node(selector)).setText(text);
        }

        /** Calls from the window and gives the call. */
        CallId call(String target) {
            window.shell().call(target, Optional.empty(), reason -> {
                throw new IllegalStateException(reason);
            });
            settle();
            return phone.calls().getLast().id();
        }

        void talk(String target, Security security) {
            CallId id = call(target);
            phone.state(id, CallSnapshot.State.ACTIVE);
            phone.secure(id, security, false);
            phone.levels(new Levels(-14, -22));
        }

        void compare(String sas) {
            talk("sip:carol@example.org", ScriptedPhone.zrtp(Security.State.ENCRYPTED, sas, ""));
            settle();
            fire("#offer-compare");
        }
    }

    private final boolean people;

    /** @param people whether there are contacts, keys and an account; without them it is the first run */
    Screens(boolean people) {
        this.people = people;
    }

    /** A telephone in the state that this screen begins with. */
    ScriptedPhone phone(String theme) {
        ScriptedPhone phone = new ScriptedPhone();
        phone.putSettings(new Settings("default", "default", Encryption.PREFER, theme, people))
                .toCompletableFuture()
                .join();
        if (people) {
            People.fill(phone);
        }
        return phone;
    }

    /** Brings the window to this screen. */
    void open(Shown shown) {}

    static List<Screens> all() {
        return List.of(values());
    }
}
