// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.securecall.app.vault.RecordCipher;
import org.securecall.resources.Resources;

/** Finds, checks, creates and migrates the database file. Owned by the thread that opens the storage. */
final class Database {

    /** The newest schema that this program knows. */
    static final int LATEST = latest();

    /** In the file's header, so that no other program's SQLite file is taken for ours: {@code SeCa}. */
    static final int APPLICATION_ID = 0x53654361;

    /** The first schema in which contacts are no records. */
    private static final int CONTACTS_APART_SINCE = 5;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int USER_VERSION_OFFSET = 60;
    private static final int APPLICATION_ID_OFFSET = 68;
    private static final int HEADER_LENGTH = 100;
    private static final long LARGE = 16 * 1024 * 1024;
    private static final List<String> COMPANIONS = List.of("", "-wal", "-shm", "-journal");
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;
    private final Path file;

    /** @param directory writable, and locked by the caller */
    Database(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(DataDirectory.DATABASE);
    }

    /**
     * Opens the database, or makes one where there is none.
     *
     * @throws DamagedException when the file is no database or a damaged one; it is left as it was
     * @throws StorageException when it is of a newer version or another program, or cannot be opened
     */
    Connection open(RecordCipher cipher) throws StorageException, DamagedException {
        try {
            if (!Files.exists(file)) {
                if (Files.exists(companion(file, "-wal"))) {
                    throw new DamagedException("There is a write-ahead log without its database");
                }
                create(cipher);
            }
            checkHeader();
            for (String suffix : COMPANIONS) {
                DataDirectory.restrict(companion(file, suffix));
            }
        } catch (IOException e) {
            throw new StorageException(
                    "The data directory " + directory + " cannot be read or written; its disk may be full", e);
        }
        try {
            return openWithOrWithoutRoom(cipher);
        } catch (SQLException e) {
            if (Failures.damaged(e)) {
                throw new DamagedException("SQLite finds the database damaged", e);
            }
            throw new StorageException(
                    "The database in " + directory + " cannot be opened: " + Failures.sentence(e), e);
        }
    }

    /** Whether there is one whose records are sealed: without their key nothing in it can be read. */
    boolean isSealed() throws StorageException {
        try {
            return Files.exists(file) && header().getInt(USER_VERSION_OFFSET) >= PlainProfile.SEALED_SINCE;
        } catch (DamagedException e) {
            return false;
        } catch (IOException e) {
            throw new StorageException("The database cannot be read: " + file, e);
        }
    }

    /**
     * Keeps a damaged database under another name, with what belongs to it; overwrites nothing.
     *
     * @return the name it is kept under
     */
    Path moveAside(Instant now) throws StorageException {
        String stem = "securecall-damaged-" + STAMP.format(now);
        try {
            Path target = directory.resolve(stem + ".db");
            for (int i = 2; taken(target); i++) {
                target = directory.resolve(stem + "-" + i + ".db");
            }
            for (String suffix : COMPANIONS) {
                Path part = companion(file, suffix);
                if (Files.exists(part)) {
                    // Without REPLACE_EXISTING: fails rather than overwrite.
                    Files.move(part, companion(target, suffix));
                }
            }
            return target;
        } catch (IOException e) {
            throw new StorageException("The database is damaged and cannot be set aside: " + file, e);
        }
    }

    private static boolean taken(Path target) {
        return COMPANIONS.stream().anyMatch(suffix -> Files.exists(companion(target, suffix)));
    }

    /**
     * In WAL mode SQLite shares an index in a file of its own, for which a full disk has no room. With the database to
     * itself it keeps that index in memory: so the program starts, and only changes have to wait for room.
     */
    private Connection openWithOrWithoutRoom(RecordCipher cipher)
            throws SQLException, StorageException, DamagedException {
        try {
            return openChecked(cipher, List.of());
        } catch (SQLException e) {
            if (!Failures.lacksRoom(e)) {
                throw e;
            }
            return openChecked(cipher, List.of("locking_mode = EXCLUSIVE"));
        }
    }

    private Connection openChecked(RecordCipher cipher, List<String> first)
            throws SQLException, StorageException, DamagedException {
        Connection connection = connect(file, first);
        boolean usable = false;
        try {
            int version = number(connection, "PRAGMA user_version");
            refuseNewer(version);
            if (version < 1) {
                throw new DamagedException("The database has no schema version");
            }
            for (String check : checks(version)) {
                if (!text(connection, check).equals("ok")) {
                    throw new DamagedException("SQLite's quick_check failed");
                }
            }
            // Tells now, rather than at the first change, when the file may not be written.
            execute(connection, "BEGIN IMMEDIATE");
            execute(connection, "ROLLBACK");
            migrate(connection, cipher, version);
            usable = true;
            return connection;
        } finally {
            if (!usable) {
                connection.close();
            }
        }
    }

