// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.securecall.app.api.Settings;
import org.securecall.app.settings.SettingsStore;
import org.securecall.media.api.Encryption;

/** Settings as pairs, so that a later version's further ones need no migration and survive this version. */
final class SqlSettings implements SettingsStore {

    private static final String UPSERT =
            "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

    private final DatabaseWriter writer;
    private volatile Settings settings;

    private SqlSettings(DatabaseWriter writer, Settings settings) {
        this.writer = writer;
        this.settings = settings;
    }

    static SqlSettings load(Connection connection, DatabaseWriter writer) throws SQLException, DamagedException {
        Map<String, String> pairs = new HashMap<>();
        try (Statement statement = connection.createStatement()) {
            Row row = new Row(statement.executeQuery("SELECT key, value FROM settings"));
            while (row.next()) {
                pairs.put(row.text("key"), row.text("value"));
            }
        }
        Settings fallback = Settings.DEFAULT;
        Encryption encryption = fallback.encryption();
        for (Encryption choice : Encryption.values()) {
            if (token(choice).equals(pairs.get("encryption"))) {
                encryption = choice;
            }
        }
        return new SqlSettings(
                writer,
                new Settings(
                        pairs.getOrDefault("microphone", fallback.microphone()),
                        pairs.getOrDefault("speaker", fallback.speaker()),
                        encryption,
                        pairs.getOrDefault("theme", fallback.theme()),
                        Boolean.parseBoolean(pairs.getOrDefault("first-run-done", "false"))));
    }

    @Override
    public Settings settings() {
        return settings;
    }

    @Override
    public synchronized void put(Settings changed) {
        settings = changed;
        save("microphone", changed.microphone());
        save("speaker", changed.speaker());
        save("encryption", token(changed.encryption()));
        save("theme", changed.theme());
        save("first-run-done", Boolean.toString(changed.firstRunDone()));
    }

    private void save(String key, String value) {
        writer.submit(new RowWrite("settings/" + key, UPSERT, key, value));
    }

    private static String token(Encryption encryption) {
        return encryption.name().toLowerCase(Locale.ROOT);
    }
}
