// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.util.List;
import java.util.Optional;
import org.securecall.app.api.CertificatePin;

/**
 * What the user trusts and shows by TLS, account by account. Thread-safe; answers from memory at once, and the disk follows. Accounts go
 * by their stored address; what is kept for one is not lent to another.
 */
public interface TlsStore {

    List<CertificatePin> pins();

    Optional<CertificatePin> pin(String account);

    /** From now on the account's servers may show this certificate and no other: only on the user's explicit word. */
    void put(CertificatePin pin);

    /** Gives whether there was one. */
    boolean removePin(String account);

    /** Stays with the store, which wipes it when it is replaced or removed. */
    Optional<ClientKey> clientKey(String account);

    /** Takes the key over. */
    void putClientKey(String account, ClientKey key);

    /** Gives whether there was one. */
    boolean removeClientKey(String account);

    /** Forgets all of an account that is gone. */
    default void forget(String account) {
        removePin(account);
        removeClientKey(account);
    }
}
