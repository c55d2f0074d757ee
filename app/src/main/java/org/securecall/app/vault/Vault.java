// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import org.securecall.app.api.Protection;
import org.securecall.app.vault.VaultException.Reason;
import org.securecall.media.secret.SecretBytes;

/**
 * The unlocked master key of one profile. Made by {@link #open} with the directory locked by the caller. Thread-safe; what changes how
 * the key is kept takes its time.
 */
public final class Vault implements AutoCloseable {

    /** About what the user waits for, and whoever guesses too. */
    private static final Duration GUESS = Duration.ofMillis(700);

    private static final int SALT = 16;
    private static final int FREE_FAILURES = 3;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final byte[] WRAPPED = "securecall master key".getBytes(StandardCharsets.US_ASCII);

    /**
     * What a vault works with.
     *
     * @param directory of the profile
     * @param counts where this computer notes how often it opened which profile; empty for nowhere
     */
    public record Surroundings(
            Path directory, DesktopKeyStore desktop, Optional<Path> counts, InstantSource clock, SecureRandom random) {

        /** Where the platform has its place for such counts. */
        public static Path placeOfCounts() {
            return OpeningCount.place();
        }
    }

    private final Surroundings at;
    private final MasterKey master;
    private final RecordCipher records;
    private final Optional<OpeningCount> count;
    private final boolean fresh;
    private volatile KeyFile file;
    private long generation;

    private Vault(Surroundings at, MasterKey master, KeyFile file, long generation, boolean fresh) {
        this.at = at;
        this.master = master;
        this.file = file;
        this.fresh = fresh;
        this.records = new RecordCipher(master, at.random());
        this.count = at.counts().map(place -> new OpeningCount(place, records));
        this.generation = Math.max(generation, count.map(OpeningCount::read).orElse(0L));
    }

    /** How the key of a directory's profile is kept; empty where there is none yet. */
    public static Optional<Protection> protection(Path directory) throws VaultException {
        return KeyFile.read(directory).map(KeyFile::protection);
    }

    /**
     * Unlocks the profile of a directory. Where it has no key yet one is made, and kept under the passphrase if there is one, else in the
     * desktop's key store, else in a file.
     *
     * @param passphrase left as it is; of no account where the key is kept otherwise
     * @param sealed whether the directory holds records that are sealed already: no key is made for those
     */
    public static Vault open(Surroundings at, Optional<SecretBytes> passphrase, boolean sealed) throws VaultException {
        Optional<KeyFile> found = KeyFile.read(at.directory());
        if (found.isPresent()) {
            return unlock(at, found.get(), passphrase);
        }
        if (sealed) {
            throw new VaultException(
                    Reason.KEY_MISSING,
                    "The key of the profile is missing: without "
                            + at.directory().resolve(KeyFile.NAME)
                            + " nothing in it can be read; put that file back, or restore a backup");
        }
        MasterKey master = MasterKey.create(at.random());
        Vault vault = new Vault(
                at, master, KeyFile.of(Protection.FILE, master.secret().reveal(), 0), 0, true);
        boolean kept = false;
        try {
            vault.keep(passphrase);
            kept = true;
            return vault;
        } finally {
            if (!kept) {
                vault.close();
            }
        }
    }

    private static Vault unlock(Surroundings at, KeyFile file, Optional<SecretBytes> passphrase) throws VaultException {
        return switch (file.protection()) {
            case FILE -> new Vault(at, master(file.key(), at.directory()), file, file.generation(), false);
            case PASSPHRASE ->
                new Vault(at, unwrap(at, file, passphrase), file.withFailures(0, 0), file.generation(), false);
            case KEYSTORE -> {
                String secret = at.desktop()
                        .read(item(file))
                        .orElseThrow(() -> new VaultException(
                                Reason.KEY_MISSING,
                                "The desktop's key store has no key for this profile any more: " + at.directory()
                                        + "; restore a backup"));
                int point = secret.indexOf('.');
                try {
                    byte[] key = Base64.getDecoder().decode(point < 0 ? secret : secret.substring(0, point));
                    long generation = point < 0 ? 0 : Long.parseLong(secret.substring(point + 1));
                    yield new Vault(at, master(key, at.directory()), file, generation, false);
                } catch (IllegalArgumentException e) {
                    throw new VaultException(
                            Reason.UNREADABLE, "What the desktop's key store has for this profile is no key");
                }
            }
        };
    }

    private static MasterKey master(byte[] key, Path directory) throws VaultException {
        if (key.length != MasterKey.BYTES) {
            throw new VaultException(
                    Reason.UNREADABLE, "The key of the profile is damaged: " + directory.resolve(KeyFile.NAME));
        }
        return new MasterKey(SecretBytes.copyOf(key));
    }

