// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.securecall.media.secret.SecretBytes;

/** The entries of a backup as they stand in its chunks; see {@link BackupFile}. */
final class BackupContent {

    /** So much content an entry has at most that is read or written by itself. */
    private static final int MOST_BYTES_OF_AN_ENTRY = BackupFile.MOST_BYTES;

    static final int MOST_BYTES_OF_LENGTHS = Short.BYTES + BackupFile.MOST_ENTRIES * (Byte.BYTES + Integer.BYTES);

    private final List<BackupEntry> entries;

    /**
     * @param entries stay the caller's
     * @throws TransferException when they are more than a backup holds
     * @throws IllegalArgumentException when two have the same name
     */
    BackupContent(List<BackupEntry> entries) throws TransferException {
        if (entries.stream().map(BackupEntry::name).distinct().count() != entries.size()) {
            throw new IllegalArgumentException("Two entries of a backup have the same name");
        }
        long bytes = entries.stream()
                .mapToLong(
                        entry -> entry.name().length() + (long) entry.content().length())
                .sum();
        if (bytes > BackupFile.MOST_BYTES) {
            throw new TransferException(
                    "The backup would be too large: it can hold " + (BackupFile.MOST_BYTES >> 20) + " MB");
        }
        if (entries.size() > BackupFile.MOST_ENTRIES) {
            throw new TransferException(
                    "The backup would be too large: it can hold " + BackupFile.MOST_ENTRIES + " entries");
        }
        this.entries = List.copyOf(entries);
    }

    void write(OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeShort(entries.size());
        for (BackupEntry entry : entries) {
            write(entry, out);
        }
    }

    /**
     * Writes entries as they come.
     *
     * @param count how many there are, 0 to {@value BackupFile#MOST_ENTRIES}
     */
    static <E extends Exception> void write(int count, BackupSource<E> source, OutputStream to)
            throws IOException, TransferException, E {
        if (count > BackupFile.MOST_ENTRIES) {
            throw new TransferException(
                    "The backup would be too large: it can hold " + BackupFile.MOST_ENTRIES + " entries");
        }
        DataOutputStream out = new DataOutputStream(to);
        out.writeShort(count);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < count; i++) {
            try (BackupEntry entry = source.next()) {
                if (!names.add(entry.name())) {
                    throw new IllegalArgumentException("Two entries of a backup have the same name");
                }
                write(entry, out);
            }
        }
    }

    private static void write(BackupEntry entry, DataOutputStream out) throws IOException {
        out.writeByte(entry.name().length());
        out.write(entry.name().getBytes(StandardCharsets.US_ASCII));
        out.writeInt(entry.content().length());
        out.write(entry.content().reveal());
    }

    /**
     * @param room what all contents together may have in bytes, by the size of the file
     * @throws DamagedBackupException when what is there was not written by this class
     */
    static Backup read(InputStream from, long room) throws IOException {
        List<BackupEntry> entries = new ArrayList<>();
        boolean whole = false;
        try {
            BackupContent.<RuntimeException>read(from, Math.min(room, BackupFile.MOST_BYTES), entries::add);
            whole = true;
            return new Backup(entries);
        } finally {
            if (!whole) {
                entries.forEach(BackupEntry::close);
            }
        }
    }

    /** As {@link #read(InputStream, long)}, and gives each entry away as it comes. */
    static <E extends Exception> void read(InputStream from, long room, BackupSink<E> sink) throws IOException, E {
        try {
            DataInputStream in = new DataInputStream(from);
            int count = in.readUnsignedShort();
            if (count > BackupFile.MOST_ENTRIES) {
                throw new DamagedBackupException("it says that it has " + count + " entries");
            }
            Set<String> names = new HashSet<>();
            long left = room;
            for (int i = 0; i < count; i++) {
                String name = name(in);
                if (!names.add(name)) {
                    throw new DamagedBackupException("it has two entries of the same name");
                }
                long length = Integer.toUnsignedLong(in.readInt());
                left -= name.length() + length;
                if (left < 0 || length > MOST_BYTES_OF_AN_ENTRY) {
                    throw new DamagedBackupException("an entry is said to be longer than the file");
                }
                sink.take(new BackupEntry(name, content(in, (int) length)));
            }
            if (in.read() >= 0) {
                throw new DamagedBackupException("something follows its last entry");
            }
        } catch (EOFException e) {
            throw new DamagedBackupException("it ends within an entry");
        }
    }

    private static String name(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedByte()];
        in.readFully(bytes);
        String name = new String(bytes, StandardCharsets.US_ASCII);
        if (!BackupEntry.isName(name)) {
            throw new DamagedBackupException("an entry has a name that none can have");
        }
        return name;
    }

    private static SecretBytes content(DataInputStream in, int length) throws IOException {
        SecretBytes content = SecretBytes.owning(new byte[length]);
        boolean whole = false;
        try {
            in.readFully(content.reveal());
            whole = true;
            return content;
        } finally {
            if (!whole) {
                content.close();
            }
        }
    }
}
