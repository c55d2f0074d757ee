// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.call;

import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.Contact;
import org.securecall.app.api.Security;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Under which name a call is shown. */
public final class CallNames {

    private static final Texts TEXTS = Texts.of("call");

    private CallNames() {}

    /**
     * The name that the key belongs to where it is verified: that is the one nobody can forge. Else the contact's, else what
     * the peer calls itself, else its address.
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
        return call.displayName().isBlank() ? Addresses.user(call.peer()) : call.displayName();
    }
}
