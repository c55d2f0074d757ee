// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

/**
 * What two caches hold about each other, as far as it matters: which secrets are the same. Each is a number, 0 for none, in
 * the order of their first appearance.
 *
 * @param aliceRs1 and so on: 0 to 4
 */
record KeptSecrets(int aliceRs1, int aliceRs2, int bobRs1, int bobRs2) {

    static final KeptSecrets NONE = new KeptSecrets(0, 0, 0, 0);

    private static final int ALICE = 0xa11ce;
    private static final int BOB = 0xb0b;

    static MemoryCache newCache(Step.Side side, InstantSource clock) {
        return new MemoryCache(side == Step.Side.ALICE ? ALICE : BOB, clock);
    }

    static KeptSecrets of(MemoryCache alice, MemoryCache bob) {
        List<byte[]> seen = new ArrayList<>();
        return new KeptSecrets(
                number(seen, alice.rs1(bob)),
                number(seen, alice.rs2(bob)),
                number(seen, bob.rs1(alice)),
                number(seen, bob.rs2(alice)));
    }

    private static int number(List<byte[]> seen, byte[] secret) {
        if (secret.length == 0) {
            return 0;
        }
        for (int i = 0; i < seen.size(); i++) {
            if (Arrays.equals(seen.get(i), secret)) {
                return i + 1;
            }
        }
        seen.add(secret);
        return seen.size();
    }

    /** Whether there is a secret that both have. */
    boolean shared() {
        return has(aliceRs1) || has(aliceRs2);
    }

    private boolean has(int secret) {
        return secret != 0 && (secret == bobRs1 || secret == bobRs2);
    }

    void putInto(MemoryCache alice, MemoryCache bob) {
        put(alice, bob, aliceRs1, aliceRs2);
        put(bob, alice, bobRs1, bobRs2);
    }

    private static void put(MemoryCache cache, MemoryCache peer, int rs1, int rs2) {
        if (rs1 != 0 || rs2 != 0) {
            cache.store(peer.localZid(), new RetainedSecrets(secret(rs1), secret(rs2), false, Optional.empty()));
        }
    }

    private static Optional<SecretBytes> secret(int number) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) (0x50 + number));
        return number == 0 ? Optional.empty() : Optional.of(SecretBytes.owning(bytes));
    }

    /**
     * Two honest calls over a network without faults, one after the other.
     *
     * @throws Violation when either side sees an alarm, or misses a secret that both had
     */
    void assertAnHonestCallIsQuiet(boolean bothMustKnowEachOther) {
        VirtualNetwork network = new VirtualNetwork(1, VirtualNetwork.Weather.FINE);
        MemoryCache ofAlice = newCache(Step.Side.ALICE, network);
        MemoryCache ofBob = newCache(Step.Side.BOB, network);
        putInto(ofAlice, ofBob);
        for (int call = 1; call <= 2; call++) {
            Party alice = Party.create(network, ofAlice, 1, 2L * call);
            Party bob = Party.create(network, ofBob, 2, 2L * call + 1);
            Party.connect(alice, bob);
            alice.start();
            bob.start();
            network.run(Duration.ofSeconds(30));
            if (!alice.secure() || !bob.secure()) {
                throw new Violation(Violation.Invariant.FAIR_IS_SECURE, "the call after it, with " + this);
            }
            List<Secrets> seen =
                    List.of(alice.details().secrets(), bob.details().secrets());
            if (seen.contains(Secrets.MISMATCH)) {
                throw new Violation(
                        Violation.Invariant.NO_FALSE_ALARM,
                        "honest call " + call + " after it says " + seen + ", with " + this);
            }
            if (seen.contains(Secrets.FIRST) && (bothMustKnowEachOther || call == 2)) {
                throw new Violation(
                        Violation.Invariant.SECRETS_KEPT,
                        "honest call " + call + " after it says " + seen + ", with " + this);
            }
            alice.srtpArrives();
            bob.srtpArrives();
            alice.machine.close();
            bob.machine.close();
        }
    }
}
