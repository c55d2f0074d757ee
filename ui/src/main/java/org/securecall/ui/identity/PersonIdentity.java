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

/** The own key, to be compared with that of one person; and what was confirmed of theirs. */
public final class PersonIdentity extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("identity");

    private final Attachments attachments = new Attachments();

    /** @param addresses the person's; the first is the one that a code is shown to, and not the practice peer's */
    public PersonIdentity(PhoneModel phone, List<String> addresses) {
        getStyleClass().add("settings-column");
        CompareModel model = new CompareModel(phone);
        ComparePane compare = new ComparePane(model, Optional.of(addresses.getFirst()));
        ConfirmedPane confirmed = new ConfirmedPane(model, addresses);
        attachments.add(compare::close);
        attachments.add(confirmed::close);
        getChildren()
                .addAll(
                        new Card(Icon.KEY, TEXTS.get("title.person"), compare),
                        new Card(Icon.VERIFIED, TEXTS.get("confirmed"), confirmed));
    }

    @Override
    public void close() {
        attachments.close();
    }
}
