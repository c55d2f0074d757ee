// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.accounts;

import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.ProbeRequest;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.ServerCertificate;
import org.securecall.ui.model.PhoneModel;

/** The try-out of what is in the form, step by step; when all went well, the account is stored. */
final class ProbeModel implements AutoCloseable {

    private final PhoneModel model;
    private final AccountFormModel form;
    private final Runnable saved;
    private final ObservableList<ProbeStep> steps = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<Optional<ServerCertificate>> refused =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private Optional<AccountProbe> probe = Optional.empty();
    private int tries;

    /** @param saved runs once the account is stored */
    ProbeModel(AccountFormModel form, Runnable saved) {
        this.model = form.phone();
        this.form = form;
        this.saved = saved;
    }

    /** One for each step that was begun, in order. */
    ObservableList<ProbeStep> steps() {
        return steps;
    }

    ReadOnlyBooleanProperty running() {
        return running.getReadOnlyProperty();
    }

    /** The certificate that the server was refused for. */
    ReadOnlyObjectProperty<Optional<ServerCertificate>> refused() {
        return refused.getReadOnlyProperty();
    }

    /** Whether a step failed, so that the account was not stored. */
    boolean failed() {
        return steps.stream().anyMatch(step -> step.outcome() == ProbeStep.Outcome.FAILED);
    }

    /** Tries what is in the form now, from the beginning. */
    void check() {
        Optional<ProbeRequest> request = form.request();
        if (request.isEmpty()) {
            return;
        }
        end();
        int now = tries;
        running.set(true);
        model.ask(
                model.phone().probe(request.get(), step -> model.later(() -> told(now, step))),
                opened -> {
                    if (now != tries) {
                        close(opened);
                        return;
                    }
                    probe = Optional.of(opened);
                    run(ProbeStep.Kind.NAPTR);
                },
                reason -> {
                    running.set(false);
                    form.failed(reason);
                });
    }

    /** Once more, from a step on. */
    void retry(ProbeStep.Kind from) {
        if (probe.isEmpty()) {
            check();
            return;
        }
        steps.removeIf(step -> step.kind().compareTo(from) >= 0);
        run(from);
    }

    private void run(ProbeStep.Kind from) {
        int now = tries;
        refused.set(Optional.empty());
        running.set(true);
        probe.ifPresent(open -> model.ask(
                open.run(from, ProbeStep.Kind.REGISTER),
                well -> {
                    if (now != tries) {
                        return;
                    }
                    running.set(false);
                    if (well) {
                        end();
                        form.save(saved);
                    }
                },
                form::failed));
    }

    private void told(int then, ProbeStep step) {
        if (then != tries) {
            return;
        }
        int at = 0;
        while (at < steps.size() && steps.get(at).kind() != step.kind()) {
            at++;
        }
        if (at < steps.size()) {
            steps.set(at, step);
        } else {
            steps.add(step);
        }
        if (step.outcome() == ProbeStep.Outcome.FAILED) {
            refused.set(step.certificate());
        }
    }

    /** The user compared the certificate that was refused. */
    void pinRefused() {
        form.pin(refused.get());
        check();
    }

    void trustAuthority(String file) {
        form.caFile.set(file);
        check();
    }

    /** Leaves the form as it is, to be changed. */
    void cancel() {
        end();
        steps.clear();
    }

    /** The user wants the account although it could not be tried out; it goes on trying. */
    void saveAnyway() {
        end();
        form.save(saved);
    }

    private void end() {
        tries++;
        probe.ifPresent(ProbeModel::close);
        probe = Optional.empty();
        running.set(false);
        refused.set(Optional.empty());
    }

    private static void close(AccountProbe open) {
        try {
            open.close();
        } catch (Exception e) {
            // The interface is wider than what any telephone does here.
            throw new IllegalStateException("The try-out would not end", e);
        }
    }

    @Override
    public void close() {
        end();
    }
}