    private static MasterKey unwrap(Surroundings at, KeyFile file, Optional<SecretBytes> passphrase)
            throws VaultException {
        if (passphrase.isEmpty()) {
            throw new VaultException(Reason.PASSPHRASE_NEEDED, "The profile is locked: its passphrase is needed");
        }
        long now = at.clock().millis();
        // A clock that was set back does not lock anybody out.
        long wait = Math.min(file.notBefore() - now, LONGEST_WAIT.toMillis());
        if (wait > 0) {
            Duration left = Duration.ofMillis(wait);
            throw new VaultException(
                    Reason.WAIT, "Too many wrong passphrases: try again in " + seconds(left) + " s", left);
        }
        try (Sealer sealer = new Sealer(file.cost().derive(passphrase.get(), file.salt()), at.random())) {
            Optional<byte[]> key = sealer.open(file.key(), WRAPPED);
            if (key.isPresent()) {
                if (file.failures() > 0) {
                    file.withFailures(0, 0).write(at.directory());
                }
                return new MasterKey(SecretBytes.owning(key.get()));
            }
        }
        int failures = file.failures() + 1;
        Duration next = failures < FREE_FAILURES
                ? Duration.ZERO
                : Duration.ofSeconds(Math.min(LONGEST_WAIT.toSeconds(), 1L << Math.min(30, failures - FREE_FAILURES)));
        file.withFailures(failures, now + next.toMillis()).write(at.directory());
        throw new VaultException(
                Reason.WRONG_PASSPHRASE,
                "That is not the passphrase of this profile"
                        + (next.isZero() ? "" : "; the next can be tried in " + seconds(next) + " s"),
                next);
    }

    private static long seconds(Duration time) {
        return Math.max(1, time.plusMillis(999).toSeconds());
    }

    /** Whether the key was made just now. */
    public boolean isNew() {
        return fresh;
    }

    /** At once, also while it is being changed. */
    public Protection protection() {
        return file.protection();
    }

    /** Until this is closed. */
    public RecordCipher records() {
        return records;
    }

    /**
     * How often the profile was opened, as the keeper of the key and this computer have counted. A database that has counted less is an older copy.
     *
     * @see #opened
     */
    public synchronized long generation() {
        return generation;
    }

    /** Counts on, after the database has; never back. */
    public synchronized void opened(long databaseGeneration) throws VaultException {
        generation = Math.max(generation, databaseGeneration);
        count.ifPresent(outside -> outside.write(generation));
        if (protection() == Protection.KEYSTORE) {
            at.desktop().write(item(file), secret());
        } else {
            replace(file.withGeneration(generation));
        }
    }

    /**
     * Makes sure that somebody knows the passphrase, where there is one.
     *
     * @param passphrase left as it is
     * @throws VaultException when it is none or the wrong one, or others were tried just before
     */
    public synchronized void requirePassphrase(Optional<SecretBytes> passphrase) throws VaultException {
        if (protection() == Protection.PASSPHRASE) {
            // Read again: it counts the wrong ones.
            KeyFile now = KeyFile.read(at.directory()).orElse(file);
            unwrap(at, now, passphrase).close();
        }
    }

    /** From now on under the passphrase, if there is one, else in the desktop's key store where that works, else in a file. */
    public synchronized void keep(Optional<SecretBytes> passphrase) throws VaultException {
        if (passphrase.isPresent()) {
            keepUnder(passphrase.get());
        } else if (!at.desktop().isThere()) {
            keepInFile();
        } else {
            try {
                keepInDesktop();
            } catch (VaultException e) {
                // One that is there and does not work is as good as none.
                keepInFile();
            }
        }
    }

    /** From now on the passphrase is needed. The key stays the same, and so do all records: only what it is wrapped in changes. */
    public synchronized void keepUnder(SecretBytes passphrase) throws VaultException {
        byte[] salt = new byte[SALT];
        at.random().nextBytes(salt);
        Argon2Cost cost = Argon2Cost.calibrated(GUESS, salt);
        try (Sealer sealer = new Sealer(cost.derive(passphrase, salt), at.random())) {
            byte[] wrapped = sealer.seal(master.secret().reveal(), WRAPPED);
            leave(new KeyFile(Protection.PASSPHRASE, wrapped, salt, cost, generation, 0, 0));
        }
    }

    /** From now on the key is in the desktop's key store. */
    public synchronized void keepInDesktop() throws VaultException {
        byte[] name = new byte[SALT];
        at.random().nextBytes(name);
        KeyFile next = new KeyFile(Protection.KEYSTORE, new byte[0], name, Argon2Cost.BASE, generation, 0, 0);
        at.desktop().write(item(next), secret());
        if (!at.desktop().read(item(next)).equals(Optional.of(secret()))) {
            throw new VaultException(Reason.FAILED, "The desktop's key store does not keep what is given to it");
        }
        leave(next);
    }

    /** From now on the key is in a file that only the user may read. */
    public synchronized void keepInFile() throws VaultException {
        leave(KeyFile.of(Protection.FILE, master.secret().reveal().clone(), generation));
    }

    private void leave(KeyFile next) throws VaultException {
        KeyFile former = file;
        replace(next);
        if (former.protection() == Protection.KEYSTORE) {
            at.desktop().delete(item(former));
        }
    }

    private void replace(KeyFile next) throws VaultException {
        next.write(at.directory());
        file = next;
    }

    private String secret() {
        return Base64.getEncoder().encodeToString(master.secret().reveal()) + "." + generation;
    }

    private static String item(KeyFile file) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(file.salt());
    }

    /** Waits for a change that is under way: a key that is wiped half way would be lost. */
    @Override
    public synchronized void close() {
        records.close();
        master.close();
    }
}
