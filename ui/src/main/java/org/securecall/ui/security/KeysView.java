// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.LocalIdentity;
import org.securecall.ui.control.Avatar;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.EmptyState;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.identity.IdentityCards;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** The own key; and every key ever met: whose it is, whether it was compared, and when it was seen. */
public final class KeysView extends BorderPane implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("security");

    private final Attachments attachments = new Attachments();
    private final PhoneModel model;
    private final VBox list = new VBox();
    private final VBox page;
    private final DateTimeFormatter dates = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(Locale.getDefault(Locale.Category.FORMAT))
            .withZone(ZoneId.systemDefault());

    /** @param ciphers opens the page of algorithms */
    public KeysView(PhoneModel model, Runnable ciphers) {
        this.model = model;
        Button toCiphers = Controls.button(Icon.KEY, TEXTS.get("keys.ciphers"), ciphers);
        toCiphers.setId("keys-ciphers");
        HBox heading = new HBox(Controls.line(TEXTS.get("keys.title"), "page-title"), Controls.space(), toCiphers);
        heading.getStyleClass().add("page-heading");
        list.getStyleClass().add("key-list");
        IdentityCards identity = new IdentityCards(model);
        attachments.add(identity::close);
        page = new VBox(heading, identity, Controls.label(TEXTS.get("keys.about"), "muted", "page-about"), list);
        page.getStyleClass().add("page");
        setCenter(Controls.scroll(page));
        attachments.onAny(this::update, model.trust(), model.contacts());
    }

    /** @param open shows what can be practised */
    public void offerPractice(Runnable open) {
        Button practise = Controls.button(Icon.PRACTICE, TEXTS.get("keys.practise"), open);
        practise.setId("keys-practise");
        page.getChildren().add(practise);
    }

    private void update() {
        List<ContactTrust> keys = model.trust().stream()
                .sorted(Comparator.comparing(ContactTrust::lastSeen).reversed())
                .toList();
        list.getChildren().clear();
        if (keys.isEmpty()) {
            list.getChildren()
                    .add(new EmptyState(Icon.SHIELD, TEXTS.get("keys.empty.title"), TEXTS.get("keys.empty.text")));
        }
        keys.forEach(key -> list.getChildren().add(card(key)));
    }

    private Node card(ContactTrust key) {
        boolean practice = Addresses.isPractice(key.uri());
        String name = !key.name().isEmpty()
                ? key.name()
                : model.contactOf(key.uri())
                        .map(Contact::name)
                        .orElse(practice ? TEXTS.get("keys.practice") : Addresses.shown(key.uri()));
        Avatar avatar = new Avatar(40);
        if (practice) {
            avatar.icon(Icon.PRACTICE);
        } else {
            avatar.person(name);
        }
        Tone tone = tone(key.standing());
        avatar.trust(tone.style());
        String standing = words(key.standing());
        HBox badge = new HBox(icon(tone).node("shield"), Controls.line(standing, "row-trust"));
        badge.setAlignment(Pos.CENTER_LEFT);
        badge.setMaxHeight(Region.USE_PREF_SIZE);
        badge.setMinWidth(Region.USE_PREF_SIZE);
        badge.getStyleClass().addAll("trust-row", "badge", "tone-" + tone.style());
        VBox words = new VBox(Controls.line(name, "row-name"), Controls.line(Addresses.shown(key.uri()), "muted"));
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(avatar, words, badge);
        head.setAlignment(Pos.CENTER_LEFT);
        head.getStyleClass().add("key-head");

        FlowPane facts = new FlowPane();
        facts.getStyleClass().add("key-facts");
        String zid = ZidDigits.grouped(key.zid());
        fact(facts, TEXTS.get("keys.zid"), zid, "mono");
        if (key.metAs().kind() != LocalIdentity.Kind.MAIN) {
            fact(facts, TEXTS.get("keys.as"), metAs(key.metAs()));
        }
        fact(facts, TEXTS.get("keys.first"), date(key.firstSeen()));
        fact(facts, TEXTS.get("keys.last"), date(key.lastSeen()));
        if (!key.client().isEmpty()) {
            fact(facts, TEXTS.get("keys.client"), key.client());
        }
        fact(facts, TEXTS.get("keys.expires"), key.expires().map(this::date).orElse(TEXTS.get("keys.never")));
        VBox card = new VBox(head, facts);
        card.getStyleClass().addAll("card", "key-card");
        card.setFocusTraversable(true);
        card.setAccessibleRole(AccessibleRole.TEXT);
        card.setAccessibleText(name + ", " + Addresses.shown(key.uri()) + ", " + standing + ". " + TEXTS.get("keys.zid")
                + " " + zid + ". " + TEXTS.get("keys.last") + " " + date(key.lastSeen()));
        return card;
    }

    private static Tone tone(KeyStanding standing) {
        return switch (standing) {
            case VERIFIED -> Tone.GOOD;
            case CHANGED -> Tone.ALARM;
            case NEW, UNVERIFIED, RESTORED, EXPIRED -> Tone.CAUTION;
        };
    }

    private static Icon icon(Tone tone) {
        return switch (tone) {
            case GOOD -> Icon.VERIFIED;
            case ALARM -> Icon.WARNING;
            default -> Icon.LOCK;
        };
    }

    private static String words(KeyStanding standing) {
        return switch (standing) {
            case VERIFIED -> TEXTS.get("keys.verified");
            case NEW, UNVERIFIED -> TEXTS.get("keys.unverified");
            case CHANGED -> TEXTS.get("keys.changed");
            case RESTORED -> TEXTS.get("keys.restored");
            case EXPIRED -> TEXTS.get("keys.expired");
        };
    }

    /** Which of the user's own endpoints met the key: the user knows it by its account, or by the contact it is for. */
    private String metAs(LocalIdentity own) {
        return switch (own.kind()) {
            case MAIN, PRACTICE -> "";
            case ACCOUNT -> Addresses.shown(own.owner());
            case CONTACT ->
                model.contacts().stream()
                        .filter(contact -> Long.toString(contact.id()).equals(own.owner()))
                        .findFirst()
                        .map(contact -> TEXTS.get("keys.as.contact", contact.name()))
                        .orElse(TEXTS.get("keys.as.former"));
        };
    }

    private static void fact(FlowPane facts, String name, String value, String... styleClasses) {
        var text = Controls.line(value, "fact-value");
        text.getStyleClass().addAll(styleClasses);
        VBox box = new VBox(Controls.line(name, "fact-name"), text);
        facts.getChildren().add(box);
    }

    private String date(Instant instant) {
        return dates.format(instant);
    }

    @Override
    public void close() {
        attachments.close();
    }
}
