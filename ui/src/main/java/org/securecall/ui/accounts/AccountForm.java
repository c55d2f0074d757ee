// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.api.Transport;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Field;
import org.securecall.ui.control.FileChoice;
import org.securecall.ui.control.Icon;
import org.securecall.ui.fx.Attachments;
import org.securecall.ui.text.Texts;

/** Address and password; everything else has a default and waits under Advanced. */
public final class AccountForm extends VBox implements AutoCloseable {

    private static final Texts TEXTS = Texts.of("accounts");

    private final Attachments attachments = new Attachments();
    private final AccountFormModel model;
    private final ProbeModel probe;
    private final ProbeList steps;
    private final VBox decision = new VBox();
    private final TextField address = new TextField();

    /**
     * @param save names the button
     * @param saved runs once the account is stored
     */
    public AccountForm(AccountFormModel model, String save, Runnable saved) {
        this.model = model;
        this.probe = new ProbeModel(model, saved);
        this.steps = new ProbeList(probe);
        getStyleClass().add("account-form");
        Field addressField = text(address, "account-address", TEXTS.get("address"), TEXTS.get("address.hint"));
        address.setPromptText("alice@example.org");
        address.textProperty().bindBidirectional(model.address);
        address.setDisable(!model.isNew());
        attachments.now(model.addressProblem(), addressField::problem);
        PasswordField password = new PasswordField();
        password.setId("account-password");
        password.textProperty().bindBidirectional(model.password);
        Field passwordField =
                new Field(TEXTS.get("password"), password, model.isNew() ? "" : TEXTS.get("password.keep"));
        VBox advanced = advanced();
        ToggleButton more = new ToggleButton(TEXTS.get("advanced"), Icon.SETTINGS.node());
        more.setId("account-advanced");
        more.setAccessibleText(TEXTS.get("advanced"));
        more.getStyleClass().add("flat");
        Controls.showWhen(advanced, more.selectedProperty());
        Label problem = Controls.label("", "problem");
        attachments.now(model.problem(), text -> {
            problem.setText(text);
            Controls.show(problem, !text.isEmpty());
        });
        Button store = Controls.button(save, probe::check, "accent");
        store.setId("account-save");
        store.disableProperty().bind(model.saving().or(probe.running()));
        Button stop = Controls.button(TEXTS.get("check.stop"), probe::cancel, "flat");
        stop.setId("account-stop");
        Controls.showWhen(stop, probe.running());
        Button anyway = Controls.button(TEXTS.get("check.anyway"), probe::saveAnyway, "flat");
        anyway.setId("account-anyway");
        anyway.setAccessibleHelp(TEXTS.get("check.anyway.help"));
        attachments.onAny(
                () -> {
                    boolean failed = probe.failed() && !probe.running().get();
                    Controls.show(anyway, failed);
                    if (failed && probe.refused().get().isEmpty()) {
                        Controls.reveal(steps);
                    }
                },
                probe.steps(),
                probe.running());
        attachments.now(probe.refused(), refused -> decide(refused, store));
        FlowPane buttons = new FlowPane(store, stop, anyway, more);
        buttons.getStyleClass().add("pin-buttons");
        buttons.setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(addressField, passwordField, advanced, problem, steps, decision, buttons);
        Controls.focus(model.isNew() ? address : password);
    }

    /** While a certificate waits for a decision, Enter cancels. */
    private void decide(Optional<ServerCertificate> refused, Button store) {
        store.setDefaultButton(refused.isEmpty());
        decision.getChildren().clear();
        refused.ifPresent(certificate -> decision.getChildren()
                .setAll(new PinDecision(certificate, model.pinned(), new PinDecision.Outcome() {
                    @Override
                    public void pin() {
                        probe.pinRefused();
                    }

                    @Override
                    public void chooseAuthority() {
                        choose(TEXTS.get("ca"), pem()).ifPresent(probe::trustAuthority);
                    }

                    @Override
                    public void cancel() {
                        probe.cancel();
                        Controls.focus(store);
                        Controls.reveal(AccountForm.this);
                    }
                })));
        Controls.show(decision, refused.isPresent());
    }

