// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Duration;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpCache;

/**
 * Somebody on the path who speaks ZRTP with each side, by two real machines of his own, and shows to each the ZID of the
 * other, which everybody can read in a Hello.
 */
final class ManInTheMiddle {

    final Party towardsAlice;
    final Party towardsBob;

    /** @param network that he shares with both; nothing goes from one to the other any more */
    ManInTheMiddle(VirtualNetwork network, Party alice, Party bob, long seed, AlgorithmPreferences algorithms) {
        MemoryCache asBob = as(bob.cache, network);
        MemoryCache asAlice = as(alice.cache, network);
        towardsAlice = Party.create(network, asBob, Call.SSRC_B, seed, algorithms);
        towardsBob = Party.create(network, asAlice, Call.SSRC_A, seed + 1, algorithms);
        Party.connect(alice, towardsAlice);
        Party.connect(bob, towardsBob);
    }

    /** He knows whom he plays, and none of the secrets. */
    private static MemoryCache as(ZrtpCache victim, VirtualNetwork network) {
        Zid zid = victim.localZid();
        return new MemoryCache(zid, network);
    }

    /** Both calls, side by side, with everybody's voice through him. */
    void run(VirtualNetwork network, Party alice, Party bob) {
        for (Party party : new Party[] {alice, bob, towardsAlice, towardsBob}) {
            party.start();
        }
        network.run(Duration.ofSeconds(30));
        for (Party party : new Party[] {alice, bob, towardsAlice, towardsBob}) {
            party.srtpArrives();
        }
    }
}
