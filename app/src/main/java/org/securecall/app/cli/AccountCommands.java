// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.AccountRules;
import org.securecall.app.account.ClientKey;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.Passwords;
import org.securecall.app.account.Pins;
import org.securecall.app.account.SipAddress;
import org.securecall.app.account.TlsStore;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.CertificatePin;
import org.securecall.app.api.ClientKeyFile;
import org.securecall.app.api.ProbeRequest;
import org.securecall.app.api.Transport;
import org.securecall.app.storage.StorageException;
import org.securecall.app.trust.TrustStore;
import org.securecall.app.vault.PassphraseFile;
import org.securecall.app.vault.VaultException;
import org.securecall.media.secret.SecretBytes;
import picocli.CommandLine.ParseResult;

/** {@code account add}, {@code list} and {@code remove}. */
final class AccountCommands {

    private static final String NONE = "none";
    private static final int MAX_PORT = 65535;

    private final Place place;
    private final Console console;

    AccountCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    void add(ParseResult parsed) throws UsageException, InvalidEntryException, CommandException, StorageException {
        // Checked before the password is read and before another program could be in the way.
        AccountSpec spec = spec(parsed);
        Optional<String> pinned = CommandLineFront.option(parsed, "--pin");
        Optional<CertificatePin> pin = pinned.isPresent()
                ? Optional.of(Pins.of(spec.address(), pinned.get(), Instant.now()))
                : Optional.empty();
        Optional<String> client = CommandLineFront.option(parsed, Grammar.CLIENT_CERTIFICATE);
        if (spec.transport() != Transport.TLS && (pin.isPresent() || client.isPresent())) {
            throw new UsageException("A pin or a client certificate needs --transport tls");
        }
        Optional<ClientKeyFile> keyFile = keyFile(parsed, client.filter(file -> !file.equals(NONE)));
        Optional<char[]> password = parsed.hasMatchedOption("--password-stdin")
                ? Optional.of(PasswordInput.firstLine(console.in()))
                : Optional.empty();
        try (StorageUse use = new StorageUse(place, console)) {
            if (parsed.hasMatchedOption("--check")) {
                new AccountProbeCommands(place, console)
                        .check(
                                use,
                                new ProbeRequest(
                                        spec,
                                        password.map(char[]::clone),
                                        pin.map(CertificatePin::sha256),
                                        keyFile.map(file -> new ClientKeyFile(
                                                file.file(), file.password().clone()))));
            }
            Optional<ClientKey> key =
                    keyFile.isPresent() ? Optional.of(ClientKey.read(keyFile.get())) : Optional.empty();
            AccountSpec stored = use.storage().accounts().put(spec, password);
            TlsStore tls = use.storage().tls();
            pin.ifPresent(tls::put);
            key.ifPresent(own -> tls.putClientKey(stored.address(), own));
            if (client.filter(NONE::equals).isPresent()) {
                tls.removeClientKey(stored.address());
            }
            use.save();
            show(use, stored);
        } finally {
            password.ifPresent(chars -> Arrays.fill(chars, '\0'));
            keyFile.ifPresent(file -> Arrays.fill(file.password(), '\0'));
        }
    }

    private static AccountSpec spec(ParseResult parsed) throws UsageException, InvalidEntryException, CommandException {
        Optional<Path> ca = CommandLineFront.option(parsed, "--ca");
        if (ca.isPresent() && !Files.isReadable(ca.get())) {
            throw new CommandException("The file of certificate authorities cannot be read: " + ca.get());
        }
        String address = CommandLineFront.<String>option(parsed, "--address").orElseThrow();
        return AccountRules.checked(new AccountSpec(
                address,
                CommandLineFront.<String>option(parsed, "--display-name").orElse(""),
                CommandLineFront.option(parsed, "--auth-user"),
                CommandLineFront.<Transport>option(parsed, "--transport").orElse(Transport.TLS),
                server(parsed, address),
                ca.map(file -> file.toAbsolutePath().normalize().toString()),
                true));
    }

    private static Optional<String> server(ParseResult parsed, String address)
            throws UsageException, InvalidEntryException {
        Optional<String> server = CommandLineFront.option(parsed, "--registrar");
        @SuppressWarnings("NullAway") // picocli's default value is not annotated; null stands for absent
        @Nullable
        Integer port = parsed.matchedOptionValue("--port", (Integer) null);
        if (port == null) {
            return server;
        }
        if (port < 1 || port > MAX_PORT) {
            throw new UsageException("--port is a number from 1 to " + MAX_PORT);
        }
        String host = server.isPresent()
                ? SipAddress.hostAndPort(server.get())
                : SipAddress.parse(address).host();
        if (SipAddress.parse("sip:" + host).port() > 0) {
            throw new UsageException("Give the port with the server or by --port, not both");
        }
        return Optional.of(host + ":" + port);
    }

    private static Optional<ClientKeyFile> keyFile(ParseResult parsed, Optional<String> file)
            throws UsageException, CommandException {
        Optional<Path> passwordFile = CommandLineFront.option(parsed, Grammar.CLIENT_PASSWORD_FILE);
        if (file.isEmpty()) {
            if (passwordFile.isPresent()) {
                throw new UsageException(
                        Grammar.CLIENT_PASSWORD_FILE + " goes with " + Grammar.CLIENT_CERTIFICATE + " alone");
            }
            return Optional.empty();
        }
        if (passwordFile.isEmpty()) {
            return Optional.of(new ClientKeyFile(Path.of(file.get()), new char[0]));
        }
        try (SecretBytes password = PassphraseFile.read(passwordFile.get())) {
            return Optional.of(new ClientKeyFile(Path.of(file.get()), Passwords.chars(password)));
        } catch (VaultException e) {
            throw new CommandException(
                    "The file with the password of the client certificate cannot be read, or is empty: "
                            + passwordFile.get());
        }
    }

    void list() throws StorageException {
        try (StorageUse use = new StorageUse(place, console)) {
            use.storage().accounts().accounts().forEach(spec -> show(use, spec));
        }
    }

    void remove(ParseResult parsed) throws InvalidEntryException, CommandException, StorageException {
        SipAddress address = SipAddress.parse(parsed.matchedPositional(0).<String>getValue());
        try (StorageUse use = new StorageUse(place, console)) {
            AccountSpec account = use.account(address.toString());
            use.storage().accounts().remove(account.address());
            use.storage().tls().forget(account.address());
            use.save();
        }
    }

    private void show(StorageUse use, AccountSpec spec) {
        TrustStore trust = use.storage().trust();
        String zid = trust.cache(trust.identityOf(spec.address())).localZid().hex();
        console.out()
                .println(spec.address() + "\t" + spec.transport().token() + "\t"
                        + spec.registrar().orElse("-") + "\t" + (spec.enabled() ? "enabled" : "disabled") + "\t" + zid);
    }
}
