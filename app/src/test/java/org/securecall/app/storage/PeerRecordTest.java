// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecall.app.storage.Stores.BOB;
import static org.securecall.app.storage.Stores.BOBS_URI;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.app.api.LocalIdentity;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.secret.SecretBytes;

class PeerRecordTest {

    private static final Instant MET = Instant.ofEpochMilli(1_790_000_000_000L);
    private static final ZrtpOffer OFFER = new ZrtpOffer(Map.of(
            Kind.KEY_AGREEMENT, List.of("X255", "DH3k"),
            Kind.HASH, List.of("S256"),
            Kind.CIPHER, List.of(),
            Kind.AUTH_TAG, List.of("HS80"),
            Kind.SAS, List.of("B32", "zz")));

    @Test
    void recordOfTheFirstVersionIsReadWithoutAnOffer() throws Exception {
        Peer peer = PeerRecord.read(upToAddresses(1).toBytes());
        assertThat(peer.zid).isEqualTo(BOB);
        assertThat(peer.rs1.orElseThrow().matches(Stores.filled(7))).isTrue();
        assertThat(peer.addresses).containsExactly(BOBS_URI);
        assertThat(peer.offer).isEqualTo(ZrtpOffer.NONE);
        peer.wipeAll();
    }

    @Test
    void offerComesBack() throws Exception {
        for (ZrtpOffer offer : List.of(OFFER, ZrtpOffer.NONE)) {
            Peer peer = new Peer(LocalIdentity.MAIN, BOB, MET);
            peer.rs1 = Optional.of(SecretBytes.owning(Stores.filled(7)));
            peer.addresses.add(BOBS_URI);
            peer.offer = offer;
            Peer read = PeerRecord.read(PeerRecord.bytes(peer));
            assertThat(read.offer).isEqualTo(offer);
            assertThat(read.addresses).containsExactly(BOBS_URI);
            peer.wipeAll();
            read.wipeAll();
        }
    }

    @Test
    void offerThatNoHelloCanMakeIsLeftOutAndOneThatIsCutIsDamage() throws Exception {
        RecordOut record = upToAddresses(2).flag(true);
        for (int i = 0; i < Kind.values().length; i++) {
            record.texts(List.of("TOO LONG"));
        }
        Peer peer = PeerRecord.read(record.toBytes());
        assertThat(peer.offer).isEqualTo(ZrtpOffer.NONE);
        assertThat(peer.name).isEqualTo("Bob");
        peer.wipeAll();
        assertThatThrownBy(() -> PeerRecord.read(upToAddresses(2).flag(true).toBytes()))
                .isInstanceOf(DamagedException.class);
    }

    private static RecordOut upToAddresses(int version) {
        return new RecordOut(version)
                .text(LocalIdentity.MAIN.token())
                .bytes(BOB.bytes())
                .optionalBytes(Optional.of(Stores.filled(7)))
                .optionalBytes(Optional.empty())
                .optionalBytes(Optional.empty())
                .flag(true)
                .optionalTime(Optional.of(MET))
                .flag(false)
                .optionalTime(Optional.empty())
                .text(BOBS_URI)
                .text("Bob")
                .text("Test 1.0")
                .time(MET)
                .time(MET)
                .texts(List.of(BOBS_URI));
    }
}
