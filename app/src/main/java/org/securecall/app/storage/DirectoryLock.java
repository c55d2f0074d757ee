// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a second program out of the data directory. The operating system drops the lock when the process dies. */
final class DirectoryLock implements AutoCloseable {

    /**
     * Directories this process holds. A POSIX lock belongs to the process and goes when <em>any</em> of its descriptors of
     * the file is closed, so a second attempt in the same process must not even open the file.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryLock.class);

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /** @param directory as {@link DataDirectory#prepare} gave it */
    static DirectoryLock take(Path directory) throws StorageException {
        if (!HELD.add(directory)) {
            throw inUse(directory, "this program");
        }
        boolean taken = false;
        try {
            DirectoryLock lock = open(directory);
            taken = true;
            return lock;
        } catch (IOException e) {
            throw new StorageException("The data directory cannot be written, or its disk is full: " + directory, e);
        } finally {
            if (!taken) {
                HELD.remove(directory);
            }
        }
    }

    private static DirectoryLock open(Path directory) throws IOException, StorageException {
        Path file = directory.resolve(DataDirectory.LOCK);
        DataDirectory.createPrivate(file);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw inUse(directory, "process " + holder(channel));
            }
            leaveName(channel);
            locked = true;
            return new DirectoryLock(directory, channel);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    /** For the other program's message only, so a full disk does not matter here. */
    private static void leaveName(FileChannel channel) {
        String pid = String.format(Locale.ROOT, "%-20d", ProcessHandle.current().pid());
        try {
            channel.write(StandardCharsets.US_ASCII.encode(pid), 0);
        } catch (IOException e) {
            LOG.info("The lock of the data directory stays without a process number", e);
        }
    }

    private static StorageException inUse(Path directory, String holder) {
        return new StorageException("Another Secure Call (" + holder + ") uses the data directory " + directory
                + ": quit it first, or name another directory with --data-dir");
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = StandardCharsets.US_ASCII.decode(text.flip()).toString().strip();
        return pid.chars().allMatch(c -> c >= '0' && c <= '9') && !pid.isEmpty() ? pid : "unknown";
    }

    @Override
    public void close() throws IOException {
        // The file stays: to delete it would let two programs lock two files of the same name.
        channel.close();
        HELD.remove(directory);
    }
}
