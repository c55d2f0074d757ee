// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.app.api.KeyPolicy;
import org.securecall.app.api.Retention;
import org.securecall.app.api.Settings;
import org.securecall.app.settings.SettingsStore;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.ZrtpPreferences;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings as pairs, so that a later version's further ones need no migration and survive this version. */
final class StoredSettings implements SettingsStore {

    private static final int VERSION = 1;

    private static final Logger LOG = LoggerFactory.getLogger(StoredSettings.class);

    private final Records records;
    private volatile Settings settings;

    /** What this version reads into values that it does not understand: while that is all there is to write, they stay as they are. */
    private final Map<String, String> misread;

    private StoredSettings(Records records, Settings settings, Map<String, String> stored) {
        this.records = records;
        this.settings = settings;
        this.misread = texts(settings);
        misread.entrySet()
                .removeIf(read ->
                        stored.getOrDefault(read.getKey(), read.getValue()).equals(read.getValue()));
    }

    static StoredSettings load(Records.All all, Records records) throws DamagedException {
        Map<String, String> pairs = new HashMap<>();
        for (Records.Opened record : all.of(Kind.SETTING)) {
            pairs.put(record.key(), new RecordIn(record.content()).text());
        }
        Settings fallback = Settings.DEFAULT;
        Encryption encryption = fallback.encryption();
        for (Encryption choice : Encryption.values()) {
            if (token(choice).equals(pairs.get("encryption"))) {
                encryption = choice;
            }
        }
        return new StoredSettings(
                records,
                new Settings(
                        pairs.getOrDefault("microphone", fallback.microphone()),
                        pairs.getOrDefault("speaker", fallback.speaker()),
                        encryption,
                        pairs.getOrDefault("theme", fallback.theme()),
                        Boolean.parseBoolean(pairs.getOrDefault("first-run-done", "false")),
                        keys(pairs),
                        lockAfter(pairs),
                        pastCalls(pairs),
                        callsSeen(pairs),
                        Boolean.parseBoolean(pairs.getOrDefault("chimes", "true"))),
                pairs);
    }

    /** What a later version wrote and this one does not know is as by default. */
    private static Retention pastCalls(Map<String, String> pairs) {
        String days = pairs.getOrDefault("keep-calls-days", "");
        try {
            return days.isEmpty() ? Retention.FOREVER : Retention.ofDays(Integer.parseInt(days));
        } catch (IllegalArgumentException e) {
            LOG.warn("How long past calls are kept is not known here: they are kept");
            return Retention.FOREVER;
        }
    }

    private static Instant callsSeen(Map<String, String> pairs) {
        String milliseconds = pairs.getOrDefault("calls-seen", "");
        try {
            return milliseconds.isEmpty() ? Instant.EPOCH : Instant.ofEpochMilli(Long.parseLong(milliseconds));
        } catch (NumberFormatException e) {
            LOG.warn("Which calls were seen is not known here: none");
            return Instant.EPOCH;
        }
    }

    private static int lockAfter(Map<String, String> pairs) {
        String minutes = pairs.getOrDefault("lock-after", "");
        try {
            return minutes.isEmpty() ? Settings.DEFAULT.lockAfterMinutes() : Math.max(0, Integer.parseInt(minutes));
        } catch (NumberFormatException e) {
            LOG.warn("The stored time until the window locks is no number and is as by default");
            return Settings.DEFAULT.lockAfterMinutes();
        }
    }

    /** What a later version wrote and this one does not know is as by default. */
    private static KeyPolicy keys(Map<String, String> pairs) {
        KeyPolicy keys = KeyPolicy.DEFAULT
                .withVerifiedOnly(Boolean.parseBoolean(pairs.get("verified-only")))
                .withSignCodes(Boolean.parseBoolean(pairs.getOrDefault("sign-codes", "true")));
        for (AlgorithmPreset preset : AlgorithmPreset.values()) {
            if (preset.token().equals(pairs.get("zrtp-preset"))) {
                keys = keys.withPreset(preset);
            }
        }
        String custom = pairs.getOrDefault("zrtp-custom", "");
        try {
            if (!custom.isEmpty()) {
                keys = keys.withCustom(ZrtpPreferences.parse(custom)).withPreset(keys.preset());
            }
        } catch (IllegalArgumentException e) {
            LOG.warn("The stored order of ZRTP's algorithms is not known here: {}", e.getMessage());
        }
        String keying = pairs.getOrDefault("keying", "");
        try {
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
        texts(changed).forEach((key, value) -> {
            if (!value.equals(misread.get(key))) {
                misread.remove(key);
                records.put(Kind.SETTING, key, record(value));
            }
        });
    }

    private static Map<String, String> texts(Settings settings) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("microphone", settings.microphone());
        texts.put("speaker", settings.speaker());
        texts.put("encryption", token(settings.encryption()));
        texts.put("theme", settings.theme());
        texts.put("first-run-done", Boolean.toString(settings.firstRunDone()));
        texts.put("lock-after", Integer.toString(settings.lockAfterMinutes()));
        OptionalInt days = settings.pastCalls().days();
        texts.put("keep-calls-days", days.isPresent() ? Integer.toString(days.getAsInt()) : "");
        texts.put("calls-seen", Long.toString(settings.callsSeen().toEpochMilli()));
        texts.put("chimes", Boolean.toString(settings.chimes()));
        KeyPolicy keys = settings.keys();
        texts.put("verified-only", Boolean.toString(keys.verifiedOnly()));
        texts.put("sign-codes", Boolean.toString(keys.signCodes()));
        texts.put("zrtp-preset", keys.preset().token());
        texts.put("zrtp-custom", keys.custom().text());
        texts.put("keying", keys.keying().stream().map(KeyingMethod::token).collect(Collectors.joining(",")));
        return texts;
    }

    static byte[] record(String value) {
        try (RecordOut out = new RecordOut(VERSION)) {
            return out.text(value).toBytes();
        }
    }

    private static String token(Encryption encryption) {
        return encryption.name().toLowerCase(Locale.ROOT);
    }
}
