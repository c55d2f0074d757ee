// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.KeyPolicy;
import org.securecall.app.api.Settings;
import org.securecall.app.settings.SettingsStore;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings as pairs, so that a later version's further ones need no migration and survive this version. */
final class SqlSettings implements SettingsStore {

    private static final String UPSERT =
            "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value";

    private static final Logger LOG = LoggerFactory.getLogger(SqlSettings.class);

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
                        Boolean.parseBoolean(pairs.getOrDefault("first-run-done", "false")),
                        keys(pairs)));
    }

    /** What a later version wrote and this one does not know is as by default. */
    private static KeyPolicy keys(Map<String, String> pairs) {
        KeyPolicy keys = KeyPolicy.DEFAULT.withVerifiedOnly(Boolean.parseBoolean(pairs.get("verified-only")));
        for (AlgorithmPreset preset : AlgorithmPreset.values()) {
            if (preset.token().equals(pairs.get("zrtp-preset"))) {
                keys = keys.withPreset(preset);
            }
        }
        String custom = pairs.getOrDefault("zrtp-custom", "");
        String keying = pairs.getOrDefault("keying", "");
        try {
            if (!custom.isEmpty()) {
                keys = new KeyPolicy(keys.verifiedOnly(), keys.preset(), ZrtpPreferences.parse(custom), keys.keying());
            }
            if (!keying.isEmpty()) {
                keys = keys.withKeying(KeyingMethod.parse(keying));
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("The stored order of keys is not known here and is as by default: {}", e.getMessage());
        }
        return keys;
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
        KeyPolicy keys = changed.keys();
        save("verified-only", Boolean.toString(keys.verifiedOnly()));
        save("zrtp-preset", keys.preset().token());
        save("zrtp-custom", keys.custom().text());
        save("keying", keys.keying().stream().map(KeyingMethod::token).collect(Collectors.joining(",")));
    }

    private void save(String key, String value) {
        writer.submit(new RowWrite("settings/" + key, UPSERT, key, value));
    }

    private static String token(Encryption encryption) {
        return encryption.name().toLowerCase(Locale.ROOT);
    }
}
