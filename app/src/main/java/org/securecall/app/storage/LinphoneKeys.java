// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecall.app.transfer.ImportedKeys;
import org.securecall.app.transfer.KeyImporter;
import org.securecall.app.transfer.TransferException;
import org.securecall.media.secret.SecretBytes;

/**
 * Reads Linphone's {@code zrtp-secrets.db} (under Linux in {@code ~/.local/share/linphone}), in which its library bzrtp keeps a
 * row of {@code ziduri} for each ZID that an account has met under an address and for each account's own, and the secrets in
 * {@code zrtp}. The file is opened as one that nobody changes, so SQLite leaves neither a lock nor a file beside it.
 */
public final class LinphoneKeys implements KeyImporter {

    private static final int MOST_BYTES = 64 << 20;
    /** Of one row; bzrtp's have some 300 bytes. */
    private static final int MOST_BYTES_OF_A_ROW = 1 << 20;

    private static final int NEWEST_SCHEMA = 2;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> HARDENING =
            List.of("trusted_schema = OFF", "cell_size_check = ON", "ignore_check_constraints = ON", "query_only = ON");

    @Override
    public ImportedKeys read(Path file) throws TransferException {
        checkFile(file);
        Properties limits = new Properties();
        limits.setProperty("limit_length", Integer.toString(MOST_BYTES_OF_A_ROW));
        String url = "jdbc:sqlite:" + file.toUri() + "?mode=ro&immutable=1";
        try (Connection connection = DriverManager.getConnection(url, limits)) {
            for (String pragma : HARDENING) {
                Database.execute(connection, "PRAGMA " + pragma);
            }
            checkVersion(connection);
            checkTable(connection, "ziduri", Set.of("zuid", "zid", "selfuri", "peeruri"));
            checkTable(connection, "zrtp", Set.of("zuid", "rs1", "rs2", "pbx", "pvs"));
            return new LinphoneRows(bindings(connection), secrets(connection)).toKeys();
        } catch (SQLException e) {
            throw Failures.damaged(e)
                    ? damaged(e)
                    : new TransferException("The keys of Linphone cannot be read: " + Failures.sentence(e), e);
        }
    }

    /** Looks at the file before SQLite does, which takes an empty one for a database. */
    private static void checkFile(Path file) throws TransferException {
        if (!Files.isRegularFile(file)) {
            throw new TransferException("There is no file " + file);
        }
        ByteBuffer start = ByteBuffer.allocate(MAGIC.length);
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (channel.size() > MOST_BYTES) {
                throw new TransferException("The file " + file + " is too large for the keys of Linphone");
            }
            while (start.hasRemaining() && channel.read(start) >= 0) {}
            for (String suffix : List.of("-journal", "-wal")) {
                Path beside = file.resolveSibling(file.getFileName() + suffix);
                if (Files.exists(beside) && Files.size(beside) > 0) {
                    throw new TransferException(
                            "Linphone is running or did not end properly: start it, close it, and then try again");
                }
            }
        } catch (IOException e) {
            throw new TransferException("The file " + file + " cannot be read", e);
        }
        if (!Arrays.equals(start.array(), MAGIC)) {
            throw new TransferException(
                    "The file " + file + " does not hold the keys of Linphone: it is no SQLite database");
        }
    }

    private static void checkVersion(Connection connection) throws SQLException, TransferException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            int version = row.next() ? row.getInt(1) : 0;
            if (version < 0 || version > NEWEST_SCHEMA) {
                throw new TransferException("The keys of Linphone are stored in a way that is not known (version "
                        + version + "): it may be newer than this Secure Call");
            }
        }
    }

    /** A view, a virtual table or a computed column would have SQLite run what the file says. */
    private static void checkTable(Connection connection, String table, Set<String> columns)
            throws SQLException, TransferException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA main.table_list(" + table + ")")) {
            if (!row.next() || !"table".equals(row.getString("type"))) {
                throw foreign();
            }
        }
        Set<String> found = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet column = statement.executeQuery("PRAGMA main.table_xinfo(" + table + ")")) {
            while (column.next()) {
                if (column.getInt("hidden") != 0) {
                    throw foreign();
                }
                found.add(column.getString("name").toLowerCase(Locale.ROOT));
            }
        }
        if (!found.containsAll(columns)) {
            throw foreign();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA main.quick_check(" + table + ")")) {
            if (!row.next() || !"ok".equals(row.getString(1))) {
                throw damaged(null);
            }
        }
    }

    /** Without a condition: what SQLite reads is what counts against the limit. */
    private static List<LinphoneRows.Binding> bindings(Connection connection) throws SQLException, TransferException {
        List<LinphoneRows.Binding> bindings = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT zuid, zid, selfuri, peeruri FROM main.ziduri NOT INDEXED")) {
            while (row.next()) {
                refuseMoreThan(bindings.size());
                bindings.add(new LinphoneRows.Binding(
                        row.getLong(1), blob(row.getObject(2)), text(row.getString(3)), text(row.getString(4))));
            }
        }
        return bindings;
    }

    private static List<LinphoneRows.Secrets> secrets(Connection connection) throws SQLException, TransferException {
        List<LinphoneRows.Secrets> secrets = new ArrayList<>();
        boolean whole = false;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT zuid, rs1, rs2, pbx IS NOT NULL, pvs FROM main.zrtp NOT INDEXED")) {
            while (row.next()) {
                refuseMoreThan(secrets.size());
                secrets.add(new LinphoneRows.Secrets(
                        row.getLong(1),
                        blob(row.getObject(2)).map(SecretBytes::owning),
                        blob(row.getObject(3)).map(SecretBytes::owning),
                        row.getBoolean(4),
                        blob(row.getObject(5))));
            }
            whole = true;
            return secrets;
        } finally {
            if (!whole) {
                secrets.forEach(LinphoneRows.Secrets::close);
            }
        }
    }

    private static void refuseMoreThan(int rows) throws TransferException {
        if (rows >= ImportedKeys.MOST) {
            throw new TransferException("Linphone has more than " + ImportedKeys.MOST + " keys");
        }
    }

    private static Optional<byte[]> blob(@Nullable Object value) {
        return value instanceof byte[] bytes ? Optional.of(bytes) : Optional.empty();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static TransferException foreign() {
        return new TransferException("The file is a database, but not that in which Linphone keeps its keys");
    }

    private static TransferException damaged(@Nullable SQLException cause) {
        String sentence = "The database with the keys of Linphone is damaged";
        return cause == null ? new TransferException(sentence) : new TransferException(sentence, cause);
    }
}
