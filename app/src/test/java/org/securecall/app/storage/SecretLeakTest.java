// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;
import static org.securecall.app.storage.Stores.details;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.LocalIdentity;
import org.securecall.media.api.ZrtpDetails.Secrets;

class SecretLeakTest {

    private static final String PASSWORD = "hunter2-hunter2";

    @TempDir
    Path directory;

    @Test
    void neitherLogNorNoticesNorTextsHoldSecretsWhileEverythingFails() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(entry.getMessage() + " " + java.util.Arrays.toString(entry.getParameters()));
                for (Throwable t = entry.getThrown(); t != null; t = t.getCause()) {
                    said.add(t.toString());
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        handler.setLevel(Level.ALL);
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.setLevel(Level.ALL);
        root.addHandler(handler);
        try {
            useAndBreak(said);
        } finally {
            root.removeHandler(handler);
            root.setLevel(before);
        }
        // The test sees something at all: the failures were told.
        assertThat(said).anySatisfy(line -> assertThat(line).contains("may not be written"));
        assertThat(said)
                .allSatisfy(line -> assertThat(line)
                        .doesNotContain(PASSWORD)
                        .doesNotContainIgnoringCase(HexFormat.of().formatHex(Stores.filled(0x5a)))
                        .doesNotContain("90, 90, 90")
                        .doesNotContainIgnoringCase(BOB.hex())
                        .doesNotContain("bob@example.org")
                        .doesNotContain("alice@example.org")
                        .doesNotContain("4jw5"));
    }

    private void useAndBreak(List<String> said) throws Exception {
        try (Storage storage = Storage.open(directory, Keys.FILE, said::add)) {
            AccountSpec account = Stores.account("sip:alice@example.org");
            storage.accounts().put(account, Optional.of(PASSWORD.toCharArray()));
            storage.trust().cache(LocalIdentity.MAIN).store(BOB, Stores.secrets(0x5a, 0x5a, true, Optional.empty()));
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.FIRST));
            Stores.sync(storage);
            said.add(storage.accounts() + " " + storage.trust() + " " + storage.contacts());
            said.add(storage.trust().history(BOB).toString());
            try (var copy = storage.trust().cache(LocalIdentity.MAIN).find(BOB).orElseThrow()) {
                said.add(String.valueOf(copy.rs1()));
            }
            // A row that the schema refuses, whose message SQLite fills with names of columns.
            storage.writer()
                    .submit(new RowWrite(
                            "bad", "INSERT INTO record (id, value) VALUES (?, ?)", "x", Stores.filled(0x5a)));
            Stores.sync(storage);
            storage.writer().submit(new DiskFailureTest.Pragma("query_only = ON"));
            storage.accounts().put(account, Optional.of(PASSWORD.toCharArray()));
            storage.trust().met(LocalIdentity.MAIN, BOBS_URI, details(BOB, Secrets.MATCH));
            storage.sync()
                    .handle((done, failure) -> said.add(String.valueOf(failure)))
                    .get();
        }
    }
}
