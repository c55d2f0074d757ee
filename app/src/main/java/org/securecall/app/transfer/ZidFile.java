// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.securecall.app.transfer.ImportedKeys.Skipped;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * Reads the ZID file of Jitsi ({@code GNUZRTP4J.zid}, by zrtp4j) and that of Twinkle ({@code .twinkle.zid}, by libzrtpcpp): an
 * entry with the telephone's own ZID, and one of the same length for each peer. It holds neither addresses nor names.
 */
public final class ZidFile implements KeyImporter {

    private static final int MOST_BYTES = (ImportedKeys.MOST + 1) * ZidRecord2.BYTES;
    private static final Zid NO_ZID = Zid.of(new byte[Zid.BYTES]);

    private final InstantSource clock;

    /** @param clock tells which secrets have expired */
    public ZidFile(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public ImportedKeys read(Path file) throws TransferException {
        byte[] content = content(file);
        try {
            return parse(content, clock.instant());
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] content(Path file) throws TransferException {
        if (!Files.isRegularFile(file)) {
            throw new TransferException("There is no file " + file);
        }
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            if (channel.size() > MOST_BYTES) {
                throw tooMany();
            }
            ByteBuffer content = ByteBuffer.allocate((int) channel.size());
            while (content.hasRemaining() && channel.read(content) >= 0) {}
            if (content.hasRemaining()) {
                throw new TransferException(
                        "The file " + file + " changes while it is read: close the other telephone first");
            }
            return content.array();
        } catch (IOException e) {
            throw new TransferException("The file " + file + " cannot be read", e);
        }
    }

    /** Leaves the content as it is. */
    static ImportedKeys parse(byte[] content, Instant now) throws TransferException {
        List<ZidRecord> records = records(content);
        ZidRecord own = records.getFirst();
        if (!own.isWellFormed() || own.zid().equals(NO_ZID)) {
            throw new TransferException("The ZID file is damaged: its first entry is not valid");
        }
        for (int i = 1; i < records.size(); i++) {
            if (!records.get(i).isWellFormed()) {
                throw new TransferException(
                        "The ZID file is damaged: entry " + (i + 1) + " of " + records.size() + " is not valid");
            }
        }
        return new Collection(own.zid(), now).of(records.subList(1, records.size()));
    }

    private static List<ZidRecord> records(byte[] content) throws TransferException {
        int length = recordLength(content);
        if (content.length % length != 0) {
            throw new TransferException("The ZID file is damaged: it is cut off in its last entry");
        }
        if (content.length / length > ImportedKeys.MOST + 1) {
            throw tooMany();
        }
        List<ZidRecord> records = new ArrayList<>();
        for (int at = 0; at < content.length; at += length) {
            ByteBuffer data = ByteBuffer.wrap(content, at, length).slice();
            records.add(length == ZidRecord1.BYTES ? new ZidRecord1(data) : new ZidRecord2(data));
        }
        return records;
    }

    /** By the first entry, which is the telephone's own in both forms; the one of the first form is not marked as in use. */
    private static int recordLength(byte[] content) throws TransferException {
        if (content.length == 0) {
            throw new TransferException("The ZID file is empty");
        }
        ByteBuffer data = ByteBuffer.wrap(content);
        boolean second = content[0] == ZidRecord2.VERSION;
        int length = second ? ZidRecord2.BYTES : ZidRecord1.BYTES;
        if (content[0] != 0 && !second) {
            throw new TransferException(
                    "This is no ZID file of Jitsi or Twinkle, or one of a version that is not known");
        }
        if (content.length < length) {
            throw new TransferException("The ZID file is damaged: it is cut off in its first entry");
        }
        if (!(second ? new ZidRecord2(data) : new ZidRecord1(data)).isOwn()) {
            throw new TransferException(
                    "This is no ZID file of Jitsi or Twinkle: it does not begin with the telephone's own entry");
        }
        return length;
    }

    private static TransferException tooMany() {
        return new TransferException("The ZID file is too large: it has more than " + ImportedKeys.MOST + " entries");
    }

    /** What is taken over and what is not. */
    private static final class Collection {

        private final Zid own;
        private final Instant now;
        private final Set<Zid> seen = new HashSet<>();
        private final List<ImportedKey> keys = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();

        Collection(Zid own, Instant now) {
            this.own = own;
            this.now = now;
        }

        ImportedKeys of(List<ZidRecord> records) {
            for (int i = 0; i < records.size(); i++) {
                if (records.get(i).isOwn() || !records.get(i).isValid()) {
                    skipped.add(new Skipped("entry " + (i + 2), "is not in use"));
                } else {
                    add(records.get(i));
                }
            }
            return new ImportedKeys(List.of(own), keys, skipped);
        }

        private void add(ZidRecord entry) {
            Zid peer = entry.zid();
            if (peer.equals(NO_ZID) || peer.equals(own)) {
                skipped.add(Skipped.key(peer, "cannot be that of a peer"));
            } else if (!seen.add(peer)) {
                skipped.add(Skipped.key(peer, "is there a second time, and the first one counts"));
            } else {
                addSecrets(peer, entry);
            }
        }

        private void addSecrets(Zid peer, ZidRecord entry) {
            if (entry.hasServerSecret()) {
                skipped.add(new Skipped(
                        "the secret of the trusted server " + peer.hex(),
                        "is not taken over: the server has to be trusted anew"));
            }
            Optional<StoredSecret> rs1 = usable(entry.rs1());
            Optional<StoredSecret> rs2 = usable(entry.rs2());
            if (rs1.isEmpty() && rs2.isEmpty()) {
                skipped.add(Skipped.key(peer, "has no secrets, or none that has not expired"));
                return;
            }
            Optional<Instant> expires = rs1.or(() -> rs2).flatMap(StoredSecret::expires);
            Optional<SecretBytes> first = rs1.map(StoredSecret::bytes);
            Optional<SecretBytes> second = rs2.map(StoredSecret::bytes);
            keys.add(new ImportedKey(own, peer, first, second, entry.isVerified(), expires, "", ""));
        }

        private Optional<StoredSecret> usable(Optional<StoredSecret> secret) {
            if (secret.isPresent() && (secret.get().isBlank() || secret.get().isExpired(now))) {
                secret.get().close();
                return Optional.empty();
            }
            return secret;
        }
    }
}
