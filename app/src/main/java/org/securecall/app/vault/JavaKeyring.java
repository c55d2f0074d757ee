// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.jspecify.annotations.Nullable;
import org.securecall.app.vault.VaultException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secret Service or KWallet on Linux, Keychain on macOS, DPAPI on Windows. */
public final class JavaKeyring implements DesktopKeyStore {

    private static final Logger LOG = LoggerFactory.getLogger(JavaKeyring.class);
    private static final String SERVICE = "Secure Call";

    /** D-Bus has something to say of each connection. Kept, as loggers that nobody holds forget their level. */
    private static final java.util.logging.Logger QUIET = java.util.logging.Logger.getLogger("org.freedesktop");

    static {
        QUIET.setLevel(Level.WARNING);
    }

    private final boolean there;
    /** Connected once: it takes half a second. */
    private @Nullable Keyring open;

    /** That of the session the program runs in. */
    public JavaKeyring() {
        this(System.getProperty("os.name", ""), System.getenv());
    }

    /** Without a session bus nobody is asked on Linux, which would take its time. */
    JavaKeyring(String os, Map<String, String> environment) {
        String name = os.toLowerCase(Locale.ROOT);
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        String bus = environment.get("DBUS_SESSION_BUS_ADDRESS");
        boolean session = bus == null ? !runtime.isEmpty() && Files.exists(Path.of(runtime, "bus")) : !bus.isEmpty();
        there = name.startsWith("windows") || name.startsWith("mac") || session;
    }

    @Override
    public boolean isThere() {
        return there;
    }

    private interface Use<R> {
        R with(Keyring keyring) throws PasswordAccessException;
    }

    private synchronized <R> R use(String what, Use<R> use) throws VaultException {
        if (!there) {
            throw new VaultException(Reason.FAILED, "There is no desktop's key store here");
        }
        try {
            if (open == null) {
                open = Keyring.create();
            }
            return use.with(open);
        } catch (BackendNotSupportedException | PasswordAccessException e) {
            throw new VaultException(Reason.FAILED, "The desktop's key store " + what, e);
        } catch (RuntimeException e) {
            // Its backends throw what their libraries throw.
            LOG.debug("The key store failed by {}", e.getClass().getName());
            throw new VaultException(Reason.FAILED, "The desktop's key store cannot be used", e);
        }
    }

    @Override
    public Optional<String> read(String item) throws VaultException {
        return use("cannot be reached", keyring -> {
            try {
                return Optional.of(keyring.getPassword(SERVICE, item));
            } catch (PasswordAccessException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public void write(String item, String secret) throws VaultException {
        use("does not take the key", keyring -> {
            keyring.setPassword(SERVICE, item, secret);
            return true;
        });
    }

    @Override
    public void delete(String item) throws VaultException {
        use("does not forget the former key", keyring -> {
            keyring.deletePassword(SERVICE, item);
            return true;
        });
    }
}
