// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.securecall.media.api.ZrtpForecast;
import org.securecall.ui.control.Controls;
import org.securecall.ui.text.Texts;

/** What the next call with each telephone that is known would come to. */
final class ProspectsPane extends VBox {

    private static final Texts TEXTS = Texts.of("ciphers");
    private static final int FIRST = 20;

    private final VBox list = new VBox();
    private final Button all = Controls.button("", this::showAll, "link");
    private List<Prospect> prospects = List.of();
    private int without;
    private boolean showsAll;

    ProspectsPane() {
        getStyleClass().add("prospects");
        list.getStyleClass().add("prospects");
        all.setId("prospects-all");
        getChildren().addAll(Controls.label(TEXTS.get("preview.about"), "muted", "small-text"), list, all);
    }

    /** @param contactsWithout how many contacts there are of whom nothing is known */
    void show(List<Prospect> all, int contactsWithout) {
        prospects = all;
        without = contactsWithout;
        update();
    }

    private void showAll() {
        showsAll = true;
        update();
        if (list.getChildren().size() > FIRST) {
            list.getChildren().get(FIRST).requestFocus();
        }
    }

    private void update() {
        list.getChildren().clear();
        prospects.stream()
                .limit(showsAll ? Long.MAX_VALUE : FIRST)
                .forEach(prospect -> list.getChildren().add(line(prospect)));
        if (prospects.isEmpty()) {
            list.getChildren().add(Controls.label(TEXTS.get("preview.none"), "muted"));
        } else if (without > 0) {
            list.getChildren().add(Controls.label(TEXTS.get("preview.more", without), "muted", "small-text"));
        }
        Controls.name(all, TEXTS.get("preview.all", prospects.size()));
        Controls.show(all, !showsAll && prospects.size() > FIRST);
    }

    private static VBox line(Prospect prospect) {
        String title = TEXTS.get("preview.with", prospect.name());
        String device = Stream.of(prospect.address(), prospect.client())
                .filter(text -> !text.isEmpty() && !text.equals(prospect.name()))
                .collect(Collectors.joining(" · "));
        VBox line = new VBox(Controls.label(title, "row-name"));
        line.getStyleClass().add("prospect");
        if (!device.isEmpty()) {
            line.getChildren().add(Controls.label(device, "muted", "small-text"));
        }
        List<String> words =
                prospect.forecast().map(ProspectsPane::words).orElseGet(() -> List.of(TEXTS.get("preview.unknown")));
        words.forEach(text -> line.getChildren().add(Controls.label(text, "prospect-text")));
        line.setFocusTraversable(true);
        line.setAccessibleRole(AccessibleRole.TEXT);
        line.setAccessibleText(title + ", " + device + ". " + String.join(". ", words));
        return line;
    }

    private static List<String> words(ZrtpForecast forecast) {
        Stream<String> suites = forecast.roleDecides()
                ? Stream.of(
                        TEXTS.get("preview.here") + " " + CipherWords.suite(forecast.asInitiator()),
                        TEXTS.get("preview.there") + " " + CipherWords.suite(forecast.asResponder()),
                        TEXTS.get("preview.roles"))
                : Stream.of(CipherWords.suite(forecast.asInitiator()));
        return Stream.concat(suites, forecast.preshared() ? Stream.of(TEXTS.get("preview.preshared")) : Stream.empty())
                .toList();
    }
}
