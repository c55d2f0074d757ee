// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.identity.DeviceCertificate.Verdict;
import org.securecall.media.api.Zid;

class DeviceCertificateTest {

    /** Computed by another implementation. */
    static final String TEXT =
            "securecall:device?v=1&c=ARBBbGljZeKAmXMgbGFwdG9w_FHNjmIYoaONpH7QAjDwWAgW7RO6MwOsXeuRFUiQgCUAESIzRFVmd4iZqrsAAAAAaVW5AAAAAABtGCAA11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURotFeSPtI8_GirNSkTq__ZkWjTmg7W9GpiSgpjpUAAoFRN1bNJfTLU85EXXlo-pJWnDDV-L2hkPClNITCM-TXwE";

    private static final IdentityKey ALICE = Identities.alice().key();
    private static final Duration TWO_YEARS = Duration.ofDays(730);
    private static final Instant NOW = Identities.ISSUED.plusSeconds(3600);

    private static DeviceCertificate certificate() throws IdentityException {
        return issue(Identities.alice(), Identities.laptop().key());
    }

    private static DeviceCertificate issue(OwnIdentity identity, IdentityKey device) throws IdentityException {
        return DeviceCertificate.issue(
                identity, Identities.LAPTOP_NAME, device, Identities.ZID, Identities.ISSUED, TWO_YEARS);
    }

    @Test
    void aCertificateIsWrittenAsDescribed() throws Exception {
        assertThat(certificate().text()).isEqualTo(TEXT);
    }

    @Test
    void aCertificateIsReadAsItWasWritten() throws Exception {
        DeviceCertificate read = DeviceCertificate.parse(TEXT);
        assertThat(read).isEqualTo(certificate());
        assertThat(read.name()).isEqualTo(Identities.LAPTOP_NAME);
        assertThat(read.verify(ALICE, NOW)).isEqualTo(Verdict.VALID);
    }

    @Test
    void everyFlippedBitIsRefused() throws Exception {
        byte[] encoded = certificate().encode();
        for (int bit = 0; bit < encoded.length * 8; bit++) {
            assertThat(holds(Identities.flipped(encoded, bit))).as("bit " + bit).isFalse();
        }
    }

    @Test
    void everyFlippedBitOfTheTextIsRefused() {
        for (int bit = 0; bit < TEXT.length() * 8; bit++) {
            String other = Identities.flipped(TEXT, bit);
            boolean holds;
            try {
                holds = DeviceCertificate.parse(other).verify(ALICE, NOW) == Verdict.VALID;
            } catch (IdentityException e) {
                holds = false;
            }
            assertThat(holds).as(other).isFalse();
        }
    }

    private static boolean holds(byte[] encoded) {
        try {
            return DeviceCertificate.decode(encoded).verify(ALICE, NOW) == Verdict.VALID;
        } catch (IdentityException e) {
            return false;
        }
    }

