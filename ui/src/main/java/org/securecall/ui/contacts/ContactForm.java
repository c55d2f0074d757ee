// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.picture.ContactPictures;
import org.securecall.ui.picture.PictureFile;
import org.securecall.ui.text.Texts;

/** Adds or changes one contact, at the side of the list. */
final class ContactForm extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("contacts");
    private static final int OFFERED_GROUPS = 8;

    private final Attachments attachments = new Attachments();
    private final ContactFormModel model;
    private final ContactPictures pictures;
    private final FileChoice files;
    private final TextField name = new TextField();
    private final VBox addresses = new VBox();
    private final TextField group = new TextField();
    private final FlowPane groups = new FlowPane();
    private final FlowPane offered = new FlowPane();
    private final Avatar avatar = new Avatar(72);

    ContactForm(ContactFormModel model, ContactPictures pictures, FileChoice files, Runnable close) {
        this.model = model;
        this.pictures = pictures;
        this.files = files;
        getStyleClass().add("side-form");
        SidePane.closeOnEscape(this, close);
        name.setId("contact-name");
        name.textProperty().bindBidirectional(model.name);
        Field nameField = new Field(TEXTS.get("form.name"), name, "");
        attachments.now(model.nameProblem(), nameField::problem);
        CheckBox favourite = new CheckBox(TEXTS.get("form.favourite"));
        favourite.setId("contact-favourite");
        favourite.setAccessibleText(TEXTS.get("form.favourite"));
        favourite.selectedProperty().bindBidirectional(model.favourite);
        CheckBox ownZid = new CheckBox(TEXTS.get("form.own"));
        ownZid.setId("contact-own-zid");
        ownZid.setAccessibleText(TEXTS.get("form.own"));
        ownZid.setAccessibleHelp(TEXTS.get("form.own.hint"));
        ownZid.selectedProperty().bindBidirectional(model.ownZid);
        Label ownHint = Controls.label("", "field-hint");
        attachments.now(
                model.ownZid,
                on -> ownHint.setText(model.changesZid() ? TEXTS.get("form.own.changed") : TEXTS.get("form.own.hint")));
        Label problem = Controls.label("", "problem");
        problem.setId("contact-problem");
        attachments.now(model.problem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
        });
        Button save = Controls.button(TEXTS.get("form.save"), () -> save(close), "accent");
        save.setId("contact-save");
        save.setDefaultButton(true);
        save.disableProperty().bind(model.saving());
        HBox buttons = new HBox(save, Controls.button(TEXTS.get("form.cancel"), close));
        buttons.getStyleClass().add("action-row");
        VBox fields = new VBox(
                picture(), nameField, addressesField(), groupsField(), policy(), favourite, new VBox(ownZid, ownHint));
        fields.getStyleClass().add("form-fields");
        ScrollPane scroll = Controls.scroll(fields);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren()
                .addAll(
                        SidePane.heading(
                                model.isNew() ? TEXTS.get("form.add") : TEXTS.get("form.change"),
                                TEXTS.get("form.close"),
                                close),
                        scroll,
                        problem,
                        buttons);
        Controls.focus(name);
    }

    private Node picture() {
        Button choose = Controls.button(TEXTS.get("form.picture.choose"), this::choosePicture, "small");
        choose.setId("contact-picture");
        Button remove = Controls.button(TEXTS.get("form.picture.remove"), model::removePicture, "small", "link");
        remove.setId("contact-picture-remove");
        Label problem = Controls.label("", "field-hint", "problem");
        problem.setId("contact-picture-problem");
        attachments.now(model.pictureProblem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
        });
        attachments.onAny(this::showPicture, model.picture, model.name);
        attachments.now(model.picture, stored -> Controls.show(remove, stored.isPresent()));
        VBox words = new VBox(new HBox(choose), new HBox(remove), problem);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(avatar, words);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("picture-row");
        return row;
    }

    private void showPicture() {
        if (model.picture.get().isEmpty()) {
            if (model.name.get().isBlank()) {
                avatar.icon(Icon.PERSON);
            } else {
                avatar.person(model.name.get());
            }
            return;
        }
        var stored = model.picture.get().get();
        pictures.show(stored, image -> {
            if (model.picture.get().filter(stored::equals).isPresent()) {
                avatar.picture(image);
            }
        });
    }

    private void choosePicture() {
        files.open(
                        getScene().getWindow(),
                        TEXTS.get("form.picture.choose"),
                        new FileChoice.Kind(TEXTS.get("form.picture.kinds"), PictureFile.PATTERNS))
                .ifPresent(model::choosePicture);
    }

    private Node addressesField() {
        addresses.getStyleClass().add("address-rows");
        attachments.onAny(this::showAddresses, model.addresses());
        Button add = Controls.button(Icon.ADD, TEXTS.get("form.address.add"), this::addAddress, "small", "link");
        add.setId("contact-address-add");
        VBox field = new VBox(
                Controls.line(TEXTS.get("form.addresses"), "field-name"),
                addresses,
                Controls.label(TEXTS.get("form.address.hint"), "field-hint"),
                new HBox(add));
        field.getStyleClass().add("field");
        return field;
    }

    /** Lines that stay keep their nodes, and with them the place of the cursor. */
    private void showAddresses() {
        List<Node> lines = List.copyOf(addresses.getChildren());
        boolean removedHere = addresses.isFocusWithin() && model.addresses().size() < lines.size();
        addresses
                .getChildren()
                .setAll(model.addresses().stream()
                        .map(address -> lines.stream()
                                .filter(line -> line.getUserData() == address)
                                .findFirst()
                                .orElseGet(() -> new AddressLine(model, address)))
                        .toList());
        for (int i = 0; i < addresses.getChildren().size(); i++) {
            ((AddressLine) addresses.getChildren().get(i))
                    .place(i, addresses.getChildren().size());
        }
        if (removedHere) {
            ((AddressLine) addresses.getChildren().getLast()).focus();
        }
    }

    private void addAddress() {
        model.addAddress();
        ((AddressLine) addresses.getChildren().getLast()).focus();
    }

    private Node groupsField() {
        group.setId("contact-group");
        group.setPromptText(TEXTS.get("form.group.prompt"));
        group.textProperty().bindBidirectional(model.group);
        // Enter adds the group, and saves only where none is typed.
        group.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER && !group.getText().isBlank()) {
                model.addGroup();
                event.consume();
            }
        });
        groups.getStyleClass().add("chips");
        offered.getStyleClass().add("chips");
        attachments.onAny(this::showGroups, model.groups());
        attachments.onAny(this::showOffered, model.group, model.groups());
        VBox both = new VBox(groups, group, offered);
        both.getStyleClass().add("address-rows");
        return new Field(TEXTS.get("form.groups"), both, group, TEXTS.get("form.groups.hint"));
    }

    private void showGroups() {
        boolean focused = groups.getChildren().stream().anyMatch(Node::isFocused);
        groups.getChildren().setAll(model.groups().stream().map(this::chip).toList());
        Controls.show(groups, !model.groups().isEmpty());
        if (focused) {
            group.requestFocus();
        }
    }

    private Node chip(String of) {
        Button chip = Controls.button(Icon.CLOSE, of, () -> model.removeGroup(of), "small", "chip");
        chip.setAccessibleText(TEXTS.get("form.group.remove", of));
        return chip;
    }

    private void showOffered() {
        boolean focused = offered.getChildren().stream().anyMatch(Node::isFocused);
        offered.getChildren()
                .setAll(model.offeredGroups().stream()
                        .limit(OFFERED_GROUPS)
                        .map(this::offer)
                        .toList());
        Controls.show(offered, !offered.getChildren().isEmpty());
        if (focused) {
            group.requestFocus();
        }
    }

    private Node offer(String known) {
        Button offer = Controls.button(
                Icon.ADD,
                known,
                () -> {
                    model.addGroup(known);
                    model.group.set("");
                },
                "small",
                "chip",
                "offered");
        offer.setAccessibleText(TEXTS.get("form.group.add", known));
        return offer;
    }

    private Node policy() {
        PolicyBox policy = new PolicyBox();
        policy.valueProperty().bindBidirectional(model.policy);
        return policy.field();
    }

    private void save(Runnable close) {
        model.save(close);
        if (!model.nameProblem().get().isEmpty()) {
            name.requestFocus();
            return;
        }
        addresses.getChildren().stream()
                .map(AddressLine.class::cast)
                .filter(AddressLine::isWrong)
                .findFirst()
                .ifPresent(AddressLine::focus);
    }

    @Override
    public void close() {
        addresses.getChildren().stream().map(AddressLine.class::cast).forEach(AddressLine::close);
        attachments.close();
    }
}
