// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.PeerHistory;
import org.securecall.app.api.PeerKeys;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;
import org.securecall.app.comparing.Addresses;
import org.securecall.app.comparing.PersonKeys;
import org.securecall.app.storage.Storage;

/** The keys of people: asked for on threads of their own, as logs may be long, and forgotten on the call loop, in order with the calls. */
final class KeyBook implements PeerKeys {

    private final Storage storage;
    private final Commands commands;
    private final Front front;
    private final PersonKeys keys;

    KeyBook(Storage storage, Commands commands, Front front) {
        this.storage = storage;
        this.commands = commands;
        this.front = front;
        this.keys = new PersonKeys(storage.trust(), storage.identities(), new Addresses(storage.contacts()));
    }

    @Override
    public CompletionStage<PeerHistory> history(String address) {
        return Commands.inBackground("key-history", () -> keys.history(address));
    }

    @Override
    public CompletionStage<Void> forget(String address, String zid) {
        return commands.inOrder(() -> {
            if (isCalled(keys.addresses(address), zid)) {
                throw new PhoneException(
                        "There is a call with this person or this key, which would write the key anew: end it first");
            }
            if (!keys.forget(address, zid)) {
                throw new PhoneException("This key is not known for this person");
            }
            front.publish(new PhoneEvent.TrustChanged(storage.trust().trust()));
            front.identities(storage.identities().identities());
        });
    }

    private boolean isCalled(List<String> addresses, String zid) {
        String wanted = zid.strip().toLowerCase(Locale.ROOT);
        return front.calls().stream()
                .anyMatch(call -> addresses.contains(SipAddress.keyOf(call.peer())) || shows(call, wanted));
    }

    private static boolean shows(CallSnapshot call, String zid) {
        return call.security()
                .zrtp()
                .filter(zrtp -> zrtp.peerZid().hex().equals(zid))
                .isPresent();
    }
}
