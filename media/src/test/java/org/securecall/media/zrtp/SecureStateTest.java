// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.Secrets;
import org.securecall.media.secret.SecretBytes;

/** What a peer that has the keys can still say. */
class SecureStateTest {

    private static final ConfirmContent SAYS_NOTHING = new ConfirmContent(
            Octets.copyOf(new byte[32]), false, false, false, false, ConfirmContent.FOR_EVER, Optional.empty());

    private final MemoryCache cache = new MemoryCache(1, InstantSource.system());
    private final Context context = new Context(
            ZrtpConfig.recommended(1, cache, new KeyPool(new SecureRandom()), InstantSource.system()),
            new SecureRandom(),
            Optional.empty());
    private final Negotiated negotiated = Scripted.negotiated(KeyAgreement.X255);
    private final Agreed agreed = new Agreed(
            Role.INITIATOR,
            new Peer(new Scripted().hello(), 2),
            negotiated,
            SessionKeys.ofFirstStream(
                    new KeyDerivation(HashAlgorithm.S256, new byte[56]), SecretBytes.owning(new byte[32]), negotiated),
            Optional.of(new RetainedMatch(null, RetainedMatch.Which.NONE, Secrets.FIRST)),
            false,
            ZrtpDetails.Exchange.PLAIN,
            false);
    private final State secure = Secure.enter(context, agreed, Optional.empty(), SAYS_NOTHING, Optional.empty(), true);

    private List<ZrtpOutput> after(ZrtpMessage message) {
        context.drain();
        assertThat(secure.receive(context, message, 2)).isSameAs(secure);
        return context.drain();
    }

    private static ZrtpMessage sent(ZrtpOutput output) {
        byte[] packet = ((ZrtpOutput.Send) output).packet();
        ZrtpPacket.Intact intact = (ZrtpPacket.Intact) ZrtpPacket.parse(ByteBuffer.wrap(packet));
        return ((ParsedMessage.Valid) ParsedMessage.parse(intact.message())).message();
    }

    @Test
    void anAuthenticGoClearIsAnsweredWithAnErrorAndNotObeyed() {
        GoClear goClear =
                GoClear.create(GoClear.mac(HashAlgorithm.S256, agreed.peerKeys().macKey()));
        List<ZrtpOutput> outputs = after(goClear);
        assertThat(((ErrorMessage) sent(outputs.get(0))).code()).isEqualTo(0x100);
        assertThat(outputs.get(1)).isEqualTo(new ZrtpOutput.GoClearRefused(true));
    }

    @Test
    void aGoClearOfThisSideReflectedIsNotAuthentic() {
        GoClear reflected =
                GoClear.create(GoClear.mac(HashAlgorithm.S256, agreed.ownKeys().macKey()));
        assertThat(after(reflected)).containsExactly(new ZrtpOutput.GoClearRefused(false));
    }

    @Test
    void goClearIsAnsweredWithinBounds() {
        GoClear goClear =
                GoClear.create(GoClear.mac(HashAlgorithm.S256, agreed.peerKeys().macKey()));
        int answers = 0;
        for (int i = 0; i < 100; i++) {
            answers += after(goClear).isEmpty() ? 0 : 1;
        }
        assertThat(answers).isEqualTo(10);
    }

    @Test
    void anAuthenticSasRelayIsAcknowledgedAndNotShown() {
        Octets content = Octets.copyOf(new byte[40]);
        Octets iv = Octets.copyOf(new byte[16]);
        Octets mac = HashAlgorithm.S256.mac64(agreed.peerKeys().macKey().reveal(), content.toArray());
        List<ZrtpOutput> outputs = after(SasRelay.create(mac, iv, content));
        assertThat(outputs).hasSize(1);
        assertThat(sent(outputs.getFirst())).isEqualTo(Acknowledgement.RELAY_ACK);
        assertThat(after(SasRelay.create(Octets.copyOf(new byte[8]), iv, content)))
                .isEmpty();
    }

    @Test
    void theVerifiedFlagIsSentOnlyToAPeerThatHasTheSecret() {
        byte[] rs1 = {1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8, 1, 2, 3, 4, 5, 6, 7, 8};
        Octets right = HashAlgorithm.S256.mac64(rs1, Role.RESPONDER.ascii());
        Octets wrong = Octets.copyOf(new byte[8]);
        assertThat(verifiedBefore(rs1, new SecretIds(right, wrong, wrong, wrong)))
                .isTrue();
        assertThat(verifiedBefore(rs1, new SecretIds(wrong, right, wrong, wrong)))
                .isTrue();
        assertThat(verifiedBefore(rs1, new SecretIds(wrong, wrong, right, right)))
                .isFalse();
    }

    private boolean verifiedBefore(byte[] rs1, SecretIds peerIds) {
        RetainedSecrets retained =
                new RetainedSecrets(Optional.of(SecretBytes.copyOf(rs1)), Optional.empty(), true, Optional.empty());
        Agreed result = Agreed.byDiffieHellman(
                context,
                Role.INITIATOR,
                agreed.peer(),
                negotiated,
                new SharedSecrets(Optional.of(retained), Optional.empty(), Optional.empty()),
                peerIds,
                SecretBytes.owning(new byte[32]),
                Octets.copyOf(new byte[32]));
        Confirm confirm = result.confirm(context);
        ConfirmContent.Opened opened = ConfirmContent.open(confirm, result.ownKeys(), negotiated);
        assertThat(((ConfirmContent.Opened.Content) opened).content().verified())
                .isEqualTo(result.verifiedBefore());
        return result.verifiedBefore();
    }
}
