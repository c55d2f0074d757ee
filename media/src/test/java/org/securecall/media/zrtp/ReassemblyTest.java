// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fragments on the wire, and messages out of fragments, whatever somebody makes of them. */
class ReassemblyTest {

    private static final int SSRC = 0x01020304;
    private static final int MOST_HELD = 4 * Reassembly.MOST_WORDS * Reassembly.MOST_MESSAGES;

    private final Reassembly reassembly = new Reassembly();

    private static Octets message(int words, int seed) {
        byte[] message = new byte[4 * words];
        SplittableRandom dice = new SplittableRandom(seed);
        dice.nextBytes(message);
        return Octets.owning(message);
    }

    private static ZrtpPacket.Fragment fragment(int id, int totalWords, int offsetWords, int partWords) {
        return new ZrtpPacket.Fragment(1, SSRC, id, totalWords, offsetWords, message(partWords, id + offsetWords));
    }

    private static List<ZrtpPacket.Fragment> split(int id, Octets message, int mtu) {
        return ZrtpPacket.split(7, SSRC, id, message, mtu);
    }

    private Reassembly.Taken takeAll(List<ZrtpPacket.Fragment> fragments) {
        Reassembly.Taken last = new Reassembly.Taken.Incomplete();
        for (ZrtpPacket.Fragment fragment : fragments) {
            last = reassembly.take(fragment);
        }
        return last;
    }

    private static Reassembly.Taken complete(Octets message) {
        return new Reassembly.Taken.Complete(message);
    }

    @Test
    void aFragmentLooksOnTheWireAsBzrtpHasIt() {
        byte[] packet = ZrtpPacket.write(
                new ZrtpPacket.Fragment(0x1234, SSRC, 0x0a0b, 435, 357, Octets.owning(new byte[] {1, 2, 3, 4})));
        ByteBuffer view = ByteBuffer.wrap(packet);
        assertThat(packet).hasSize(28);
        assertThat(view.getInt(0)).isEqualTo(0x11001234);
        assertThat(view.getInt(4)).isEqualTo(0x5a525450);
        assertThat(view.getInt(8)).isEqualTo(SSRC);
        assertThat(view.getInt(12)).isEqualTo(0x0a0b << 16 | 435);
        assertThat(view.getInt(16)).isEqualTo(357 << 16 | 1);
        assertThat(view.getInt(20)).isEqualTo(0x01020304);
        assertThat(ZrtpPacket.parse(view))
                .isEqualTo(new ZrtpPacket.Fragment(
                        0x1234, SSRC, 0x0a0b, 435, 357, Octets.owning(new byte[] {1, 2, 3, 4})));
    }

    /** The sizes that bzrtp gives a Commit with X3M3 and the default MTU: 1428 octets of message, and the rest. */
    @Test
    void aLongMessageGoesInPartsThatFillTheMtu() {
        List<ZrtpPacket.Fragment> fragments = split(9, message(435, 1), ZrtpConfig.DEFAULT_MTU);
        assertThat(fragments).extracting(f -> f.part().length()).containsExactly(1428, 312);
        assertThat(fragments).extracting(ZrtpPacket.Fragment::offsetWords).containsExactly(0, 357);
        assertThat(fragments).extracting(ZrtpPacket.Fragment::sequence).containsExactly(7, 8);
        assertThat(fragments).extracting(f -> ZrtpPacket.write(f).length).containsExactly(1452, 336);
    }

    @ParameterizedTest
    @ValueSource(ints = {28, 31, 32, 100, 597, 1452, 2200})
    void whateverTheMtuTheMessageComesOutAsItWentIn(int mtu) {
        for (int words : new int[] {3, 4, 7, 29, 435, Reassembly.MOST_WORDS}) {
            Octets message = message(words, words);
            List<ZrtpPacket.Fragment> fragments = split(words, message, mtu);
            assertThat(fragments).allMatch(f -> ZrtpPacket.write(f).length <= mtu);
            List<ZrtpPacket.Fragment> received = fragments.stream()
                    .map(f -> (ZrtpPacket.Fragment) ZrtpPacket.parse(ByteBuffer.wrap(ZrtpPacket.write(f))))
                    .toList();
            assertThat(takeAll(received)).isEqualTo(complete(message));
            assertThat(reassembly.held()).isZero();
        }
    }

