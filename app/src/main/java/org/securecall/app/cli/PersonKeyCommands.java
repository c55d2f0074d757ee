// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.time.Instant;
import java.util.Optional;
import org.securecall.app.api.KeyEvent;
import org.securecall.app.api.PeerHistory;
import org.securecall.app.api.PeerKey;
import org.securecall.app.comparing.Addresses;
import org.securecall.app.comparing.PersonKeys;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.storage.Storage;
import org.securecall.app.storage.StorageException;
import picocli.CommandLine.ParseResult;

/** {@code keys show} and {@code forget}. */
final class PersonKeyCommands {

    private final Place place;
    private final Console console;

    PersonKeyCommands(Place place, Console console) {
        this.place = place;
        this.console = console;
    }

    void show(ParseResult parsed) throws StorageException, CommandException {
        try (StorageUse use = new StorageUse(place, console)) {
            PeerHistory history =
                    keys(use.storage()).history(parsed.matchedPositional(0).<String>getValue());
            history.keys().forEach(this::print);
            history.events().forEach(this::print);
            switch (use.storage().trust().logCheck()) {
                case KeyLogCheck.Intact intact ->
                    console.out()
                            .println("The log is whole: " + history.keys().size() + " keys, "
                                    + history.events().size() + " entries");
                case KeyLogCheck.Broken broken -> throw new CommandException(broken.sentence());
            }
        }
    }

    private void print(PeerKey key) {
        console.out()
                .println(String.join(
                        "\t",
                        "key",
                        key.zid(),
                        key.name(),
                        key.standing().token(),
                        key.proof()
                                .map(proof -> proof.how().token() + " " + proof.when())
                                .orElse("not compared"),
                        "first " + key.firstSeen(),
                        "last " + key.lastSeen(),
                        key.client(),
                        key.algorithms(),
                        "until " + key.expires().map(Instant::toString).orElse("forever")));
    }

    private void print(KeyEvent event) {
        console.out()
                .println(String.join(
                        "\t",
                        "event",
                        event.time().toString(),
                        event.kind().token(),
                        event.zid(),
                        event.address(),
                        event.subject(),
                        event.by(),
                        change("software", event.software()),
                        change("algorithms", event.algorithms())));
    }

    private static String change(String what, Optional<KeyEvent.Change> change) {
        return change.map(c -> what + " " + c.before() + " -> " + c.now()).orElse("");
    }

    void forget(ParseResult parsed) throws StorageException, CommandException {
        String address = parsed.matchedPositional(0).<String>getValue();
        String zid = parsed.matchedPositional(1).<String>getValue();
        try (StorageUse use = new StorageUse(place, console)) {
            if (!keys(use.storage()).forget(address, zid)) {
                throw new CommandException("This key is not known for this person");
            }
            use.save();
            console.out().println("forgotten\t" + zid);
            console.complain(
                    "The next call is like a first one: compare the code again. The other telephone keeps its part,"
                            + " and may say that your key changed.");
        }
    }

    private static PersonKeys keys(Storage storage) {
        return new PersonKeys(storage.trust(), storage.identities(), new Addresses(storage.contacts()));
    }
}
