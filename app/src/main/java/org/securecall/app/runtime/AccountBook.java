// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.securecall.app.account.AccountRules;
import org.securecall.app.account.AccountStore;
import org.securecall.app.account.ClientKey;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.Pins;
import org.securecall.app.account.SipAddress;
import org.securecall.app.account.TlsStore;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.AccountSnapshot.Registration;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.PhoneEvent;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.ServerCertificate;
import org.securecall.app.sip.SipAccount;
import org.securecall.app.sip.SipEvent;
import org.securecall.app.sip.SipUserAgent;
import org.securecall.app.trust.TrustStore;

/** The accounts and how their registrations stand. Belongs to the call loop; {@link #snapshots()} may be read anywhere. */
final class AccountBook {

    private final AccountStore store;
    private final TrustStore trust;
    private final TlsStore tls;
    private final SipUserAgent sip;
    private final Consumer<PhoneEvent> publish;
    private final InstantSource clock;
    private final Map<String, AccountSnapshot> known = new LinkedHashMap<>();
    private volatile List<AccountSnapshot> snapshots = List.of();

    AccountBook(
            AccountStore store,
            TrustStore trust,
            TlsStore tls,
            SipUserAgent sip,
            Consumer<PhoneEvent> publish,
            InstantSource clock) {
        this.store = store;
        this.trust = trust;
        this.tls = tls;
        this.sip = sip;
        this.publish = publish;
        this.clock = clock;
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

    /**
     * Adds or changes an account with what belongs to it, and registers it.
     *
     * @param clientKey taken over
     * @throws InvalidEntryException with what is wrong; nothing is changed then
     */
    void put(
            AccountSpec spec, Optional<char[]> password, Optional<ServerCertificate> pin, Optional<ClientKey> clientKey)
            throws InvalidEntryException {
        Optional<CertificatePin> pinned = pin.isPresent()
                ? Optional.of(Pins.of(AccountRules.checked(spec).address(), pin.get(), clock.instant()))
                : Optional.empty();
        AccountSpec stored = store.put(spec, password);
        pinned.ifPresent(tls::put);
        clientKey.ifPresent(key -> tls.putClientKey(stored.address(), key));
        registerAnew(stored);
    }

    /** The user compared this certificate: the account's servers may show it, and no other. */
    void pin(String address, ServerCertificate certificate) throws PhoneException, InvalidEntryException {
        AccountSpec spec = stored(address);
        tls.put(Pins.of(spec.address(), certificate, clock.instant()));
        registerAnew(spec);
    }

    void unpin(String address) throws PhoneException {
        AccountSpec spec = stored(address);
        if (!tls.removePin(spec.address())) {
            throw new PhoneException("No certificate is pinned for this account");
        }
        registerAnew(spec);
    }

    void removeClientCertificate(String address) throws PhoneException {
        AccountSpec spec = stored(address);
        if (!tls.removeClientKey(spec.address())) {
            throw new PhoneException("This account has no client certificate");
        }
        registerAnew(spec);
    }

    private AccountSpec stored(String address) throws PhoneException {
        return store.find(address).orElseThrow(() -> new PhoneException("There is no account of this address"));
    }

    private void registerAnew(AccountSpec spec) {
        known.put(spec.address(), idle(spec));
        refresh();
        publish.accept(new PhoneEvent.AccountsChanged(snapshots));
        if (spec.enabled()) {
            sip.register(sipAccount(spec));
        } else {
            sip.unregister(spec.address());
        }
    }

    /** @return whether there was one */
    boolean remove(String address) {
        Optional<AccountSpec> gone = store.find(address);
        boolean there = store.remove(address);
        if (there) {
            gone.ifPresent(spec -> tls.forget(spec.address()));
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
        return new SipAccount(
                spec,
                () -> store.password(spec.address()),
                tls.pin(spec.address()).map(CertificatePin::sha256),
                tls.clientKey(spec.address()));
    }

    private AccountSnapshot idle(AccountSpec spec) {
        String zid = trust.cache(trust.identityOf(spec.address())).localZid().hex();
        return new AccountSnapshot(spec, Registration.UNREGISTERED, 0, "", zid, Optional.empty());
    }

    private void refresh() {
        snapshots = List.copyOf(known.values());
    }
}
