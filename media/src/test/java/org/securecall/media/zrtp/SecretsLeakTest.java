// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.secret.SecretBytes;

/** What ends up in a log or an exception by way of a toString holds no secret; what is closed is wiped. */
class SecretsLeakTest {

    @Test
    void nothingThatAMachineSaysPrintsASecret() {
        Call.Pair pair = new Call.Pair();
        Call call = pair.call().run().assertSecure();
        StringBuilder printed = new StringBuilder();
        for (Party party : List.of(call.alice, call.bob)) {
            party.said.forEach(printed::append);
            printed.append(party.machine).append(party.machine.counters()).append(party.machine.details());
        }
        ZrtpDetails details = call.alice.details();
        HexFormat hex = HexFormat.of();
        assertThat(printed.toString())
                .contains("KeysReady")
                .doesNotContain(details.sas())
                .doesNotContain(details.peerZid().hex())
                .doesNotContain(hex.formatHex(pair.alice.rs1(pair.bob)))
                .doesNotContain(call.alice.key(ZrtpOutput.Direction.SEND).split(" ", 3)[1])
                .doesNotContain(call.alice.key(ZrtpOutput.Direction.SEND).split(" ", 3)[2]);
    }

    @Test
    void statesAndKeysPrintNoSecret() {
        Negotiated negotiated = Scripted.negotiated(KeyAgreement.X255);
        KeyDerivation kdf = new KeyDerivation(HashAlgorithm.S256, new byte[56]);
        byte[] seed = new byte[32];
        seed[0] = 0x55;
        SessionKeys keys = SessionKeys.ofFirstStream(kdf, SecretBytes.copyOf(seed), negotiated);
        HexFormat hex = HexFormat.of();
        String mac = hex.formatHex(keys.of(Role.INITIATOR).macKey().reveal());
        Peer peer = new Peer(new Scripted().hello(), 1);
        Agreed agreed = new Agreed(
                Role.INITIATOR,
                peer,
                negotiated,
                keys,
                Optional.of(new RetainedMatch(null, RetainedMatch.Which.NONE, ZrtpDetails.Secrets.FIRST)),
                false,
                ZrtpDetails.Exchange.PLAIN,
                false);
        assertThat(agreed.toString() + keys + keys.of(Role.INITIATOR) + keys.newRetainedSecret())
                .doesNotContain(mac)
                .doesNotContain(Integer.toString(keys.sasValue()));
    }

    @Test
    void sessionKeysAreWipedWhenClosed() {
        Negotiated negotiated = Scripted.negotiated(KeyAgreement.X255);
        KeyDerivation kdf = new KeyDerivation(HashAlgorithm.S256, new byte[56]);
        SecretBytes s0 = SecretBytes.owning(new byte[32]);
        SessionKeys keys = SessionKeys.ofFirstStream(kdf, s0, negotiated);
        assertThatIllegalStateException().isThrownBy(s0::reveal);
        SecretBytes mac = keys.of(Role.RESPONDER).macKey();
        byte[] inside = mac.reveal();
        keys.close();
        assertThat(inside).containsOnly(0);
        assertThatIllegalStateException().isThrownBy(mac::reveal);
        assertThatIllegalStateException().isThrownBy(keys::zrtpSess);
    }

    @Test
    void theMachineHandsOutKeysOnceAndKeepsNone() {
        Call call = new Call.Pair().call().run().assertSecure();
        for (Party party : List.of(call.alice, call.bob)) {
            assertThat(party.count(ZrtpOutput.KeysReady.class)).isEqualTo(2);
        }
    }
}
