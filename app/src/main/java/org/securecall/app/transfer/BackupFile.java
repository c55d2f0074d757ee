// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.List;

/**
 * One encrypted file with named entries, which a {@link RecoveryCode} opens.
 *
 * <p>A header of {@value BackupHeader#BYTES} bytes is followed by chunks of {@value BackupChunks#CONTENT} bytes, the last one
 * possibly shorter, each encrypted with AES-256 in GCM, with a tag of 16 bytes behind it. The vector of a chunk is its number and
 * whether it is the last one (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015), and the header is
 * authenticated with each: so a file that was cut off, put together anew or changed in one bit is refused. The key comes from the
 * code, by HKDF with SHA-256 and a salt of this file's own; the code is random, so nothing slower is called for.
 *
 * <p>Inside are the number of entries (16 bits) and for each the length of its name (8 bits), the name, the length of its content
 * (32 bits), and the content.
 */
public final class BackupFile {

    /** A backup has so many entries at most. */
    public static final int MOST_ENTRIES = 256;

    /** An entry has so many bytes at most, and so have all together where they are read or written at once. */
    public static final int MOST_BYTES = 64 << 20;

    private static final long MOST_BYTES_OF_A_FILE =
            BackupHeader.BYTES + BackupChunks.encryptedBytes(MOST_BYTES + BackupContent.MOST_BYTES_OF_LENGTHS);

    private BackupFile() {}

    /**
     * Writes a backup, first beside its place and then, whole, into it: a file that is there is replaced or stays as it was. Only
     * its owner can read it.
     *
     * @param entries stay the caller's; no two have the same name
     * @throws TransferException when it would be too large or cannot be written
     */
    public static void write(Path file, RecoveryCode code, List<BackupEntry> entries) throws TransferException {
        BackupContent content = new BackupContent(entries);
        BackupFile.<RuntimeException>write(file, code, content::write);
    }

    /**
     * As {@link #write(Path, RecoveryCode, List)}, with entries that come one by one, of any size together.
     *
     * @param count how many there are, 0 to {@value #MOST_ENTRIES}
     * @throws TransferException when they are too many or the file cannot be written
     * @throws E as the source does
     */
    public static <E extends Exception> void write(Path file, RecoveryCode code, int count, BackupSource<E> source)
            throws TransferException, E {
        write(file, code, (Writing<E>) out -> BackupContent.write(count, source, out));
    }

    private interface Writing<E extends Exception> {
        void write(OutputStream out) throws IOException, TransferException, E;
    }

    private static <E extends Exception> void write(Path file, RecoveryCode code, Writing<E> content)
            throws TransferException, E {
        Path place = file.toAbsolutePath();
        Path folder = place.getParent();
        if (folder == null) {
            throw new TransferException("The backup needs the name of a file");
        }
        try {
            // Made for its owner alone, on file systems that know owners.
            Path fresh = Files.createTempFile(folder, ".securecall", ".part");
            try {
                try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
                    write(Channels.newOutputStream(channel), code, content);
                    channel.force(true);
                }
                Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            throw new TransferException("The backup cannot be written to " + file + "; the disk may be full", e);
        }
    }

    /**
     * Reads a backup. Nothing is given back before all of it has proved genuine.
     *
     * @return the caller's to close
     * @throws WrongCodeException when the code is not its own
     * @throws TransferException when it is no backup, of a version that is not known, damaged, too large, or cannot be read
     */
    public static Backup read(Path file, RecoveryCode code) throws TransferException {
        if (!Files.isRegularFile(file)) {
            throw new TransferException("There is no file " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            long bytes = Files.size(file);
            if (bytes > MOST_BYTES_OF_A_FILE) {
                throw new TransferException("The file " + file + " is too large for a backup of this version");
            }
            return read(in, bytes, code);
        } catch (IOException e) {
            throw new TransferException("The backup " + file + " cannot be read", e);
        }
    }

    /**
     * As {@link #read(Path, RecoveryCode)}, and gives each entry away as it comes, so that a backup of any size can be read.
     *
     * @throws E as the sink does
     */
    public static <E extends Exception> void read(Path file, RecoveryCode code, BackupSink<E> sink)
            throws TransferException, E {
        if (!Files.isRegularFile(file)) {
            throw new TransferException("There is no file " + file);
        }
        try (InputStream in = Files.newInputStream(file)) {
            long bytes = Files.size(file);
            BackupHeader header = BackupHeader.parse(in.readNBytes(BackupHeader.BYTES));
            header.check(code);
            try (BackupChunks chunks = new BackupChunks(header, code);
                    DecryptingStream decrypted = new DecryptingStream(in, chunks)) {
                BackupContent.read(decrypted, bytes, sink);
            }
        } catch (DamagedBackupException e) {
            throw damaged(e);
        } catch (IOException e) {
            throw new TransferException("The backup " + file + " cannot be read", e);
        }
    }

    private static TransferException damaged(DamagedBackupException e) {
        return new TransferException("The backup is damaged or was cut off: " + e.getMessage(), e);
    }

    static void write(OutputStream out, RecoveryCode code, BackupContent content)
            throws IOException, TransferException {
        BackupFile.<RuntimeException>write(out, code, content::write);
    }

    private static <E extends Exception> void write(OutputStream out, RecoveryCode code, Writing<E> content)
            throws IOException, TransferException, E {
        BackupHeader header = BackupHeader.create(code, new SecureRandom());
        out.write(header.bytes());
        try (BackupChunks chunks = new BackupChunks(header, code);
                EncryptingStream encrypted = new EncryptingStream(out, chunks)) {
            content.write(encrypted);
            encrypted.finish();
        }
    }

    /** @param bytes how many there are at most; no more memory than some times this is used, whatever the content says */
    static Backup read(InputStream in, long bytes, RecoveryCode code) throws IOException, TransferException {
        BackupHeader header = BackupHeader.parse(in.readNBytes(BackupHeader.BYTES));
        header.check(code);
        try (BackupChunks chunks = new BackupChunks(header, code);
                DecryptingStream decrypted = new DecryptingStream(in, chunks)) {
            return BackupContent.read(decrypted, bytes);
        } catch (DamagedBackupException e) {
            throw damaged(e);
        }
    }
}
