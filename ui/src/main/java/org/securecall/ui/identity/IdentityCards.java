// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import java.util.List;
import java.util.Optional;
import javafx.scene.layout.VBox;
import org.securecall.ui.control.Card;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** All about the own key and about those of others that vouch for people, for the security page. */
public final class IdentityCards extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("identity");

    private final Attachments attachments = new Attachments();

    public IdentityCards(PhoneModel phone) {
        getStyleClass().add("settings-column");
        CompareModel model = new CompareModel(phone);
        ComparePane compare = new ComparePane(model, Optional.empty());
        ConfirmedPane confirmed = new ConfirmedPane(model, List.of());
        LinkPane link = new LinkPane(new LinkModel(phone));
        attachments.add(compare::close);
        attachments.add(confirmed::close);
        attachments.add(link::close);
        getChildren()
                .addAll(
                        new Card(Icon.KEY, TEXTS.get("title"), compare),
                        new Card(Icon.VERIFIED, TEXTS.get("confirmed"), confirmed),
                        new Card(Icon.ADD_PERSON, TEXTS.get("link"), link));
    }

    @Override
    public void close() {
        attachments.close();
    }
}
