// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.ProgramVersion;
import org.securecall.app.storage.DataDirectory;
import org.securecall.app.storage.StorageException;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.engine.VoiceEngine;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Where the program starts: reads the arguments and does what they say. */
public final class CommandLineFront {

    /** Everything went well. */
    public static final int OK = 0;
    /** It cannot start, or the command cannot be carried out. */
    public static final int FAILED = 1;
    /** The arguments are wrong. */
    public static final int USAGE = 2;

    private static final int MAX_PORT = 65535;

    private final Fronts fronts;
    private final Console console;

    private CommandLineFront(Fronts fronts, Console console) {
        this.fronts = fronts;
        this.console = console;
    }

    /** Gives the exit status: {@link #OK}, or another one after one line on standard error that says why. */
    public static int run(String[] arguments, Fronts fronts, Console console) {
        try {
            return new CommandLineFront(fronts, console)
                    .dispatch(Grammar.commandLine().parseArgs(arguments));
        } catch (ParameterException | UsageException | InvalidEntryException e) {
            console.complain(String.valueOf(e.getMessage()));
            return USAGE;
        } catch (CommandException | StorageException | PhoneException e) {
            console.complain(String.valueOf(e.getMessage()));
            return FAILED;
        } finally {
            console.out().flush();
        }
    }

    private int dispatch(ParseResult root)
            throws UsageException, InvalidEntryException, CommandException, StorageException, PhoneException {
        ParseResult deepest = root;
        Optional<Path> dataDirectory = option(root, Grammar.DATA_DIR);
        Optional<Path> passphraseFile = option(root, Grammar.PASSPHRASE_FILE);
        while (deepest.hasSubcommand()) {
            deepest = deepest.subcommand();
            dataDirectory =
                    CommandLineFront.<Path>option(deepest, Grammar.DATA_DIR).or(() -> option(root, Grammar.DATA_DIR));
            passphraseFile = CommandLineFront.<Path>option(deepest, Grammar.PASSPHRASE_FILE)
                    .or(() -> option(root, Grammar.PASSPHRASE_FILE));
        }
        if (deepest.isUsageHelpRequested()) {
            CommandLine.usage(deepest.commandSpec(), console.out(), CommandLine.Help.Ansi.OFF);
            return OK;
        }
        if (root.hasMatchedOption("--version")) {
            console.out().println("securecall " + ProgramVersion.current());
            return OK;
        }
        Place place = new Place(dataDirectory.orElseGet(DataDirectory::locate), passphraseFile);
        String command = deepest.commandSpec().qualifiedName(" ");
        switch (command) {
            case "securecall" -> {
                if (passphraseFile.isPresent()) {
                    throw new UsageException(Grammar.PASSPHRASE_FILE + " is for the commands: the window asks for it");
                }
                return fronts.window().run(place.directory());
            }
            case "securecall headless" -> {
                return fronts.headless().run(headless(deepest, place));
            }
            case "securecall devices" -> devices();
            case "securecall account add" -> new AccountCommands(place, console).add(deepest);
            case "securecall account list" -> new AccountCommands(place, console).list();
            case "securecall account remove" -> new AccountCommands(place, console).remove(deepest);
            case "securecall account check" -> new AccountProbeCommands(place, console).check(deepest);
            case "securecall account certificate" -> new AccountProbeCommands(place, console).certificate(deepest);
            case "securecall account pin" -> new AccountTrustCommands(place, console).pin(deepest);
            case "securecall account unpin" -> new AccountTrustCommands(place, console).unpin(deepest);
            case "securecall account trusted" -> new AccountTrustCommands(place, console).list();
            case "securecall account" ->
                throw new UsageException(
                        "After '" + command + "' comes add, list, remove, check, certificate, pin, unpin or trusted");
            case "securecall contact add" -> new ContactCommands(place, console).add(deepest);
            case "securecall contact list" -> new ContactCommands(place, console).list(deepest);
            case "securecall contact remove" -> new ContactCommands(place, console).remove(deepest);
            case "securecall contact own-zid" -> new ContactCommands(place, console).ownZid(deepest);
            case "securecall contact import" -> new ContactFileCommands(place, console).read(deepest);
            case "securecall contact export" -> new ContactFileCommands(place, console).write(deepest);
            case "securecall contact" ->
                throw new UsageException("After '" + command + "' comes add, list, remove, own-zid, import or export");
            case "securecall keys list" -> new KeyCommands(place, console).list();
            case "securecall keys log" -> new KeyCommands(place, console).log(deepest);
            case "securecall keys show" -> new PersonKeyCommands(place, console).show(deepest);
            case "securecall keys forget" -> new PersonKeyCommands(place, console).forget(deepest);
            case "securecall keys export" -> new KeyCommands(place, console).export(deepest);
            case "securecall keys import" -> new KeyImportCommand(place, console).run(deepest);
            case "securecall keys" ->
                throw new UsageException("After '" + command + "' comes list, log, show, forget, export or import");
            case "securecall identity show" -> new IdentityCommands(place, console).show(deepest);
            case "securecall identity check" -> new IdentityCommands(place, console).check(deepest);
            case "securecall identity list" -> new IdentityCommands(place, console).list();
            case "securecall identity revoke" -> new IdentityCommands(place, console).revoke(deepest);
            case "securecall identity link request" -> new IdentityCommands(place, console).request(deepest);
            case "securecall identity link approve" -> new IdentityCommands(place, console).approve(deepest);
            case "securecall identity link accept" -> new IdentityCommands(place, console).accept(deepest);
            case "securecall identity link" ->
                throw new UsageException("After '" + command + "' comes request, approve or accept");
            case "securecall identity" ->
                throw new UsageException("After '" + command + "' comes show, check, list, revoke or link");
            case "securecall profile show" -> new ProfileCommands(place, console).show();
            case "securecall profile protect" -> new ProfileCommands(place, console).protect(deepest);
            case "securecall profile backup" -> new ProfileCommands(place, console).backup(deepest);
            case "securecall profile restore" -> new ProfileCommands(place, console).restore(deepest);
            case "securecall profile" ->
                throw new UsageException("After '" + command + "' comes show, protect, backup or restore");
            default -> throw new UsageException("After '" + command + "' comes add, list or remove");
        }
        return OK;
    }

