// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.keys;

import java.util.List;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.PeerHistory;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PeerKey;
import org.securecall.ui.fx.Attachment;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.security.KnownPerson;
import org.securecall.ui.text.Texts;

/** The keys of one person as the page shows them, and what can be done with them. */
public final class KeyPageModel implements Attachment {

    private static final Texts TEXTS = Texts.of("keypage");

    private final PhoneModel model;
    private final String address;
    private final ReadOnlyObjectWrapper<Optional<PeerHistory>> history = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<PeerKey>> asked = new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper policyProblem = new ReadOnlyStringWrapper("");
    private final ReadOnlyBooleanWrapper forgetting = new ReadOnlyBooleanWrapper();
    private final InvalidationListener changed = source -> reload();
    private int asking;

    /** @param address any of the person's */
    public KeyPageModel(PhoneModel model, String address) {
        this.model = model;
        this.address = address;
        model.trust().addListener(changed);
        model.identities().addListener(changed);
        model.contacts().addListener(changed);
        reload();
    }

    PhoneModel phone() {
        return model;
    }

    /** Empty until it was read. */
    ReadOnlyObjectProperty<Optional<PeerHistory>> history() {
        return history.getReadOnlyProperty();
    }

    /** Why there is none; empty when all is well. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The key that is to be forgotten, if the user says so once more. */
    ReadOnlyObjectProperty<Optional<PeerKey>> asked() {
        return asked.getReadOnlyProperty();
    }

    /** What came of the last command; it stays until the next one. */
    ReadOnlyStringProperty outcome() {
        return outcome.getReadOnlyProperty();
    }

    /** Why the key was not forgotten; empty when it was, or nobody said so. */
    ReadOnlyStringProperty refusal() {
        return refusal.getReadOnlyProperty();
    }

    /** Why the policy is not what was chosen; empty when it is. */
    ReadOnlyStringProperty policyProblem() {
        return policyProblem.getReadOnlyProperty();
    }

    /** Whether the telephone is about it. */
    ReadOnlyBooleanProperty forgetting() {
        return forgetting.getReadOnlyProperty();
    }

    boolean isPractice() {
        return Addresses.isPractice(address);
    }

    /** Whether it is somebody who could be called, or met in person. */
    boolean isPerson() {
        return !isPractice() && !address.isBlank();
    }

    Optional<Contact> contact() {
        return model.contactOf(address);
    }

    /** What the person is called. */
    String name() {
        return KnownPerson.name(model, address, model.trustOf(address));
    }

    /** All of the person's; the one to show a code to is the first. */
    List<String> addresses() {
        return contact().map(Contact::uris).filter(uris -> !uris.isEmpty()).orElse(List.of(address));
    }

    /** Whether forgetting a key takes more back than the key. */
    boolean hasConfirmedSigner() {
        List<String> of = addresses().stream().map(Addresses::key).toList();
        return model.identities().stream()
                .filter(PeerIdentity::confirmed)
                .anyMatch(identity -> of.contains(Addresses.key(identity.address())));
    }

    private void reload() {
        int mine = ++asking;
        model.ask(
                model.phone().keys().history(address),
                read -> {
                    if (mine == asking) {
                        show(read);
                    }
                },
                reason -> {
                    if (mine == asking) {
                        problem.set(reason);
                    }
                });
    }

    private void show(PeerHistory read) {
        problem.set("");
        if (history.get().filter(read::equals).isEmpty()) {
            history.set(Optional.of(read));
        }
        // Of a key that is not there any more nothing is asked.
        if (asked.get()
                .filter(key ->
                        read.keys().stream().noneMatch(known -> known.zid().equals(key.zid())))
                .isPresent()) {
            asked.set(Optional.empty());
        }
    }

    /** Asks whether the key is really to be forgotten. */
    void askToForget(PeerKey key) {
        outcome.set("");
        refusal.set("");
        asked.set(Optional.of(key));
    }

    void keep() {
        refusal.set("");
        asked.set(Optional.empty());
    }

    /** The user said it once more. */
    void forget() {
        Optional<PeerKey> meant = asked.get();
        if (meant.isEmpty() || forgetting.get()) {
            return;
        }
        refusal.set("");
        forgetting.set(true);
        String name = name();
        model.ask(
                model.phone().keys().forget(address, meant.get().zid()),
                done -> {
                    forgetting.set(false);
                    asked.set(Optional.empty());
                    outcome.set(TEXTS.get("forgotten", name));
                    reload();
                },
                reason -> {
                    forgetting.set(false);
                    refusal.set(reason);
                });
    }

    void policy(ContactPolicy wanted) {
        policyProblem.set("");
        contact()
                .filter(contact -> contact.policy() != wanted)
                .ifPresent(contact -> model.ask(
                        model.phone().putContact(contact.withPolicy(wanted)), stored -> {}, policyProblem::set));
    }

    @Override
    public void close() {
        asking++;
        model.trust().removeListener(changed);
        model.identities().removeListener(changed);
        model.contacts().removeListener(changed);
    }
}