    @Test
    void anyOrderWillDoAndDuplicatesDoNoHarm() {
        Octets message = message(200, 5);
        List<ZrtpPacket.Fragment> fragments = split(5, message, 100);
        for (int seed = 0; seed < 50; seed++) {
            List<ZrtpPacket.Fragment> mixed = new ArrayList<>(fragments.subList(1, fragments.size()));
            mixed.addAll(fragments.subList(2, 5));
            shuffle(mixed, new SplittableRandom(seed));
            assertThat(takeAll(mixed)).isEqualTo(new Reassembly.Taken.Incomplete());
            assertThat(reassembly.take(fragments.getFirst())).isEqualTo(complete(message));
        }
    }

    private static void shuffle(List<ZrtpPacket.Fragment> list, SplittableRandom dice) {
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, dice.nextInt(i + 1));
        }
    }

    @Test
    void partsOfTwoTransmissionsAreAsGoodAsThoseOfOne() {
        Octets message = message(200, 5);
        List<ZrtpPacket.Fragment> first = split(5, message, 400);
        // The sender learnt in between that the path takes less.
        List<ZrtpPacket.Fragment> second = split(5, message, 300);
        reassembly.take(first.getFirst());
        assertThat(takeAll(second)).isEqualTo(complete(message));
    }

    /** bzrtp up to June 2026 wrote past its buffer here: what a fragment says of itself was believed. */
    @ParameterizedTest
    @CsvSource({
        // total, offset, part, all in words
        "0, 0, 1",
        "1, 0, 2",
        "1, 1, 1",
        "10, 9, 2",
        "10, 10, 1",
        "10, 65535, 1",
        "10, 65535, 357",
        "10, 0, 357",
        "531, 0, 1",
        "531, 530, 1",
        "65535, 0, 357",
        "65535, 65535, 357",
        "65535, 65534, 2",
    })
    void aFragmentThatReachesOutOfItsMessageOrOfAnyMessageIsDropped(int total, int offset, int part) {
        assertThat(reassembly.take(fragment(1, total, offset, part))).isEqualTo(new Reassembly.Taken.Impossible());
        assertThat(reassembly.held()).isZero();
        // The first fragment of a message with the number 0 was another of bzrtp's troubles.
        assertThat(reassembly.take(fragment(0, total, offset, part))).isEqualTo(new Reassembly.Taken.Impossible());
    }

    /** The second fragment is measured against what there is, and not against what it says itself. */
    @Test
    void aLaterFragmentThatClaimsALongerMessageDoesNotGrowTheFirst() {
        reassembly.take(fragment(1, 10, 0, 5));
        assertThat(reassembly.take(fragment(1, 400, 5, 357))).isEqualTo(new Reassembly.Taken.Incomplete());
        assertThat(reassembly.held()).isEqualTo(4 * 410);
        assertThat(reassembly.take(fragment(1, 10, 8, 5))).isEqualTo(new Reassembly.Taken.Impossible());
        assertThat(reassembly.take(fragment(1, 10, 5, 5))).isInstanceOf(Reassembly.Taken.Complete.class);
        assertThat(reassembly.held()).isEqualTo(4 * 400);
    }

    @Test
    void memoryIsBoundedWhateverComes() {
        SplittableRandom dice = new SplittableRandom(11);
        for (int i = 0; i < 100_000; i++) {
            reassembly.take(new ZrtpPacket.Fragment(
                    i,
                    dice.nextInt(3),
                    dice.nextInt(1 << 16),
                    dice.nextInt(1 << dice.nextInt(1, 17)),
                    dice.nextInt(1 << dice.nextInt(1, 17)),
                    Octets.owning(new byte[4 * dice.nextInt(0, 20)])));
            assertThat(reassembly.held()).isLessThanOrEqualTo(MOST_HELD);
        }
        assertThat(reassembly.held()).isPositive();
        reassembly.clear();
        assertThat(reassembly.held()).isZero();
    }

    @Test
    void theOneThatWasTouchedLongestAgoHasToGo() {
        for (int id = 1; id <= Reassembly.MOST_MESSAGES; id++) {
            reassembly.take(fragment(id, 10, 0, 5));
        }
        reassembly.take(fragment(1, 10, 0, 5));
        reassembly.take(fragment(9, 10, 0, 5));
        assertThat(reassembly.take(fragment(2, 10, 5, 5))).isEqualTo(new Reassembly.Taken.Incomplete());
        assertThat(reassembly.take(fragment(1, 10, 5, 5))).isInstanceOf(Reassembly.Taken.Complete.class);
    }

    /** Overlaps that say the same are no contradiction; two parts that were counted twice do not make a whole. */
    @Test
    void overlappingFragmentsAreCountedByTheWordsTheyBring() {
        Octets message = message(10, 3);
        for (int offset = 0; offset < 5; offset++) {
            assertThat(reassembly.take(part(message, offset, 5))).isEqualTo(new Reassembly.Taken.Incomplete());
        }
        assertThat(reassembly.take(part(message, 5, 5))).isEqualTo(complete(message));
    }

    private static ZrtpPacket.Fragment part(Octets message, int offset, int words) {
        return new ZrtpPacket.Fragment(
                1, SSRC, 3, message.length() / 4, offset, message.slice(4 * offset, 4 * (offset + words)));
    }

    @Test
    void aContradictionBeginsAnewSoThatAForgeryCannotBlockTheMessage() {
        Octets message = message(10, 3);
        byte[] forged = message.slice(8, 28).toArray();
        forged[19] ^= 1;
        ZrtpPacket.Fragment forgery = new ZrtpPacket.Fragment(1, SSRC, 3, 10, 2, Octets.owning(forged));
        reassembly.take(part(message, 0, 5));
        assertThat(reassembly.take(forgery)).isEqualTo(new Reassembly.Taken.Incomplete());
        // The honest second part contradicts the forgery; what is missing now comes with the retransmission.
        assertThat(reassembly.take(part(message, 5, 5))).isEqualTo(new Reassembly.Taken.Incomplete());
        assertThat(reassembly.take(part(message, 0, 5))).isEqualTo(complete(message));
    }

    @Test
    void twoSendersWithTheSameNumberAreToldApart() {
        Octets message = message(10, 3);
        reassembly.take(part(message, 0, 5));
        ZrtpPacket.Fragment other = new ZrtpPacket.Fragment(1, SSRC + 1, 3, 10, 5, message.slice(20, 40));
        assertThat(reassembly.take(other)).isEqualTo(new Reassembly.Taken.Incomplete());
        assertThat(reassembly.take(part(message, 5, 5))).isEqualTo(complete(message));
    }

    @Test
    void aFragmentThatIsNotAsLongAsItSaysIsJunk() {
        byte[] packet = ZrtpPacket.write(fragment(1, 20, 0, 5));
        for (int words = 0; words < 40; words++) {
            byte[] changed = packet.clone();
            ByteBuffer.wrap(changed).putShort(18, (short) words);
            Class<?> expected = words == 5 ? ZrtpPacket.Fragment.class : ZrtpPacket.Junk.class;
            assertThat(ZrtpPacket.parse(ByteBuffer.wrap(withCrc(changed)))).isInstanceOf(expected);
        }
    }

    @Test
    void everyTruncatedOrDamagedFragmentIsJunk() {
        byte[] packet = ZrtpPacket.write(fragment(1, 20, 3, 5));
        for (int length = 0; length < packet.length; length++) {
            assertThat(ZrtpPacket.parse(ByteBuffer.wrap(packet, 0, length))).isInstanceOf(ZrtpPacket.Junk.class);
            if (length >= 20) {
                assertThat(ZrtpPacket.parse(ByteBuffer.wrap(withCrc(Arrays.copyOf(packet, length)))))
                        .isInstanceOf(ZrtpPacket.Junk.class);
            }
        }
        for (int bit = 0; bit < 8 * packet.length; bit++) {
            byte[] flipped = packet.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ZrtpPacket.parse(ByteBuffer.wrap(flipped))).isInstanceOf(ZrtpPacket.Junk.class);
        }
    }

    private static byte[] withCrc(byte[] packet) {
        CRC32C crc = new CRC32C();
        crc.update(packet, 0, packet.length - 4);
        ByteBuffer.wrap(packet).putInt(packet.length - 4, Integer.reverseBytes((int) crc.getValue()));
        return packet;
    }
}