    private void devices() throws PhoneException {
        for (AudioDevice device : fronts.devices().devices()) {
            String uses = device.microphone() && device.speaker()
                    ? "microphone,speaker"
                    : device.microphone() ? "microphone" : "speaker";
            console.out().println(device.name() + "\t" + uses);
        }
    }

    private static HeadlessOptions headless(ParseResult parsed, Place place) throws UsageException {
        @SuppressWarnings("NullAway") // picocli's default value is not annotated; null stands for absent
        Integer port = parsed.matchedOptionValue("--sip-port", (Integer) null);
        if (port != null && (port < 0 || port > MAX_PORT)) {
            throw new UsageException("--sip-port is a number from 0 to " + MAX_PORT);
        }
        return new HeadlessOptions(
                place.directory(),
                place.passphraseFile(),
                option(parsed, "--mic"),
                option(parsed, "--speaker"),
                parsed.matchedOptionValue("--answer", HeadlessOptions.Answer.ASK),
                bind(option(parsed, "--bind")),
                port == null ? OptionalInt.empty() : OptionalInt.of(port),
                CommandLineFront.<Encryption>option(parsed, "--encryption"),
                named(parsed, "--policy", AlgorithmPreset::parse),
                algorithms(option(parsed, "--zrtp")),
                named(parsed, "--keying", KeyingMethod::parse),
                parsed.hasMatchedOption("--allow-clear"));
    }

    /** @throws UsageException with the option, when the word is none that it knows */
    static <T> Optional<T> named(ParseResult parsed, String option, Function<String, T> parse) throws UsageException {
        Optional<String> text = option(parsed, option);
        try {
            return text.map(parse);
        } catch (IllegalArgumentException e) {
            throw new UsageException(option + ": " + e.getMessage());
        }
    }

    private static ZrtpPreferences algorithms(Optional<String> text) throws UsageException {
        if (text.isEmpty()) {
            return ZrtpPreferences.RECOMMENDED;
        }
        try {
            ZrtpPreferences algorithms = ZrtpPreferences.parse(text.get());
            VoiceEngine.check(algorithms);
            return algorithms;
        } catch (IllegalArgumentException | MediaException e) {
            throw new UsageException("--zrtp: " + e.getMessage());
        }
    }

    /** Only literal addresses: a name could have several, and asking DNS could take long. */
    private static Optional<InetAddress> bind(Optional<String> text) throws UsageException {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text.get()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--bind is an IP address, such as 192.0.2.1 or ::1");
        }
    }

    static <T> Optional<T> option(ParseResult parsed, String name) {
        return parsed.hasMatchedOption(name)
                ? Optional.of(parsed.matchedOption(name).<T>getValue())
                : Optional.empty();
    }
}
