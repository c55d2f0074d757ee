// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Where everything is kept that outlives a run, readable by its owner alone. */
public final class DataDirectory {

    static final String DATABASE = "securecall.db";
    static final String LOCK = "securecall.lock";

    private static final Set<PosixFilePermission> DIRECTORY_MODE = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE_MODE = PosixFilePermissions.fromString("rw-------");

    private DataDirectory() {}

    /** The place the platform has for it; nothing is created. */
    public static Path locate() {
        return locate(System.getProperty("os.name", ""), System.getenv(), System.getProperty("user.home", ""));
    }

    static Path locate(String os, Map<String, String> environment, String home) {
        String name = os.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            String appData = environment.getOrDefault("APPDATA", "");
            return appData.isEmpty()
                    ? Path.of(home, "AppData", "Roaming", "Secure Call")
                    : Path.of(appData, "Secure Call");
        }
        if (name.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "Secure Call");
        }
        // XDG Base Directory Specification: a relative path is invalid and is ignored.
        String xdg = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = xdg.startsWith("/") ? Path.of(xdg) : Path.of(home, ".local", "share");
        return base.resolve("securecall");
    }

    /**
     * Makes the directory where it is missing. One that holds nothing but ours is closed to other users; one that was
     * there with other things in it keeps its mode, since it is not ours to change.
     */
    static Path prepare(Path directory) throws StorageException {
        Path path = directory.toAbsolutePath().normalize();
        if (path.toString().indexOf('?') >= 0) {
            throw new StorageException("The name of the data directory must not hold a question mark: " + path);
        }
        try {
            boolean ours = !Files.exists(path) || isEmpty(path) || Files.exists(path.resolve(DATABASE));
            Files.createDirectories(path);
            if (ours && posix(path)) {
                Files.setPosixFilePermissions(path, DIRECTORY_MODE);
            }
            return path.toRealPath();
        } catch (FileAlreadyExistsException e) {
            throw new StorageException("The data directory cannot be made, a file is in its place: " + path, e);
        } catch (IOException e) {
            throw new StorageException("The data directory cannot be made or read: " + path, e);
        }
    }

    /** Creates an empty file that no other user can open; one that is there keeps its content. */
    static void createPrivate(Path file) throws IOException {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null && posix(parent)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(FILE_MODE));
            } else {
                Files.createFile(file);
            }
        } catch (FileAlreadyExistsException e) {
            restrict(file);
        }
    }

    /** Closes a file to other users. */
    static void restrict(Path file) throws IOException {
        if (Files.exists(file) && posix(file)) {
            Files.setPosixFilePermissions(file, FILE_MODE);
        }
    }

    private static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return false;
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    private static boolean posix(Path path) {
        // Not by its file store: in a changed root there is no mount point to be found.
        return Files.getFileAttributeView(path, PosixFileAttributeView.class) != null;
    }
}
