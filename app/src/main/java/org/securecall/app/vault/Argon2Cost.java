// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import java.time.Duration;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.securecall.media.secret.SecretBytes;

/**
 * What one guess of a passphrase costs (Argon2id, RFC 9106).
 *
 * @param memoryKiB 8192 to 4194304
 * @param passes 1 to 64
 * @param lanes 1 to 16
 */
record Argon2Cost(int memoryKiB, int passes, int lanes) {

    static final int LEAST_MEMORY = 8 * 1024;
    static final int MOST_MEMORY = 4 * 1024 * 1024;
    private static final int MOST_PASSES = 64;
    private static final int MOST_LANES = 16;

    /** RFC 9106 §4, the second recommended choice, which any desktop has the memory for. */
    static final Argon2Cost BASE = new Argon2Cost(64 * 1024, 3, 4);

    Argon2Cost {
        if (memoryKiB < LEAST_MEMORY
                || memoryKiB > MOST_MEMORY
                || passes < 1
                || passes > MOST_PASSES
                || lanes < 1
                || lanes > MOST_LANES) {
            throw new IllegalArgumentException("No cost of Argon2id that is used here");
        }
    }

    /** As many passes over as much memory as {@link #BASE} has, or more, as take about this long on this machine. */
    static Argon2Cost calibrated(Duration wanted, byte[] salt) {
        SecretBytes probe = SecretBytes.owning(new byte[16]);
        long begun = System.nanoTime();
        BASE.derive(probe, salt).close();
        long took = Math.max(1, System.nanoTime() - begun);
        probe.close();
        long passes = wanted.toNanos() * BASE.passes / took;
        return new Argon2Cost(BASE.memoryKiB, Math.clamp(passes, BASE.passes, MOST_PASSES), BASE.lanes);
    }

    /** 32 bytes from the passphrase; the caller owns them. */
    SecretBytes derive(SecretBytes passphrase, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKiB)
                .withIterations(passes)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] key = new byte[MasterKey.BYTES];
        byte[] password = passphrase.reveal().clone();
        try {
            generator.generateBytes(password, key);
        } finally {
            Arrays.fill(password, (byte) 0);
        }
        return SecretBytes.owning(key);
    }
}
