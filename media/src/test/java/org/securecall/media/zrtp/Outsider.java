// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.securecall.media.api.Zid;

/**
 * What somebody without keys can say in a peer's name: all that nothing authenticates, a beginning of his own, and the
 * packets of a call that the two had before.
 */
final class Outsider {

    private final List<Octets> own = new ArrayList<>();
    private final Map<Step.Side, List<Octets>> ofAnEarlierCall = new EnumMap<>(Step.Side.class);
    private final Map<Step.Side, List<Integer>> numbers = new EnumMap<>(Step.Side.class);

    Outsider() {
        HashChain chain = HashChain.create(new Repeatable(0xbad));
        Zid zid = new Zid("5c5c5c5c5c5c5c5c5c5c5c5c");
        Hello hello = Hello.create("outsider", chain, zid, AlgorithmPreferences.RECOMMENDED.names());
        own.add(hello.raw());
        own.add(Commit.diffieHellman(
                        chain, zid, Scripted.negotiated(KeyAgreement.X255), Octets.copyOf(new byte[32]), Octets.EMPTY)
                .raw());
        own.add(Acknowledgement.HELLO_ACK.raw());
        own.add(Acknowledgement.CONF2_ACK.raw());
        own.add(Acknowledgement.ERROR_ACK.raw());
        own.add(ErrorMessage.create(0x70).raw());
        own.add(GoClear.create(Octets.copyOf(new byte[8])).raw());
        VirtualNetwork network = new VirtualNetwork(3, VirtualNetwork.Weather.FINE);
        Party alice = Party.create(network, KeptSecrets.newCache(Step.Side.ALICE, network), Call.SSRC_A, 71);
        Party bob = Party.create(network, KeptSecrets.newCache(Step.Side.BOB, network), Call.SSRC_B, 72);
        Party.connect(alice, bob);
        alice.start();
        bob.start();
        network.run(Duration.ofSeconds(5));
        ofAnEarlierCall.put(Step.Side.ALICE, messages(alice));
        ofAnEarlierCall.put(Step.Side.BOB, messages(bob));
        alice.machine.close();
        bob.machine.close();
    }

    private static List<Octets> messages(Party party) {
        return party.sent.stream()
                .map(packet -> Tamper.open(packet).message())
                .filter(message -> message.length() > 12)
                .distinct()
                .toList();
    }

    /** @return numbers of what he can send to one side */
    List<Integer> letters(Letters letters, Step.Side to) {
        return numbers.computeIfAbsent(to, side -> {
            List<Integer> all = new ArrayList<>();
            own.forEach(message -> all.add(letters.number(message, "an outsider")));
            ofAnEarlierCall
                    .getOrDefault(side.other(), List.of())
                    .forEach(message -> all.add(letters.number(message, "an earlier call")));
            return all;
        });
    }
}
