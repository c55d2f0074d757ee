// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.call;

import java.util.List;
import java.util.stream.Stream;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.Security;
import org.securecall.app.text.DisplayName;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Under which name a call is shown. */
public final class CallNames {

    private static final Texts TEXTS = Texts.of("call");

    private CallNames() {}

    /**
     * The name that the key belongs to where it is verified: that is the one nobody can forge. Else the contact's, else what
     * the peer calls itself, unless that is somebody else's name, else its address.
     */
    public static String of(PhoneModel model, CallSnapshot call) {
        Security security = call.security();
        if (security.state() == Security.State.VERIFIED && !security.keyName().isEmpty()) {
            return security.keyName();
        }
        String contact = model.contactOf(call.peer()).map(Contact::name).orElse("");
        if (!contact.isEmpty()) {
            return contact;
        }
        if (Addresses.isPractice(call.peer())) {
            return TEXTS.get("practice");
        }
        if (call.displayName().isBlank()) {
            return Addresses.user(call.peer());
        }
        return isSomebodyElse(model, call) ? Addresses.shown(call.peer()) : call.displayName();
    }

    /** The peer calls itself as a contact, a known key or the practice peer is called, and has another address. */
    private static boolean isSomebodyElse(PhoneModel model, CallSnapshot call) {
        List<ContactTrust> own = model.trustOf(call.peer());
        return Stream.of(
                        model.contacts().stream().map(Contact::name),
                        model.trust().stream()
                                .filter(key -> !own.contains(key))
                                .map(ContactTrust::name)
                                .filter(name -> !name.isEmpty()),
                        Stream.of(TEXTS.get("practice")))
                .flatMap(names -> names)
                .anyMatch(name -> DisplayName.alike(name, call.displayName()));
    }
}
