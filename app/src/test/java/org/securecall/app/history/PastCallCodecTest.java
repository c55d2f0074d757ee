// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.Security;

class PastCallCodecTest {

    static List<PastCall> samples() {
        return PastCalls.samples();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void callComesBackAsItWas(PastCall call) throws Exception {
        assertThat(PastCallCodec.decode(call.id(), PastCallCodec.encode(call))).isEqualTo(call);
    }

    /** What the databases out there hold: this must not change, another form needs another version. */
    @Test
    void formIsTheOneThatWasWrittenBefore() {
        assertThat(HexFormat.of().formatHex(PastCallCodec.encode(PastCalls.bare())))
                .isEqualTo("0100" + "f4fbb784c168" + "c0b802" + "13" + hex("sip:bob@example.org") + "00" + "ce07" + "09"
                        + hex("Cancelled") + "00" + "00" + "00");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void ordinaryCallTakesFewBytes() {
        assertThat(PastCallCodec.encode(PastCalls.full())).hasSizeLessThan(190);
        assertThat(PastCallCodec.encode(PastCalls.bare())).hasSizeLessThan(50);
    }

    @Test
    void everyTruncationIsRefused() {
        for (PastCall call : List.of(PastCalls.full(), PastCalls.bare())) {
            byte[] whole = PastCallCodec.encode(call);
            for (int length = 0; length < whole.length; length++) {
                byte[] part = Arrays.copyOf(whole, length);
                assertThatThrownBy(() -> PastCallCodec.decode(1, part))
                        .as("%s of %s bytes", part.length, whole.length)
                        .isInstanceOf(DamagedPastCallException.class)
                        .message()
                        .isNotBlank();
            }
        }
    }

    /** A damaged call is refused or is another one: never does it have a second form. */
    @Test
    void everyFlippedBitIsRefusedOrMakesAnotherCall() {
        byte[] whole = PastCallCodec.encode(PastCalls.full());
        int refused = 0;
        for (int bit = 0; bit < 8 * whole.length; bit++) {
            byte[] changed = whole.clone();
            changed[bit / 8] ^= (byte) (1 << (bit % 8));
            try {
                PastCall other = PastCallCodec.decode(7, changed);
                assertThat(PastCallCodec.encode(other)).as("bit %s", bit).isEqualTo(changed);
                assertThat(other).isNotEqualTo(PastCalls.full());
            } catch (DamagedPastCallException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void whatIsNoCallIsRefused() {
        byte[] bare = PastCallCodec.encode(PastCalls.bare());
        refused(new byte[0]);
        refused(Arrays.copyOf(bare, bare.length + 1));
        refused(with(bare, 0, 2));
        refused(with(bare, 1, 0x40));
        // The protocol, the third from the end.
        refused(with(bare, bare.length - 3, 4));
        // A text that is longer than everything.
        refused(with(bare, 11, 0x7f));
        refused(HexFormat.of().parseHex("0100" + "00" + "00" + "ffffffffffffffffff01"));
        // Numbers of ten octets and more than 64 bits, and one with an octet too many.
        refused(HexFormat.of().parseHex("0100" + "ffffffffffffffffff02"));
        refused(HexFormat.of().parseHex("0100" + "8000"));
        // Half a letter.
        refused(HexFormat.of().parseHex("0100" + "00" + "00" + "01c3" + "00" + "00" + "00" + "000000"));
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at] = (byte) value;
        return changed;
    }

    private static void refused(byte[] bytes) {
        assertThatThrownBy(() -> PastCallCodec.decode(1, bytes)).isInstanceOf(DamagedPastCallException.class);
    }

    @Test
    void qualityThatIsNoneIsRefused() {
        for (String times : List.of("7ff8000000000000", "7ff0000000000000", "fff0000000000000")) {
            refused(HexFormat.of()
                    .parseHex("0120" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00"
                            + times + "0000000000000000" + "00"));
        }
        refused(HexFormat.of()
                .parseHex("0120" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "00" + "01" + "00"
                        + "0000000000000000" + "0000000000000000" + "00"));
    }

    @Test
    void everyStateAndEveryProtocolHasANumber() {
        assertThat(PastCallCodec.STATES).containsExactlyInAnyOrder(Security.State.values());
        assertThat(PastCallCodec.PROTOCOLS).containsExactlyInAnyOrder(Security.Protocol.values());
    }

    @Test
    void halfALetterBecomesAQuestionMark() throws Exception {
        PastCall odd = PastCalls.with("sip:a@b", "x\uD83D", PastCalls.START);
        assertThat(PastCallCodec.decode(0, PastCallCodec.encode(odd)).displayName())
                .isEqualTo("x?");
    }
}
