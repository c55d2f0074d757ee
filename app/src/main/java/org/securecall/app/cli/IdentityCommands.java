// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.IdentityCheck;
import org.securecall.app.api.LinkQuestion;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.OwnCard;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.QrCode;
import org.securecall.app.api.SafetyNumber;
import org.securecall.app.comparing.Addresses;
import org.securecall.app.comparing.Comparison;
import org.securecall.app.comparing.Linking;
import org.securecall.app.comparing.QrCodes;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.storage.Storage;
import org.securecall.app.storage.StorageException;
import picocli.CommandLine.ParseResult;

/** {@code identity show}, {@code check}, {@code list}, {@code revoke} and {@code link}. */
final class IdentityCommands {

    private static final String QR = "--qr";
    private static final String TEXT = "--text";
    private static final String YES = "--yes";

    private final Place place;
    private final Console console;

    IdentityCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    private interface Use {
        void with(Storage storage) throws IdentityException, InvalidEntryException, CommandException, UsageException;
    }

    private void use(Use what) throws StorageException, CommandException, InvalidEntryException, UsageException {
        try (StorageUse use = new StorageUse(place, console)) {
            what.with(use.storage());
            use.save();
        } catch (IdentityException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
    }

    private static Comparison comparison(Storage storage) {
        return new Comparison(
                storage.ownKeys(),
                storage.identities(),
                new Addresses(storage.contacts()),
                storage.accounts(),
                InstantSource.system());
    }

    private static Linking linking(Storage storage) {
        return new Linking(storage.ownKeys(), storage.trust().cache(LocalIdentity.MAIN), InstantSource.system());
    }

    void show(ParseResult parsed) throws StorageException, CommandException, InvalidEntryException, UsageException {
        Optional<String> contact = CommandLineFront.option(parsed, "--contact");
        Optional<String> as = CommandLineFront.option(parsed, "--as");
        boolean textAlone = parsed.hasMatchedOption(TEXT);
        use(storage -> {
            Comparison comparison = comparison(storage);
            if (!textAlone) {
                show(comparison.card());
                if (contact.isPresent()) {
                    show(comparison.safetyNumbers(contact.get()));
                }
            }
            // Without an address there is no code to show, but a key all the same.
            boolean wanted = textAlone || contact.isPresent() || as.isPresent() || parsed.hasMatchedOption(QR);
            if (wanted || !storage.accounts().accounts().isEmpty()) {
                print(comparison.show(contact, as), parsed);
            }
        });
    }

    private void show(OwnCard card) {
        console.out().println("key\t" + card.key());
        console.out().println("fingerprint\t" + String.join(" ", card.groups()));
        card.linked()
                .ifPresent(linked -> console.out()
                        .println(
                                "linked\t" + linked.name() + "\t" + linked.identity() + "\tuntil " + linked.expires()));
    }

    private void show(List<SafetyNumber> numbers) {
        for (SafetyNumber number : numbers) {
            console.out()
                    .println("safety code\t" + number.text() + "\t"
                            + number.of().how().token());
        }
    }

    /** Its text, and a file of it where one is wanted. */
    private void print(QrCode code, ParseResult parsed) throws IdentityException {
        Optional<Path> file = CommandLineFront.option(parsed, QR);
        if (file.isPresent()) {
            QrCodes.save(code, file.get());
        }
        console.out().println(code.text());
    }

    void check(ParseResult parsed) throws StorageException, CommandException, InvalidEntryException, UsageException {
        String address = parsed.matchedPositional(0).<String>getValue();
        String digits = parsed.hasMatchedPositional(1)
                ? String.join(" ", parsed.matchedPositional(1).<List<String>>getValue())
                : "";
        use(storage -> {
            if (!digits.isEmpty() && (parsed.hasMatchedOption("--image") || parsed.hasMatchedOption(TEXT))) {
                throw new UsageException("A code is typed, or comes from --image or from --text");
            }
            IdentityCheck check =
                    comparison(storage).check(address, digits.isEmpty() ? shown(parsed, " or digits") : digits);
            console.out()
                    .println("confirmed\t" + check.identity().address() + "\t"
                            + check.identity().fingerprint()
                            + (check.device().isEmpty() ? "" : "\tdevice " + check.device())
                            + (check.secret() ? "\twith a secret for the next call" : ""));
        });
    }

    private static String shown(ParseResult parsed, String others) throws IdentityException, UsageException {
        Optional<Path> image = CommandLineFront.option(parsed, "--image");
        Optional<String> text = CommandLineFront.option(parsed, TEXT);
        if (image.isPresent() == text.isPresent()) {
            throw new UsageException("What the other side shows is needed: --image FILE or --text TEXT" + others);
        }
        return image.isPresent() ? QrCodes.read(image.get()) : text.orElseThrow();
    }

    void list() throws StorageException, CommandException, InvalidEntryException, UsageException {
        use(storage -> storage.identities()
                .identities()
                .forEach(identity -> console.out()
                        .println(String.join(
                                "\t",
                                identity.address(),
                                identity.fingerprint(),
                                identity.how().token(),
                                identity.since().toString()))));
    }

    void revoke(ParseResult parsed) throws StorageException, CommandException, InvalidEntryException, UsageException {
        String address = parsed.matchedPositional(0).<String>getValue();
        String digits =
                CommandLineFront.<String>option(parsed, "--key").orElse("").toLowerCase(Locale.ROOT);
        use(storage -> {
            List<PeerIdentity> meant = storage.identities().of(SipAddress.keyOf(address)).stream()
                    .filter(PeerIdentity::confirmed)
                    .filter(identity -> identity.fingerprint().startsWith(digits))
                    .toList();
            if (meant.isEmpty()) {
                throw new CommandException("No such key is confirmed for " + address);
            }
            for (PeerIdentity identity : meant) {
                storage.identities().revoke(address, identity.fingerprint());
                console.out().println("revoked\t" + identity.fingerprint());
            }
        });
    }

    void request(ParseResult parsed) throws StorageException, CommandException, InvalidEntryException, UsageException {
        String name = parsed.matchedPositional(0).<String>getValue();
        use(storage -> print(linking(storage).request(name), parsed));
    }

    void approve(ParseResult parsed) throws StorageException, CommandException, InvalidEntryException, UsageException {
        use(storage -> {
            String request = shown(parsed, "");
            ask(linking(storage).read(request));
            if (parsed.hasMatchedOption(YES)) {
                print(linking(storage).approve(request), parsed);
            }
        });
    }

    void accept(ParseResult parsed) throws StorageException, CommandException, InvalidEntryException, UsageException {
        use(storage -> {
            String answer = shown(parsed, "");
            ask(linking(storage).readAnswer(answer));
            if (parsed.hasMatchedOption(YES)) {
                linking(storage).accept(answer);
                show(comparison(storage).card());
            }
        });
    }

    private void ask(LinkQuestion question) {
        console.out().println("device\t" + question.name());
        console.out().println("safety code\t" + question.code());
    }
}
