// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.CertificateVerdict;
import org.securecall.app.api.Contact;
import org.securecall.app.api.KeyPolicy;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.Security;
import org.securecall.app.api.Settings;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.Levels;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.ui.contacts.ContactsView;

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
    CONTACT_CHANGE(true) {
        @Override
        void open(Shown shown) {
            shown.paint("Bob Builder");
            shown.settle();
            ((ListView<?>) shown.node("#contact-list")).getSelectionModel().select(2);
            shown.settle();
            shown.fireInRow("#contact-edit");
            shown.settle();
            shown.fire("#contact-address-add");
            shown.settle();
            shown.type("#contact-address-3", "nobody");
            shown.fire("#contact-save");
        }
    },
    CONTACT_MENU(true) {
        @Override
        void open(Shown shown) {
            ((ListView<?>) shown.node("#contact-list")).getSelectionModel().select(2);
            shown.settle();
            shown.fireInRow("#contact-call");
        }
    },
    CONTACTS_GROUP(true) {
        @Override
        void open(Shown shown) {
            shown.paint("Carol Christie");
            shown.settle();
            ((ComboBox<?>) shown.node("#contact-group-filter"))
                    .getSelectionModel()
                    .select(1);
        }
    },
    CONTACT_IMPORT(true) {
        @Override
        void open(Shown shown) {
            ((ContactsView) shown.node(".contacts-view")).importFile(ContactFilesOnDisk.table());
        }
    },
    CONTACT_IMPORTED(true) {
        @Override
        void open(Shown shown) {
            CONTACT_IMPORT.open(shown);
            shown.settle();
            shown.fire("#import-take");
        }
    },
    CONTACT_EXPORT(true) {
        @Override
        void open(Shown shown) {
            ListView<?> list = (ListView<?>) shown.node("#contact-list");
            list.getSelectionModel().selectRange(1, 4);
            shown.settle();
            shown.fire("#contact-export");
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
    HISTORY(true) {
        @Override
        void open(Shown shown) {
            Past.fill(shown.phone);
            shown.fire("#rail-history");
        }
    },
    HISTORY_BADGE(true) {
        @Override
        void open(Shown shown) {
            Past.fill(shown.phone);
        }
    },
    HISTORY_DETAILS(true) {
        @Override
        void open(Shown shown) {
            HISTORY.open(shown);
            shown.settle();
            ListView<?> list = (ListView<?>) shown.node("#history-list");
            list.getSelectionModel().select(1);
            list.getOnKeyPressed()
                    .handle(new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false, false));
        }
    },
    HISTORY_EXPORT(true) {
        @Override
        void open(Shown shown) {
            HISTORY.open(shown);
            shown.settle();
            shown.fire("#history-export");
        }
    },
    HISTORY_EMPTY(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-history");
        }
    },
    SECURITY(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-security");
        }
    },
    SECURITY_PEOPLE(true) {
        @Override
        void open(Shown shown) {
            shown.phone.know(
                    People.trust("sip:dave@example.org", "Bartholomew ".repeat(9), false, "d0".repeat(12), ""));
            shown.fire("#rail-security");
            shown.settle();
            shown.scrollTo("#keys-people");
        }
    },
    KEY_PAGE(true) {
        @Override
        void open(Shown shown) {
            Happened.fill(shown.phone);
            shown.fire("#rail-security");
            shown.settle();
            shown.fire("#keys-people .person-row");
        }
    },
    KEY_PAGE_TIMELINE(true) {
        @Override
        void open(Shown shown) {
            KEY_PAGE.open(shown);
            shown.settle();
            shown.scrollTo("#keys-timeline");
        }
    },
    KEY_PAGE_FORGET(true) {
        @Override
        void open(Shown shown) {
            shown.phone.identities().know("sip:alice@example.org", PeerIdentity.How.SCANNED);
            shown.phone.keys().refuse("There is a call with this person, which would write the key anew: end it first");
            KEY_PAGE.open(shown);
            shown.settle();
            shown.fire("#keys-forget-1");
            shown.settle();
            shown.fire("#keys-forget-yes-1");
        }
    },
    /** Of somebody who is no contact. */
    KEY_PAGE_STRANGER(true) {
        @Override
        void open(Shown shown) {
            shown.phone.know(People.trust("sip:dave@example.org", "أليس بنت عبد الرحمن", false, "d0".repeat(12), ""));
            shown.phone.keys().damage();
            shown.fire("#rail-security");
            shown.settle();
            shown.lastOf("#keys-people").fire();
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
    SECURITY_IDENTITY(true) {
        @Override
        void open(Shown shown) {
            shown.phone.identities().know("sip:alice@example.org", PeerIdentity.How.SCANNED);
            shown.fire("#rail-security");
            shown.settle();
            shown.choose("#identity-person", Optional.of("sip:alice@example.org"));
            shown.settle();
            shown.fire("#identity-show");
            shown.settle();
            shown.type("#identity-typed", "01234");
            shown.fire("#identity-check");
        }
    },
    SECURITY_LINK(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-security");
            shown.settle();
            shown.type("#link-typed", "securecall:link?v=1&r=x");
            shown.fire("#link-read");
        }
    },
    PRACTICE(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-security");
            shown.settle();
            shown.fire("#keys-practise");
        }
    },
    PRACTICE_DONE(true) {
        @Override
        void open(Shown shown) {
            PRACTICE_CALL.open(shown);
            shown.settle();
            shown.fire("#offer-talk-anyway");
            shown.settle();
            shown.phone.state(shown.phone.calls().getLast().id(), CallSnapshot.State.ENDED);
            shown.settle();
            shown.fire("#call-leave");
        }
    },
    PRACTICE_CALL(true) {
        @Override
        void open(Shown shown) {
            PRACTICE.open(shown);
            shown.settle();
            shown.fire("#practise-key-changed");
            shown.settle();
            CallId id = shown.phone.calls().getLast().id();
            shown.phone.state(id, CallSnapshot.State.ACTIVE);
            shown.phone.secure(id, ScriptedPhone.zrtp(Security.State.CHANGED, "k3xj", ""), true);
        }
    },
    CIPHERS(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-security");
            shown.settle();
            shown.fire("#keys-ciphers");
        }
    },
    CIPHERS_CUSTOM(true) {
        @Override
        void open(Shown shown) {
            CIPHERS.open(shown);
            shown.settle();
            shown.fire("#preset-custom");
            shown.settle();
            shown.node("#cipher-e255").requestFocus();
        }
    },
    /** With everything that there is to be said beside rows. */
    CIPHERS_WARNED(true) {
        @Override
        void open(Shown shown) {
            shown.phone
                    .putSettings(shown.phone
                            .settings()
                            .withKeys(KeyPolicy.DEFAULT.withCustom(
                                    ZrtpPreferences.parse("keyAgreement=X3M3,EC38,DH2k,K768,Prsh;authTag=GCM"))))
                    .toCompletableFuture()
                    .join();
            shown.fire("#rail-settings");
            shown.settle();
            shown.fire("#ciphers-open");
            shown.settle();
            shown.fire("#ciphers-reset");
            shown.settle();
            shown.fire("#ciphers-undo");
            shown.settle();
            shown.node("#cipher-dh2k").requestFocus();
        }
    },
    DIAGNOSTICS(true) {
        @Override
        void open(Shown shown) {
            Logged.fill(shown.phone);
            shown.fire("#rail-diagnostics");
        }
    },
    DIAGNOSTICS_EMPTY(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-diagnostics");
        }
    },
    DIAGNOSTICS_EXPORT(true) {
        @Override
        void open(Shown shown) {
            DIAGNOSTICS.open(shown);
            shown.settle();
            shown.fire("#log-export");
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
    FIRST_RUN_RESTORE(false) {
        @Override
        void open(Shown shown) {
            shown.fire("#first-run-restore");
            shown.settle();
            shown.type("#restore-group-1", "1K4DX2ZQ8M9A7TW");
        }
    },
    BACKUP_CODE(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-settings");
            shown.settle();
            shown.type("#backup-file", fresh().toString());
            shown.fire("#backup-begin");
            shown.settle();
            shown.scrollTo("#backup-code");
        }
    },
    RESTORE_QUESTION(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-settings");
            shown.settle();
            shown.type("#restore-file", "/media/stick/securecall.backup");
            shown.type("#restore-group-1", "1K4DX2ZQ8M3A7TW4PHC05RN1V6E2YJ7GB9S");
            shown.fire("#restore-read");
            shown.settle();
            shown.scrollTo("#restore-question");
        }
    },
    KEYS_QUESTION(true) {
        @Override
        void open(Shown shown) {
            shown.fire("#rail-settings");
            shown.settle();
            shown.type("#keys-file", "/home/me/.local/share/linphone/zrtp-secrets.db");
            shown.fire("#keys-read");
            shown.settle();
            shown.scrollTo("#keys-question");
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
    CALL_LONG_NAME(true) {
        @Override
        void open(Shown shown) {
            shown.talk(
                    "sip:carol@example.org",
                    ScriptedPhone.zrtp(
                            Security.State.VERIFIED,
                            "k3xj",
                            "Carolina-Theodora von und zu Hohenstein-Wittelsbach-Sachsen-Coburg-Altenburg"));
        }
    },
    CALL_HEBREW_NAME(true) {
        @Override
        void open(Shown shown) {
            shown.talk(
                    "sip:carol@example.org",
                    ScriptedPhone.zrtp(
                            Security.State.VERIFIED, "k3xj", "שלום כהן לוי שלום כהן לוי שלום כהן לוי שלום כהן"));
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
    SAS_WORD_BEGUN(true) {
        @Override
        void open(Shown shown) {
            shown.compare("standard:guitarist");
            shown.settle();
            shown.type("#sas-typed", "sta");
        }
    },
    SAS_CHOOSE(true) {
        @Override
        void open(Shown shown) {
            shown.compare("k3xj");
            shown.settle();
            shown.fire("#sas-choose");
        }
    },
    SAS_CHOOSE_WORD(true) {
        @Override
        void open(Shown shown) {
            shown.compare("standard:guitarist");
            shown.settle();
            shown.fire("#sas-choose");
        }
    },
    SAS_ALL(true) {
        @Override
        void open(Shown shown) {
            shown.talk(
                    "sip:carol@example.org",
                    ScriptedPhone.zrtp(Security.State.ENCRYPTED, "k3xj", "", "Twinkle 1.10.3"));
            shown.settle();
            shown.fire("#offer-compare");
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

        /** Fires a button of the contact that is selected. */
        void fireInRow(String selector) {
            node("#contact-list").lookupAll(".contact-cell").stream()
                    .filter(cell -> ((ListCell<?>) cell).isSelected())
                    .map(cell -> (ButtonBase) cell.lookup(selector))
                    .forEach(ButtonBase::fire);
        }

        /** The last button of a list. */
        ButtonBase lastOf(String selector) {
            return (ButtonBase)
                    ((Parent) node(selector)).getChildrenUnmodifiable().getLast();
        }

        /** Gives a contact a picture. */
        void paint(String name) {
            Contact found = phone.contacts().stream()
                    .filter(contact -> contact.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            phone.putContact(new Contact(
                            found.id(),
                            found.name(),
                            found.uris(),
                            found.groups(),
                            Optional.of(ContactFilesOnDisk.picture()),
                            found.favourite(),
                            found.policy(),
                            false))
                    .toCompletableFuture()
                    .join();
        }

        void fire(String selector) {
            ((ButtonBase) node(selector)).fire();
        }

        /** Brings what is further down into view. */
        void scrollTo(String selector) {
            for (int i = 0; i < 50 && stage.getScene().getRoot().lookup(selector) == null; i++) {
                settle();
            }
            ScrollPane scroll = (ScrollPane) node(".page-scroll");
            Node content = scroll.getContent();
            double top = content.sceneToLocal(node(selector).localToScene(0, 0)).getY();
            double room = content.getBoundsInLocal().getHeight()
                    - scroll.getViewportBounds().getHeight();
            scroll.setVvalue(room <= 0 ? 0 : Math.clamp((top - 120) / room, 0, 1));
        }

        void type(String selector, String text) {
            ((TextField) node(selector)).setText(text);
        }

        @SuppressWarnings("unchecked") // the test knows what it holds
        <T> void choose(String selector, T value) {
            ((ComboBox<T>) node(selector)).setValue(value);
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

    /** A file that is not there yet. */
    private static Path fresh() {
        try {
            Path folder = Files.createTempDirectory("securecall");
            folder.toFile().deleteOnExit();
            Path file = folder.resolve("securecall.backup");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
