// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.securecall.app.account.AccountStore;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSnapshot.Registration;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.sip.SipAccount;
import org.securecall.app.sip.SipEvent;
import org.securecall.app.sip.SipUserAgent;
import org.securecall.app.trust.TrustStore;

/** The accounts and how their registrations stand. Belongs to the call loop; {@link #snapshots()} may be read anywhere. */
final class AccountBook {

    private final AccountStore store;
    private final TrustStore trust;
    private final SipUserAgent sip;
    private final Consumer<PhoneEvent> publish;
    private final Map<String, AccountSnapshot> known = new LinkedHashMap<>();
    private volatile List<AccountSnapshot> snapshots = List.of();

    AccountBook(AccountStore store, TrustStore trust, SipUserAgent sip, Consumer<PhoneEvent> publish) {
        this.store = store;
        this.trust = trust;
        this.sip = sip;
        this.publish = publish;
    }

    List<AccountSnapshot> snapshots() {
        return snapshots;
    }

    /** Registers every enabled account. */
    void start() {
        for (AccountSpec spec : store.accounts()) {
            known.put(spec.address(), idle(spec));
        }
        refresh();
        for (AccountSpec spec : store.accounts()) {
            if (spec.enabled()) {
                sip.register(sipAccount(spec));
            }
        }
    }

    /** @throws InvalidEntryException with what is wrong; nothing is changed then */
    void put(AccountSpec spec, Optional<char[]> password) throws InvalidEntryException {
        AccountSpec stored = store.put(spec, password);
        known.put(stored.address(), idle(stored));
        refresh();
        publish.accept(new PhoneEvent.AccountsChanged(snapshots));
        if (stored.enabled()) {
            sip.register(sipAccount(stored));
        } else {
            sip.unregister(stored.address());
        }
    }

    /** @return whether there was one */
    boolean remove(String address) {
        boolean there = store.remove(address);
        if (there) {
            sip.unregister(address);
            known.remove(address);
            refresh();
            publish.accept(new PhoneEvent.AccountsChanged(snapshots));
        }
        return there;
    }

    void onRegistration(SipEvent.RegistrationChanged event) {
        AccountSnapshot before = known.get(event.address());
        if (before == null) {
            return;
        }
        AccountSnapshot now = new AccountSnapshot(
                before.spec(),
                event.state(),
                event.code(),
                event.reason(),
                before.zid(),
                event.certificate().or(before::certificate));
        known.put(event.address(), now);
        refresh();
        publish.accept(new PhoneEvent.RegistrationChanged(now));
    }

    Optional<SipAccount> find(String address) {
        return store.find(address).map(this::sipAccount);
    }

    /**
     * The account to call from where none was named: one of the target's own domain, else the first that is registered. A
     * target that is a machine on the network, by its number or as localhost, is called directly.
     */
    Optional<SipAccount> fitting(SipAddress target) {
        List<AccountSpec> enabled =
                store.accounts().stream().filter(AccountSpec::enabled).toList();
        Optional<AccountSpec> sameDomain = enabled.stream()
                .filter(spec -> host(spec).equals(target.host()))
                .findFirst();
        if (sameDomain.isPresent() || isMachine(target.host())) {
            return sameDomain.map(this::sipAccount);
        }
        return enabled.stream()
                .filter(spec -> Optional.ofNullable(known.get(spec.address()))
                        .filter(account -> account.registration() == Registration.REGISTERED)
                        .isPresent())
                .findFirst()
                .map(this::sipAccount);
    }

    /** The domain of the first enabled account. */
    Optional<String> defaultDomain() {
        return store.accounts().stream()
                .filter(AccountSpec::enabled)
                .map(AccountBook::host)
                .findFirst();
    }

    private static boolean isMachine(String host) {
        return host.startsWith("[") || host.matches("[0-9.]+") || host.equals("localhost") || host.endsWith(".local");
    }

    private static String host(AccountSpec spec) {
        try {
            return SipAddress.parse(spec.address()).host();
        } catch (InvalidEntryException e) {
            throw new IllegalStateException("The store holds an account without a valid address", e);
        }
    }

    private SipAccount sipAccount(AccountSpec spec) {
        return new SipAccount(spec, () -> store.password(spec.address()));
    }

    private AccountSnapshot idle(AccountSpec spec) {
        String zid = trust.cache(trust.identityOf(spec.address())).localZid().hex();
        return new AccountSnapshot(spec, Registration.UNREGISTERED, 0, "", zid, Optional.empty());
    }

    private void refresh() {
        snapshots = List.copyOf(known.values());
    }
}