    /** Past calls may be a million: of a large database they are looked at when they are read. */
    private List<String> checks(int version) {
        return version < PlainProfile.SEALED_SINCE || file.toFile().length() < LARGE
                ? List.of("PRAGMA quick_check(1)")
                : List.of("PRAGMA quick_check(record)", "PRAGMA quick_check(key_event)");
    }

    /** Whether another connection can read beside this one: not where it works without room on the disk. */
    static boolean isShared(Connection connection) throws SQLException {
        return !text(connection, "PRAGMA locking_mode").equals("exclusive");
    }

    /** Another connection to the open database, which only reads; the caller closes it. */
    Connection reader() throws SQLException {
        Properties readOnly = new Properties();
        readOnly.setProperty("open_mode", "1");
        readOnly.setProperty("busy_timeout", "2000");
        return DriverManager.getConnection("jdbc:sqlite:" + file, readOnly);
    }

    /** Makes a whole database beside its place and renames it, so that there is never half of one. */
    private void create(RecordCipher cipher) throws StorageException, DamagedException, IOException {
        Path fresh = directory.resolve("securecall-new.db");
        for (String suffix : COMPANIONS) {
            Files.deleteIfExists(companion(fresh, suffix));
        }
        DataDirectory.createPrivate(fresh);
        try (Connection connection = connect(fresh, List.of())) {
            execute(connection, "PRAGMA application_id = " + APPLICATION_ID);
            migrate(connection, cipher, 0);
        } catch (SQLException e) {
            throw new StorageException("No database can be made in " + directory + ": " + Failures.sentence(e), e);
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw new StorageException("Another program made a database in " + directory + " just now", e);
        }
    }

    private static Connection connect(Path path, List<String> first) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + path);
        boolean ready = false;
        try {
            for (String pragma : first) {
                execute(connection, "PRAGMA " + pragma);
            }
            for (String pragma : List.of(
                    "busy_timeout = 2000",
                    "trusted_schema = OFF",
                    "cell_size_check = ON",
                    "secure_delete = ON",
                    "temp_store = MEMORY",
                    "foreign_keys = ON",
                    "journal_mode = WAL",
                    // In WAL mode only FULL keeps a committed change through a power failure.
                    "synchronous = FULL")) {
                execute(connection, "PRAGMA " + pragma);
            }
            ready = true;
            return connection;
        } finally {
            if (!ready) {
                connection.close();
            }
        }
    }

    private static void migrate(Connection connection, RecordCipher cipher, int from)
            throws SQLException, DamagedException {
        for (int version = from + 1; version <= LATEST; version++) {
            String sql = Resources.migration(version).orElseThrow();
            connection.setAutoCommit(false);
            boolean done = false;
            try {
                execute(connection, sql);
                if (version == PlainProfile.SEALED_SINCE) {
                    PlainProfile.seal(connection, cipher);
                } else if (version == CONTACTS_APART_SINCE) {
                    StoredContacts.move(connection, cipher);
                }
                execute(connection, "PRAGMA user_version = " + version);
                connection.commit();
                done = true;
            } finally {
                if (!done) {
                    connection.rollback();
                }
                connection.setAutoCommit(true);
            }
        }
        if (from < LATEST) {
            // The version must stand in the file itself, where an older program looks first.
            execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private void refuseNewer(int version) throws StorageException {
        if (version > LATEST) {
            throw new StorageException("The database in " + directory + " was written by a newer Secure Call (schema "
                    + version + ", this one knows " + LATEST
                    + "): use that one, or name another directory with --data-dir");
        }
    }

    /**
     * Looks at the file before SQLite does, which would make an empty file into a database and touch a foreign one. The
     * header is right even after a crash, since a new database is renamed into place when it is whole.
     */
    private void checkHeader() throws IOException, StorageException, DamagedException {
        ByteBuffer header = header();
        if (header.getInt(APPLICATION_ID_OFFSET) != APPLICATION_ID) {
            throw new StorageException("The file " + file + " is a database of another program");
        }
        refuseNewer(header.getInt(USER_VERSION_OFFSET));
    }

    private ByteBuffer header() throws IOException, DamagedException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_LENGTH);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            while (header.hasRemaining() && channel.read(header) >= 0) {}
        }
        if (header.hasRemaining() || !header.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
            throw new DamagedException("The file does not begin as a database does");
        }
        return header;
    }

    private static Path companion(Path database, String suffix) {
        return database.resolveSibling(database.getFileName() + suffix);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // executeUpdate runs all statements of a script, but refuses what gives rows.
            if (sql.startsWith("PRAGMA")) {
                statement.execute(sql);
            } else {
                statement.executeUpdate(sql);
            }
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getInt(1) : 0;
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static int latest() {
        int version = 0;
        while (Resources.migration(version + 1).isPresent()) {
            version++;
        }
        return version;
    }
}
