// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import java.util.Optional;

/** A key store that opens with the user's session: Secret Service, Keychain, or DPAPI. Blocks, for as long as the user is asked. */
public interface DesktopKeyStore {

    /** Where there is none. */
    DesktopKeyStore NONE = new DesktopKeyStore() {

        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public Optional<String> read(String item) throws VaultException {
            throw absent();
        }

        @Override
        public void write(String item, String secret) throws VaultException {
            throw absent();
        }

        @Override
        public void delete(String item) throws VaultException {
            throw absent();
        }

        private VaultException absent() {
            return new VaultException(VaultException.Reason.FAILED, "This desktop has no key store that can be used");
        }
    };

    /** Whether it can be asked. */
    boolean isThere();

    /**
     * @return empty where there is no such item
     * @throws VaultException when it is locked or does not answer
     */
    Optional<String> read(String item) throws VaultException;

    /** Adds or replaces. */
    void write(String item, String secret) throws VaultException;

    void delete(String item) throws VaultException;
}