    private Field transport() {
        ComboBox<Transport> transport = new ComboBox<>();
        transport.setId("account-transport");
        transport.getItems().setAll(Transport.TLS, Transport.TCP, Transport.UDP);
        transport.setConverter(new StringConverter<>() {
            @Override
            public String toString(Transport value) {
                return value == null ? "" : words(value);
            }

            @Override
            public Transport fromString(String text) {
                return Transport.valueOf(text.toUpperCase(Locale.ROOT));
            }
        });
        transport.valueProperty().bindBidirectional(model.transport);
        Field field = new Field(TEXTS.get("transport"), transport, "");
        attachments.now(
                model.transport, value -> field.problem(value == Transport.TLS ? "" : TEXTS.get("transport.open")));
        return field;
    }

    private static String words(Transport transport) {
        return switch (transport) {
            case TLS -> TEXTS.get("transport.tls");
            case TCP -> TEXTS.get("transport.tcp");
            case UDP -> TEXTS.get("transport.udp");
        };
    }

    private VBox advanced() {
        TextField name = new TextField();
        name.textProperty().bindBidirectional(model.displayName);
        TextField user = new TextField();
        user.textProperty().bindBidirectional(model.authUser);
        TextField registrar = new TextField();
        registrar.textProperty().bindBidirectional(model.registrar);
        registrar.setPromptText("sip.example.org:5061");
        TextField file = new TextField();
        file.textProperty().bindBidirectional(model.caFile);
        HBox.setHgrow(file, Priority.ALWAYS);
        Button choose = Controls.iconButton(
                Icon.FILE,
                TEXTS.get("ca.choose"),
                () -> choose(TEXTS.get("ca"), pem()).ifPresent(model.caFile::set));
        HBox fileRow = new HBox(file, choose);
        fileRow.getStyleClass().add("answer-row");
        TextField client = new TextField();
        client.setId("account-client");
        client.textProperty().bindBidirectional(model.clientFile);
        HBox.setHgrow(client, Priority.ALWAYS);
        Button chooseClient = Controls.iconButton(
                Icon.FILE,
                TEXTS.get("client.choose"),
                () -> choose(TEXTS.get("client"), pkcs12()).ifPresent(model.clientFile::set));
        HBox clientRow = new HBox(client, chooseClient);
        clientRow.getStyleClass().add("answer-row");
        PasswordField clientPassword = new PasswordField();
        clientPassword.setId("account-client-password");
        clientPassword.textProperty().bindBidirectional(model.clientPassword);
        VBox box = new VBox(
                transport(),
                text(name, "account-name", TEXTS.get("name"), TEXTS.get("name.hint")),
                text(user, "account-user", TEXTS.get("user"), TEXTS.get("user.hint")),
                text(registrar, "account-registrar", TEXTS.get("registrar"), TEXTS.get("registrar.hint")),
                new Field(TEXTS.get("ca"), fileRow, file, TEXTS.get("ca.hint")),
                new Field(TEXTS.get("client"), clientRow, client, TEXTS.get("client.hint")),
                new Field(TEXTS.get("client.password"), clientPassword, ""));
        box.getStyleClass().add("advanced");
        return box;
    }

    private static Field text(TextField field, String id, String name, String hint) {
        field.setId(id);
        return new Field(name, field, hint);
    }

    private static FileChoice.Kind pem() {
        return FileChoice.Kind.of(TEXTS.get("ca.pem"), "*.pem", "*.crt", "*.cer");
    }

    private static FileChoice.Kind pkcs12() {
        return FileChoice.Kind.of(TEXTS.get("client.pkcs12"), "*.p12", "*.pfx");
    }

    private Optional<String> choose(String title, FileChoice.Kind usual) {
        return FileChoice.DESKTOP
                .open(getScene().getWindow(), title, usual, FileChoice.Kind.of(TEXTS.get("ca.any"), "*"))
                .map(Path::toString);
    }

    @Override
    public void close() {
        probe.close();
        steps.close();
        attachments.close();
    }
}
