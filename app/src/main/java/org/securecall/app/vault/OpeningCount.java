// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often this computer opened a profile, kept outside of the profile's directory: so that an older copy of the whole directory is
 * noticed when it is put back. A small file for each profile, sealed with the profile's key, which tells nothing but that there is one.
 * A count that cannot be read or written is as good as none: it warns, and protects nothing.
 */
final class OpeningCount {

    private static final Logger LOG = LoggerFactory.getLogger(OpeningCount.class);
    private static final int MOST_BYTES = 1024;

    private final RecordCipher cipher;
    private final byte[] about;
    private final Path file;

    /** @param place of all counts; see {@link #place()} */
    OpeningCount(Path place, RecordCipher cipher) {
        this.cipher = cipher;
        this.about = cipher.id("opening count");
        this.file = place.resolve(HexFormat.of().formatHex(about) + ".count");
    }

    /** The place the platform has for what a program notes for itself; nothing is created. */
    static Path place() {
        return place(System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home", ""));
    }

    static Path place(String os, Map<String, String> environment, String home) {
        String name = os.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            String local = environment.getOrDefault("LOCALAPPDATA", "");
            Path base = local.isEmpty() ? Path.of(home, "AppData", "Local") : Path.of(local);
            return base.resolve("Secure Call");
        }
        if (name.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "Secure Call State");
        }
        // XDG Base Directory Specification: a relative path is invalid and is ignored.
        String xdg = environment.getOrDefault("XDG_STATE_HOME", "");
        Path base = xdg.startsWith("/") ? Path.of(xdg) : Path.of(home, ".local", "state");
        return base.resolve("securecall");
    }

    /** 0 where nothing is known. */
    long read() {
        try {
            if (!Files.exists(file) || Files.size(file) > MOST_BYTES) {
                return 0;
            }
            Optional<byte[]> count = cipher.open(Files.readAllBytes(file), about);
            return count.filter(bytes -> bytes.length == Long.BYTES)
                    .map(bytes -> ByteBuffer.wrap(bytes).getLong())
                    .orElse(0L);
        } catch (IOException e) {
            LOG.debug("How often the profile was opened here cannot be read", e);
            return 0;
        }
    }

    void write(long count) {
        byte[] sealed =
                cipher.seal(ByteBuffer.allocate(Long.BYTES).putLong(count).array(), about);
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.write(fresh, sealed);
            if (Files.getFileAttributeView(fresh, PosixFileAttributeView.class) != null) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("How often the profile was opened here cannot be written", e);
        }
    }
}
