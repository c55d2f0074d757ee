// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.securecall.media.api.Zid;

/** Writes ZID files field by field as zrtp4j's {@code ZidRecord} and libzrtpcpp's {@code zidrecord1_t} and {@code zidrecord2_t} do. */
final class ZidFiles {

    static final Zid OWN = new Zid("0a0a0a0a0a0a0a0a0a0a0a0a");
    static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    static final Zid EVE = new Zid("e0e0e0e0e0e0e0e0e0e0e0e0");

    static final long NEVER = -1;

    static final int VALID = 0x01;
    static final int VERIFIED = 0x02;
    static final int RS1 = 0x04;
    static final int RS2 = 0x08;
    static final int SERVER = 0x10;
    static final int OWN_RECORD = 0x20;

    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private final ByteOrder order;

    private ZidFiles(ByteOrder order) {
        this.order = order;
    }

    /** As every zrtp4j writes it, and libzrtpcpp on a PC. */
    static ZidFiles second() {
        return second(ByteOrder.LITTLE_ENDIAN);
    }

    static ZidFiles second(ByteOrder order) {
        return new ZidFiles(order).record(OWN_RECORD, OWN, 0, 0, 0, 0);
    }

    static ZidFiles first() {
        return new ZidFiles(ByteOrder.LITTLE_ENDIAN).record1(0, 1, 0, 0, OWN, 0, 0);
    }

    /** An entry of the second form; the secrets are 32 bytes of the same value, 0 for a place that was never used. */
    ZidFiles record(int flags, Zid zid, long rs1Time, int rs1, long rs2Time, int rs2) {
        ByteBuffer record = ByteBuffer.allocate(128)
                .order(order)
                .put((byte) 2)
                .put((byte) flags)
                .putShort((short) 0)
                .put(zid.bytes())
                .putLong(rs1Time)
                .put(filled(rs1))
                .putLong(rs2Time)
                .put(filled(rs2))
                .put(filled(0));
        content.writeBytes(record.array());
        return this;
    }

    /** An entry of the first form. */
    ZidFiles record1(int valid, int own, int rs1State, int rs2State, Zid zid, int rs1, int rs2) {
        ByteBuffer record = ByteBuffer.allocate(80)
                .put((byte) valid)
                .put((byte) own)
                .put((byte) rs1State)
                .put((byte) rs2State)
                .put(zid.bytes())
                .put(filled(rs1))
                .put(filled(rs2));
        content.writeBytes(record.array());
        return this;
    }

    byte[] bytes() {
        return content.toByteArray();
    }

    static byte[] filled(int value) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) value);
        return secret;
    }
}
