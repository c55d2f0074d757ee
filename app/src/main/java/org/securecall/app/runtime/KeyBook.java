// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
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
    private final CallLoop loop;
    private final Front front;
    private final PersonKeys keys;

    KeyBook(Line.Parts parts) {
        this.storage = parts.storage();
        this.loop = parts.loop();
        this.front = parts.front();
        this.keys = new PersonKeys(storage.trust(), storage.identities(), new Addresses(storage.contacts()));
    }

    @Override
    public CompletionStage<PeerHistory> history(String address) {
        CompletableFuture<PeerHistory> found = new CompletableFuture<>();
        Thread.ofVirtual().name("key-history").start(() -> {
            try {
                found.complete(keys.history(address));
            } catch (RuntimeException e) {
                found.completeExceptionally(internal(e));
            }
        });
        return found;
    }

    @Override
    public CompletionStage<Void> forget(String address, String zid) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                if (isCalled(keys.addresses(address), zid)) {
                    throw new PhoneException(
                            "There is a call with this person or this key, which would write the key anew: end it first");
                }
                if (!keys.forget(address, zid)) {
                    throw new PhoneException("This key is not known for this person");
                }
                front.publish(new PhoneEvent.TrustChanged(storage.trust().trust()));
                front.identities(storage.identities().identities());
                done.complete(null);
            } catch (PhoneException e) {
                done.completeExceptionally(e);
            } catch (RuntimeException e) {
                done.completeExceptionally(internal(e));
                throw e;
            }
        });
        return done;
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

    private static PhoneException internal(RuntimeException cause) {
        return new PhoneException("An internal error stopped this command", cause);
    }
}
