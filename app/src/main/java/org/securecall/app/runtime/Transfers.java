// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.securecall.app.api.BackupContents;
import org.securecall.app.api.BackupReceipt;
import org.securecall.app.api.ForeignKeys;
import org.securecall.app.api.OtherTelephone;
import org.securecall.app.api.PhoneException;
import org.securecall.app.storage.LinphoneKeys;
import org.securecall.app.storage.ProfileBackup;
import org.securecall.app.storage.Storage;
import org.securecall.app.storage.StorageException;
import org.securecall.app.transfer.ImportedKey;
import org.securecall.app.transfer.ImportedKeys;
import org.securecall.app.transfer.KeyImporter;
import org.securecall.app.transfer.RecoveryCode;
import org.securecall.app.transfer.TransferException;
import org.securecall.app.transfer.ZidFile;
import org.securecall.media.api.Zid;

/** Takes a profile out into a file and back in, and the keys of other telephones. Each task has a thread of its own. */
final class Transfers {

    private final Storage storage;
    private final InstantSource clock;

    Transfers(Storage storage, InstantSource clock) {
        this.storage = storage;
        this.clock = clock;
    }

    CompletionStage<BackupReceipt> backUp(Path file) {
        return Commands.inBackground("backup", () -> {
            save();
            try (RecoveryCode code = RecoveryCode.create(new SecureRandom())) {
                ProfileBackup.Summary summary = ProfileBackup.write(storage, file, code);
                return new BackupReceipt(code.groups(), contents(summary), summary.leftOut());
            }
        });
    }

    /** @param typed wiped */
    CompletionStage<BackupContents> read(Path file, char[] typed) {
        return Commands.inBackground("read-backup", () -> {
            try (RecoveryCode code = parse(typed)) {
                return contents(ProfileBackup.inspect(file, code));
            }
        });
    }

    /** @param typed wiped */
    CompletionStage<BackupContents> restore(Path file, char[] typed) {
        return Commands.inBackground("restore", () -> {
            try (RecoveryCode code = parse(typed)) {
                return contents(ProfileBackup.replace(storage, file, code));
            }
        });
    }

    CompletionStage<ForeignKeys> readKeys(OtherTelephone make, Path file) {
        return Commands.inBackground("read-keys", () -> {
            try (ImportedKeys read = importer(make).read(file)) {
                return foreign(read);
            }
        });
    }

    CompletionStage<Void> importKeys(OtherTelephone make, Path file, String zid) {
        return Commands.inBackground("import-keys", () -> {
            try (ImportedKeys read = importer(make).read(file)) {
                takeOver(read, zid);
            }
            save();
            return Commands.nothing();
        });
    }

    private void takeOver(ImportedKeys read, String zid) throws PhoneException {
        Zid own = read.ownZids().stream()
                .filter(each -> each.hex().equals(zid.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new PhoneException("That telephone has no such identifier any more"));
        List<ImportedKey> keys = read.under(own);
        if (keys.isEmpty()) {
            throw new PhoneException("There is no key in it that could be used");
        }
        if (!storage.trust().takeOver(own, keys)) {
            throw new PhoneException(
                    "This profile knows keys under its own identifier already, and would give them up: import into a new"
                            + " profile, before its first encrypted call");
        }
    }

    private static ForeignKeys foreign(ImportedKeys read) {
        return new ForeignKeys(
                read.ownZids().stream()
                        .map(own -> {
                            List<ImportedKey> keys = read.under(own);
                            long verified =
                                    keys.stream().filter(ImportedKey::verified).count();
                            return new ForeignKeys.Identifier(own.hex(), keys.size(), (int) verified);
                        })
                        .toList(),
                read.skipped().stream()
                        .map(skipped -> skipped.what() + " " + skipped.why())
                        .toList());
    }

    private KeyImporter importer(OtherTelephone make) {
        return switch (make) {
            case LINPHONE -> new LinphoneKeys();
            case JITSI, TWINKLE -> new ZidFile(clock);
        };
    }

    private static RecoveryCode parse(char[] typed) throws TransferException {
        try {
            return RecoveryCode.parse(typed);
        } finally {
            Arrays.fill(typed, '\0');
        }
    }

    private static BackupContents contents(ProfileBackup.Summary summary) {
        return new BackupContents(summary.records(), summary.events(), summary.calls());
    }

    private void save() throws StorageException, InterruptedException {
        try {
            storage.sync().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StorageException reason
                    ? reason
                    : new StorageException("Nothing was saved", e);
        }
    }
}
