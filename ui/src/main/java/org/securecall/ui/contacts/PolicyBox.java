// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.contacts;

import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;
import org.securecall.app.api.ContactPolicy;
import org.securecall.ui.control.Field;
import org.securecall.ui.text.Texts;

/** Chooses what calls with one contact insist on. */
public final class PolicyBox extends ComboBox<ContactPolicy> {

    private static final Texts TEXTS = Texts.of("contacts");

    public PolicyBox() {
        setId("contact-policy");
        getItems().setAll(ContactPolicy.values());
        setConverter(new StringConverter<>() {
            @Override
            public String toString(ContactPolicy shown) {
                return shown == null ? "" : words(shown);
            }

            @Override
            public ContactPolicy fromString(String text) {
                throw new IllegalStateException("Policies are chosen, not typed");
            }
        });
    }

    /** With its name above and what it means below. */
    public Field field() {
        return new Field(TEXTS.get("form.policy"), this, TEXTS.get("form.policy.hint"));
    }

    private static String words(ContactPolicy policy) {
        return switch (policy) {
            case DEFAULT -> TEXTS.get("policy.default");
            case PREFER -> TEXTS.get("policy.prefer");
            case REQUIRE_ZRTP -> TEXTS.get("policy.zrtp");
            case REQUIRE_VERIFIED -> TEXTS.get("policy.verified");
        };
    }
}
