// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.Protection;
import org.securecall.app.vault.VaultException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file beside the database that says how its key is kept. Always replaced as a whole, never rewritten in place.
 *
 * @param key the key in the clear with {@link Protection#FILE}, sealed under the passphrase with {@link Protection#PASSPHRASE}, empty
 *     otherwise
 * @param salt of the passphrase, or the name of the key in the desktop's key store; empty otherwise
 * @param cost of a guess; not used otherwise
 * @param generation how often the profile was opened; not used where the key store has it
 * @param failures wrong passphrases since the last right one
 * @param notBefore when the next may be tried, in milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent") // compared nowhere, and its own alone
record KeyFile(
        Protection protection,
        byte[] key,
        byte[] salt,
        Argon2Cost cost,
        long generation,
        int failures,
        long notBefore) {

    static final String NAME = "securecall.key";

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private static final String FORMAT = "securecall-key";
    private static final int VERSION = 1;
    private static final long MOST_BYTES = 64 * 1024;

    /** Of a key that somebody else keeps, or that is in the clear. */
    static KeyFile of(Protection protection, byte[] key, long generation) {
        return new KeyFile(protection, key, new byte[0], Argon2Cost.BASE, generation, 0, 0);
    }

    KeyFile withGeneration(long next) {
        return new KeyFile(protection, key, salt, cost, next, failures, notBefore);
    }

    KeyFile withFailures(int number, long until) {
        return new KeyFile(protection, key, salt, cost, generation, number, until);
    }

    /**
     * Reads the one of a directory; empty where there is none.
     *
     * @throws VaultException when it cannot be read, is damaged or of a newer version
     */
    static Optional<KeyFile> read(Path directory) throws VaultException {
        Path file = directory.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw damaged(file);
            }
            return Optional.of(parse(file, Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new VaultException(Reason.UNREADABLE, "The key of the profile cannot be read: " + file, e);
        }
    }

    private static KeyFile parse(Path file, byte[] bytes) throws VaultException {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw damaged(file);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (!parser.nextToken().isScalarValue()) {
                    throw damaged(file);
                }
                fields.put(name, parser.getText());
            }
        } catch (IOException e) {
            throw damaged(file);
        }
        try {
            if (!FORMAT.equals(fields.get("format"))) {
                throw damaged(file);
            }
            if (Integer.parseInt(field(fields, "version")) > VERSION) {
                throw new VaultException(
                        Reason.UNREADABLE, "The key of the profile was written by a newer Secure Call: " + file);
            }
            return new KeyFile(
                    Protection.of(field(fields, "protection")).orElseThrow(() -> damaged(file)),
                    Base64.getDecoder().decode(fields.getOrDefault("key", "")),
                    Base64.getDecoder().decode(fields.getOrDefault("salt", "")),
                    fields.containsKey("memoryKiB")
                            ? new Argon2Cost(
                                    Integer.parseInt(field(fields, "memoryKiB")),
                                    Integer.parseInt(field(fields, "passes")),
                                    Integer.parseInt(field(fields, "lanes")))
                            : Argon2Cost.BASE,
                    Long.parseLong(fields.getOrDefault("generation", "0")),
                    Integer.parseInt(fields.getOrDefault("failures", "0")),
                    Long.parseLong(fields.getOrDefault("notBefore", "0")));
        } catch (IllegalArgumentException e) {
            throw damaged(file);
        }
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException("A field is missing");
        }
        return value;
    }

    private static VaultException damaged(Path file) {
        return new VaultException(
                Reason.UNREADABLE,
                "The key of the profile is damaged: " + file
                        + "; put back a copy of this file, or a backup of the profile");
    }

    /** Puts it in the place of the one before, at once or not at all; readable by the user alone. */
    void write(Path directory) throws VaultException {
        Path file = directory.resolve(NAME);
        Path fresh = directory.resolve(NAME + ".new");
        try {
            Files.deleteIfExists(fresh);
            create(fresh);
            try (OutputStream out = Files.newOutputStream(fresh);
                    JsonGenerator json = new JsonFactory().createGenerator(out)) {
                json.useDefaultPrettyPrinter();
                json.writeStartObject();
                json.writeStringField("format", FORMAT);
                json.writeNumberField("version", VERSION);
                json.writeStringField("protection", protection.token());
                if (key.length > 0) {
                    json.writeStringField("key", Base64.getEncoder().encodeToString(key));
                }
                if (salt.length > 0) {
                    json.writeStringField("salt", Base64.getEncoder().encodeToString(salt));
                }
                if (protection == Protection.PASSPHRASE) {
                    json.writeNumberField("memoryKiB", cost.memoryKiB());
                    json.writeNumberField("passes", cost.passes());
                    json.writeNumberField("lanes", cost.lanes());
                    json.writeNumberField("failures", failures);
                    json.writeNumberField("notBefore", notBefore);
                }
                json.writeNumberField("generation", generation);
                json.writeEndObject();
            }
            try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            drop(fresh);
            throw new VaultException(
                    Reason.FAILED, "The key of the profile cannot be written, and the disk may be full: " + file, e);
        }
    }

    private static void drop(Path fresh) {
        try {
            Files.deleteIfExists(fresh);
        } catch (IOException e) {
            LOG.debug("The beginning of a new key file stays: {}", fresh, e);
        }
    }

    private static void create(Path file) throws IOException, FileAlreadyExistsException {
        if (Files.getFileAttributeView(file.toAbsolutePath().getParent(), PosixFileAttributeView.class) == null) {
            Files.createFile(file);
        } else {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    /** Keeps the key to itself. */
    @Override
    public String toString() {
        return "KeyFile[" + protection + "]";
    }
}
