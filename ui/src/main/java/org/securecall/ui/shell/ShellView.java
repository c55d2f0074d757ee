// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.ui.accounts.AccountChip;
import org.securecall.ui.call.CallDock;
import org.securecall.ui.call.CallModel;
import org.securecall.ui.call.CallView;
import org.securecall.ui.ciphers.CiphersModel;
import org.securecall.ui.ciphers.CiphersView;
import org.securecall.ui.contacts.ContactsModel;
import org.securecall.ui.contacts.ContactsView;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.diagnostics.DiagnosticsView;
import org.securecall.ui.diagnostics.LogModel;
import org.securecall.ui.dial.DialModel;
import org.securecall.ui.dial.DialView;
import org.securecall.ui.firstrun.FirstRunModel;
import org.securecall.ui.firstrun.FirstRunView;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.history.HistoryModel;
import org.securecall.ui.history.HistoryView;
import org.securecall.ui.keys.KeyPageModel;
import org.securecall.ui.keys.KeyPageView;
import org.securecall.ui.lock.Locker;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.practice.PracticeView;
import org.securecall.ui.security.KeysView;
import org.securecall.ui.settings.SettingsModel;
import org.securecall.ui.settings.SettingsView;
import org.securecall.ui.text.Texts;

/** The window's frame: rail, top, page, docked calls; and over it the notices, the shortcuts and the first run. */
public final class ShellView extends StackPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("shell");
    private static final double WIDE = 780;
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final Attachments attachments = new Attachments();
    /** What belongs to the page that is shown. */
    private final Attachments ofPage = new Attachments();

    private final Attachments ofDock = new Attachments();

    private final ShellModel model;
    private final Locker locker;
    private final FileChoice files;
    private final Consumer<String> reopen;
    private final PhoneModel phone;
    private final Actions actions = new Actions();
    private final BorderPane frame = new BorderPane();
    private final BorderPane middle = new BorderPane();
    private final VBox dock = new VBox();
    private Page left = Page.CONTACTS;
    private final Rail rail;
    private final SearchBox search;
    private final AccountChip chip;
    private final ShortcutSheet sheet;

    /**
     * @param reopen closes the telephone and opens it anew; given what to tell there
     * @param files asks for files
     */
    public ShellView(ShellModel model, Locker locker, Consumer<String> reopen, FileChoice files) {
        this.reopen = reopen;
        this.model = model;
        this.locker = locker;
        this.files = files;
        this.phone = model.phone();
        getStyleClass().add("shell");
        setMinSize(0, 0);
        rail = new Rail(model, this::toggleShortcuts);
        search = new SearchBox(new DialModel(phone, model));
        chip = new AccountChip(phone, () -> model.show(Page.SETTINGS));
        HBox top = new HBox(search, Controls.space(), chip);
        HBox.setHgrow(search, Priority.ALWAYS);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("top-bar");
        dock.getStyleClass().add("dock");
        Notices notices = new Notices(phone);
        middle.setTop(new VBox(top, notices));
        middle.setBottom(dock);
        middle.setMinSize(0, 0);
        frame.setLeft(rail);
        frame.setCenter(middle);
        search.found().setManaged(false);
        fillActions();
        sheet = new ShortcutSheet(actions, this::toggleShortcuts);
        sheet.setVisible(false);
        getChildren().addAll(frame, search.found(), sheet);
        attachments.add(search::close);
        attachments.add(chip::close);
        attachments.add(notices::close);
        attachments.now(model.page(), this::show);
        attachments.onAny(this::showDock, phone.calls(), model.page());
        attachments.now(model.missed(), count -> rail.missed(count.intValue()));
        attachments.onAny(this::fit, widthProperty());
        if (!phone.settings().get().firstRunDone()) {
            firstRun();
        }
    }

    /** Lets the shortcuts work in {@code scene}, which this view is in. */
    public void install(Scene scene) {
        attachments.add(actions.install(scene));
    }

    private void fillActions() {
        actions.add("F5", TEXTS.get("action.call"), this::callSelected);
        actions.add("F6", TEXTS.get("action.answer"), model::answer);
        actions.add("Esc", TEXTS.get("action.hangup"), () -> closeOverlay() || model.hangUp());
        actions.add("F8", TEXTS.get("action.hold"), model::hold);
        actions.add("F12", TEXTS.get("action.redial"), model::redial);
        actions.add("Shortcut+F", TEXTS.get("action.find"), search::focus);
        actions.add("Shortcut+N", TEXTS.get("action.add"), this::addContact);
        actions.add("Shortcut+L", TEXTS.get("action.lock"), locker::lock);
        actions.add("Shortcut+1", TEXTS.get("page.contacts"), () -> model.show(Page.CONTACTS));
        actions.add("Shortcut+2", TEXTS.get("page.dial"), () -> model.show(Page.DIAL));
        actions.add("Shortcut+3", TEXTS.get("page.history"), () -> model.show(Page.HISTORY));
        actions.add("Shortcut+4", TEXTS.get("page.security"), () -> model.show(Page.KEYS));
        actions.add("Shortcut+5", TEXTS.get("page.settings"), () -> model.show(Page.SETTINGS));
        actions.add("Shortcut+6", TEXTS.get("page.diagnostics"), () -> model.show(Page.DIAGNOSTICS));
        actions.add("F1", TEXTS.get("shortcuts"), this::toggleShortcuts);
    }

    private void callSelected() {
        switch (middle.getCenter()) {
            case DialView dial -> dial.call();
            case ContactsView contacts
            when !search.callTyped() && contacts.selected() != null ->
                model.call(contacts.selected().uri(), Optional.empty(), phone::notice);
            case HistoryView history when search.callTyped() || history.callSelected() -> {}
            case null, default -> search.callTyped();
        }
    }

    private void addContact() {
        model.show(Page.CONTACTS);
        if (middle.getCenter() instanceof ContactsView contacts) {
            contacts.add();
        }
    }

    private void addPerson(String name, String address) {
        model.show(Page.CONTACTS);
        if (middle.getCenter() instanceof ContactsView contacts) {
            contacts.add(name, address);
        }
    }

    private void show(Page page) {
        ofPage.close();
        rail.select(page);
        search.clear();
        Optional<String> lookedAt = left instanceof Page.PersonKeys(String address, Page from) && from.equals(page)
                ? Optional.of(address)
                : Optional.empty();
        left = page;
        Node shown = switch (page) {
            case Page.Contacts contacts -> {
                ContactsView view = new ContactsView(new ContactsModel(phone, model, model::showKeys), files);
                ofPage.add(view::close);
                lookedAt.ifPresent(view::focus);
                yield view;
            }
            case Page.Dial dial -> {
                DialView view = new DialView(new DialModel(phone, model));
                ofPage.add(view::close);
                yield view;
            }
            case Page.History history -> {
                HistoryView view =
                        new HistoryView(new HistoryModel(phone, model, Clock.system(ZoneId.systemDefault())));
                ofPage.add(view::close);
                yield view;
            }
            case Page.Keys keys -> {
                KeysView view = new KeysView(phone, () -> model.show(new Page.Ciphers(keys)), model::showKeys);
                view.offerPractice(model::practise);
                ofPage.add(view::close);
                lookedAt.ifPresent(view::focus);
                yield view;
            }
            case Page.PersonKeys(String address, Page from) -> {
                KeyPageView view =
                        new KeyPageView(new KeyPageModel(phone, address), () -> model.backTo(from), this::addPerson);
                ofPage.add(view::close);
                yield view;
            }
            case Page.Diagnostics(Optional<CallId> about) -> {
                DiagnosticsView view = new DiagnosticsView(new LogModel(phone, about), files);
                ofPage.add(view::close);
                yield view;
            }
            case Page.SettingsPage settings -> {
                SettingsView view = new SettingsView(
                        new SettingsModel(phone), locker, reopen, () -> model.show(new Page.Ciphers(settings)));
                ofPage.add(view::close);
                yield view;
            }
            case Page.Ciphers(Page from) -> {
                CiphersView view = new CiphersView(new CiphersModel(new SettingsModel(phone)), () -> model.show(from));
                ofPage.add(view::close);
                yield view;
            }
            case Page.Practice(Page from) -> {
                PracticeView view = new PracticeView(phone, model, model.practised(), () -> model.show(from));
                ofPage.add(view::close);
                yield view;
            }
            case Page.Call call -> {
                CallModel known = model.calls()
                        .of(call.id())
                        .orElseThrow(() -> new IllegalStateException("No call " + call.id()));
                CallView view = new CallView(
                        known,
                        model::leaveCall,
                        model::showKeys,
                        () -> model.show(new Page.Diagnostics(Optional.of(call.id()))));
                ofPage.add(view::close);
                lookedAt.ifPresent(address -> view.focusKeys());
                yield view;
            }
        };
        middle.setCenter(shown);
    }

    private void showDock() {
        ofDock.close();
        dock.getChildren().clear();
        for (CallSnapshot call : phone.calls()) {
            boolean shown = model.page().get().equals(new Page.Call(call.id()));
            if (!shown && call.state() != CallSnapshot.State.ENDED) {
                model.calls().of(call).ifPresent(known -> {
                    CallDock docked = new CallDock(known, () -> model.show(call.id()));
                    ofDock.add(docked::close);
                    dock.getChildren().add(docked);
                });
            }
        }
        Controls.show(dock, !dock.getChildren().isEmpty());
    }

    private void firstRun() {
        FirstRunView view = new FirstRunView(new FirstRunModel(phone, model, this::closeFirstRun, reopen));
        getChildren().add(view);
        frame.setVisible(false);
    }

    private void closeFirstRun() {
        getChildren().removeIf(node -> {
            if (node instanceof FirstRunView view) {
                view.close();
                return true;
            }
            return false;
        });
        frame.setVisible(true);
    }

    private boolean closeOverlay() {
        if (sheet.isVisible()) {
            toggleShortcuts();
            return true;
        }
        if (!frame.isVisible()) {
            new SettingsModel(phone).firstRunDone();
            closeFirstRun();
            return true;
        }
        return false;
    }

    private void toggleShortcuts() {
        sheet.toggle();
    }

    private void fit() {
        boolean narrow = getWidth() > 0 && getWidth() < WIDE;
        pseudoClassStateChanged(NARROW, narrow);
        rail.narrow(narrow);
        chip.narrow(narrow);
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        Bounds box = sceneToLocal(search.localToScene(search.getLayoutBounds()));
        double width = Math.min(Math.max(box.getWidth(), 260), getWidth() - 16);
        double x = Math.min(box.getMinX(), getWidth() - width - 8);
        search.found()
                .resizeRelocate(
                        Math.max(8, x), box.getMaxY() + 6, width, search.found().prefHeight(width));
    }

    @Override
    public void close() {
        ofPage.close();
        ofDock.close();
        attachments.close();
    }
}
