// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/**
 * The first form, of libzrtpcpp before version 2: four bytes (in use, own, state of rs1, state of rs2), the ZID, rs1, rs2.
 * Nothing in it expires.
 *
 * @param data {@link #BYTES} from its position 0
 */
record ZidRecord1(ByteBuffer data) implements ZidRecord {

    static final int BYTES = 80;

    private static final int IN_USE = 0;
    private static final int OWN = 1;
    private static final int RS1_STATE = 2;
    private static final int RS2_STATE = 3;
    private static final int ZID = 4;
    private static final int RS1 = ZID + Zid.BYTES;
    private static final int RS2 = RS1 + StoredSecret.BYTES;

    private static final int SECRET_VALID = 1;
    private static final int SAS_VERIFIED = 2;

    @Override
    public boolean isWellFormed() {
        return isFlag(data.get(IN_USE))
                && isFlag(data.get(OWN))
                && (data.get(RS1_STATE) & ~(SECRET_VALID | SAS_VERIFIED)) == 0
                && (data.get(RS2_STATE) & ~(SECRET_VALID | SAS_VERIFIED)) == 0;
    }

    private static boolean isFlag(byte value) {
        return value == 0 || value == 1;
    }

    @Override
    public boolean isOwn() {
        return data.get(OWN) == 1;
    }

    @Override
    public boolean isValid() {
        return data.get(IN_USE) == 1;
    }

    @Override
    public boolean isVerified() {
        return (data.get(RS1_STATE) & SAS_VERIFIED) != 0;
    }

    @Override
    public boolean hasServerSecret() {
        return false;
    }

    @Override
    public Zid zid() {
        byte[] zid = new byte[Zid.BYTES];
        data.get(ZID, zid);
        return Zid.of(zid);
    }

    @Override
    public Optional<StoredSecret> rs1() {
        return secret(RS1_STATE, RS1);
    }

    @Override
    public Optional<StoredSecret> rs2() {
        return secret(RS2_STATE, RS2);
    }

    private Optional<StoredSecret> secret(int state, int offset) {
        if ((data.get(state) & SECRET_VALID) == 0) {
            return Optional.empty();
        }
        byte[] secret = new byte[StoredSecret.BYTES];
        data.get(offset, secret);
        return Optional.of(new StoredSecret(SecretBytes.owning(secret), Optional.empty()));
    }
}