    @Test
    void everyOtherLengthIsRefused() throws Exception {
        byte[] encoded = certificate().encode();
        for (int length = 0; length < encoded.length + 70; length++) {
            if (length != encoded.length) {
                byte[] other = Arrays.copyOf(encoded, length);
                assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> DeviceCertificate.decode(other));
            }
        }
    }

    @Test
    void oneThatAnotherPersonIssuedIsNotAlices() throws Exception {
        DeviceCertificate bobs = issue(Identities.bob(), Identities.laptop().key());
        assertThat(bobs.verify(ALICE, NOW)).isEqualTo(Verdict.OTHER_IDENTITY);
        assertThat(bobs.verify(Identities.bob().key(), NOW)).isEqualTo(Verdict.VALID);
    }

    @Test
    void oneInWhichAlicesNameWasPutIsForged() throws Exception {
        DeviceCertificate bobs = issue(Identities.bob(), Identities.laptop().key());
        DeviceCertificate forged = new DeviceCertificate(
                bobs.name(), bobs.device(), bobs.zid(), bobs.issued(), bobs.expires(), ALICE, bobs.signature());
        assertThat(forged.verify(ALICE, NOW)).isEqualTo(Verdict.FORGED);
    }

    @Test
    void oneWithASwappedDeviceZidNameOrTimeIsForged() throws Exception {
        DeviceCertificate real = certificate();
        IdentityKey bob = Identities.bob().key();
        Zid zid = new Zid("ffffffffffffffffffffffff");
        Instant later = real.expires().plusSeconds(1);
        Instant earlier = real.issued().minusSeconds(1);
        String signature = real.signature();
        assertThat(new DeviceCertificate[] {
                    new DeviceCertificate(
                            "x", real.device(), real.zid(), real.issued(), real.expires(), ALICE, signature),
                    new DeviceCertificate(
                            real.name(), bob, real.zid(), real.issued(), real.expires(), ALICE, signature),
                    new DeviceCertificate(
                            real.name(), real.device(), zid, real.issued(), real.expires(), ALICE, signature),
                    new DeviceCertificate(
                            real.name(), real.device(), real.zid(), earlier, real.expires(), ALICE, signature),
                    new DeviceCertificate(
                            real.name(), real.device(), real.zid(), real.issued(), later, ALICE, signature)
                })
                .allSatisfy(other -> assertThat(other.verify(ALICE, NOW)).isEqualTo(Verdict.FORGED));
    }

    /** The device signed with its own key what the identity should have signed. */
    @Test
    void oneThatTheDeviceSignedItselfIsForged() throws Exception {
        DeviceCertificate own = issue(Identities.laptop(), Identities.bob().key());
        DeviceCertificate forged = new DeviceCertificate(
                own.name(), own.device(), own.zid(), own.issued(), own.expires(), ALICE, own.signature());
        assertThat(forged.verify(ALICE, NOW)).isEqualTo(Verdict.FORGED);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-30T23:59:59Z, NOT_YET_VALID",
        "2025-12-31T00:00:00Z, VALID",
        "2026-01-01T00:00:00Z, VALID",
        "2027-12-31T23:59:59Z, VALID",
        "2028-01-01T00:00:00Z, EXPIRED",
        "9999-12-31T23:59:59Z, EXPIRED",
        "1970-01-01T00:00:00Z, NOT_YET_VALID"
    })
    void whetherItHoldsDependsOnTheClock(Instant now, Verdict verdict) throws Exception {
        assertThat(certificate().verify(ALICE, now)).isEqualTo(verdict);
    }

    @Test
    void aForgedOneIsForgedWhateverTheClockSays() throws Exception {
        byte[] encoded = certificate().encode();
        DeviceCertificate forged = DeviceCertificate.decode(Identities.flipped(encoded, encoded.length * 8 - 1));
        assertThat(forged.verify(ALICE, Instant.parse("2050-01-01T00:00:00Z"))).isEqualTo(Verdict.FORGED);
    }

    @Test
    void aNameIsCleanedAndCut() throws Exception {
        assertThat(named("  my\u0007 phone\n").name()).isEqualTo("my\ufffd phone");
        assertThat(named("evil\u202egnp").name()).isEqualTo("evil\ufffdgnp");
        assertThat(named("\u00e4".repeat(40)).name()).isEqualTo("\u00e4".repeat(32));
        assertThat(named("x".repeat(63) + "\ud83d\ude80").name()).isEqualTo("x".repeat(63));
        assertThat(DeviceCertificate.decode(named("\u00e4".repeat(40)).encode()).verify(ALICE, NOW))
                .isEqualTo(Verdict.VALID);
    }

    private static DeviceCertificate named(String name) throws IdentityException {
        return DeviceCertificate.issue(
                Identities.alice(), name, Identities.laptop().key(), Identities.ZID, Identities.ISSUED, TWO_YEARS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void aDeviceWithoutANameGetsNoCertificate(String name) {
        assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> named(name));
    }

    /** Signed properly, by somebody who writes what he likes. */
    @ParameterizedTest
    @ValueSource(strings = {"", " x", "x ", "a\nb", "a\u202eb", "\u0000"})
    void aReceivedNameThatIsNotPlainIsRefused(String name) throws Exception {
        byte[] encoded = certificate().encode();
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        byte[] rest = Arrays.copyOfRange(encoded, 18, encoded.length);
        byte[] other = new byte[2 + utf8.length + rest.length];
        other[0] = 1;
        other[1] = (byte) utf8.length;
        System.arraycopy(utf8, 0, other, 2, utf8.length);
        System.arraycopy(rest, 0, other, 2 + utf8.length, rest.length);
        assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> DeviceCertificate.decode(other));
    }

    @Test
    void aDeviceWithTheIdentitysOwnKeyIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> issue(Identities.alice(), ALICE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "securecall:device?v=1&c=",
                "securecall:device?v=2&c=AQ",
                "securecall:device?v=1&c=!!",
                "securecall:verify?v=1",
                "securecall:device?v=1&c=AQ=="
            })
    void anyOtherTextIsRefused(String text) {
        assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> DeviceCertificate.parse(text));
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> DeviceCertificate.parse(text + "A".repeat(100_000)));
    }

    @Test
    void nameAndZidAreNotPrinted() throws Exception {
        assertThat(certificate().toString()).doesNotContain("laptop").doesNotContain(Identities.ZID.hex());
    }
}
