// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.Optional;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * The second form, of zrtp4j and of libzrtpcpp: version, flags, two bytes of zeros, the ZID, then for each of rs1 and rs2 eight
 * bytes of time and the secret, at last the secret shared with a server in the middle.
 *
 * <p>The time is in seconds since 1970, 0 for a secret without use and −1 for one that never expires. zrtp4j writes it with the
 * low byte first, libzrtpcpp in the order of its machine.
 *
 * @param data {@link #BYTES} from its position 0
 */
record ZidRecord2(ByteBuffer data) implements ZidRecord {

    static final int BYTES = 128;
    static final int VERSION = 2;

    private static final int FLAGS = 1;
    private static final int FILLER = 2;
    private static final int ZID = 4;
    private static final int RS1_TIME = ZID + Zid.BYTES;
    private static final int RS1 = RS1_TIME + Long.BYTES;
    private static final int RS2_TIME = RS1 + StoredSecret.BYTES;
    private static final int RS2 = RS2_TIME + Long.BYTES;

    private static final int VALID = 0x01;
    private static final int SAS_VERIFIED = 0x02;
    private static final int RS1_VALID = 0x04;
    private static final int RS2_VALID = 0x08;
    private static final int SERVER_SECRET = 0x10;
    private static final int OWN = 0x20;
    private static final int UNKNOWN_FLAGS = 0xC0;

    private static final long NEVER = -1;
    /** Some two thousand years: a time that is later was read in the wrong order. */
    private static final long LATEST = 1L << 36;

    @Override
    public boolean isWellFormed() {
        return data.get(0) == VERSION
                && (data.get(FLAGS) & UNKNOWN_FLAGS) == 0
                && data.getShort(FILLER) == 0
                && isTime(RS1_TIME)
                && isTime(RS2_TIME);
    }

    /** "No other flag allowed if own ZID", say both programs. */
    @Override
    public boolean isOwn() {
        return data.get(FLAGS) == OWN;
    }

    @Override
    public boolean isValid() {
        return has(VALID);
    }

    @Override
    public boolean isVerified() {
        return has(SAS_VERIFIED);
    }

    @Override
    public boolean hasServerSecret() {
        return has(SERVER_SECRET);
    }

    @Override
    public Zid zid() {
        byte[] zid = new byte[Zid.BYTES];
        data.get(ZID, zid);
        return Zid.of(zid);
    }

    @Override
    public Optional<StoredSecret> rs1() {
        return has(RS1_VALID) ? Optional.of(secret(RS1_TIME, RS1)) : Optional.empty();
    }

    @Override
    public Optional<StoredSecret> rs2() {
        return has(RS2_VALID) ? Optional.of(secret(RS2_TIME, RS2)) : Optional.empty();
    }

    private boolean has(int flag) {
        return (data.get(FLAGS) & flag) != 0;
    }

    private StoredSecret secret(int time, int offset) {
        byte[] secret = new byte[StoredSecret.BYTES];
        data.get(offset, secret);
        long seconds = seconds(time);
        return new StoredSecret(
                SecretBytes.owning(secret),
                seconds == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochSecond(seconds)));
    }

    private boolean isTime(int offset) {
        long seconds = seconds(offset);
        return seconds >= NEVER && seconds < LATEST;
    }

    private long seconds(int offset) {
        long bigEndian = data.duplicate().order(ByteOrder.BIG_ENDIAN).getLong(offset);
        long littleEndian = Long.reverseBytes(bigEndian);
        return littleEndian >= NEVER && littleEndian < LATEST ? littleEndian : bigEndian;
    }
}
