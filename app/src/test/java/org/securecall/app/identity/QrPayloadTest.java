// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.account.SipAddress;
import org.securecall.media.secret.SecretBytes;

class QrPayloadTest {

    private static final String KEY = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    /** Both computed by another implementation. */
    private static final String PLAIN = "securecall:verify?v=1&k=" + KEY + "&a=sip:alice@example.org"
            + "&s=zG0hA_bVec1WynrI0wA3H7oDg9aAhNqPMMYm3tKEjdrMh3NBK5DlVwi9C679Bnkniffyi4Ae0caNmW-SL6vhAw";

    private static final String SECRET = "securecall:verify?v=1&k=" + KEY
            + "&a=sips:al%2Bice@%5B2001:db8::1%5D:5071%3Btransport%3Dtls"
            + "&x=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
            + "&s=0c0ec3ShB3xaPMTKNqgUe1WDTDhG7LVHOs8SN6iTwewLh22xOpO7cNrKxXmeZ4--SH0KiO7g1gXvBjxTCIToCg";

    @Test
    void aCodeIsWrittenAsDescribed() throws Exception {
        QrPayload payload = QrPayload.of(Identities.alice(), SipAddress.parse("sip:alice@example.org"));
        assertThat(payload.text()).isEqualTo(PLAIN);
    }

    @Test
    void aCodeWithASecretIsWrittenAsDescribed() throws Exception {
        SecretBytes secret = SecretBytes.owning(
                HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
        SipAddress address = SipAddress.parse("sips:al+ice@[2001:db8::1]:5071;transport=tls");
        assertThat(QrPayload.signed(Identities.alice(), address, secret).text()).isEqualTo(SECRET);
    }

    @Test
    void aCodeIsReadAsItWasWritten() throws Exception {
        try (QrPayload read = QrPayload.parse(SECRET);
                SecretBytes secret = read.secret().orElseThrow()) {
            assertThat(read.key()).isEqualTo(Identities.alice().key());
            assertThat(read.address().toString()).isEqualTo("sips:al+ice@[2001:db8::1]:5071;transport=tls");
            assertThat(secret.length()).isEqualTo(QrPayload.SECRET_BYTES);
            assertThat(secret.reveal()[31]).isEqualTo((byte) 31);
            assertThat(read.text()).isEqualTo(SECRET);
        }
        assertThat(QrPayload.parse(PLAIN).secret()).isEmpty();
    }

    @Test
    void everyFreshSecretIsAnother() throws Exception {
        SecureRandom random = new SecureRandom();
        SipAddress address = SipAddress.parse("sip:alice@example.org");
        try (QrPayload one = QrPayload.withSecret(Identities.alice(), address, random);
                QrPayload other = QrPayload.withSecret(Identities.alice(), address, random)) {
            assertThat(one.text()).isNotEqualTo(other.text());
            assertThat(QrPayload.parse(one.text()).text()).isEqualTo(one.text());
        }
    }

    static Stream<String> codes() {
        return Stream.of(PLAIN, SECRET);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyFlippedBitIsRefused(String code) {
        for (int bit = 0; bit < code.length() * 8; bit++) {
            refuse(Identities.flipped(code, bit));
        }
    }

    @ParameterizedTest
    @MethodSource("codes")
    void everyCutIsRefused(String code) {
        for (int length = 0; length < code.length(); length++) {
            refuse(code.substring(0, length));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    another scheme          | securecall:verify    | sip:verify
                    in capitals             | securecall:verify    | SECURECALL:verify
                    another verb            | :verify?             | :verifies?
                    a newer version         | v=1                  | v=2
                    version nought          | v=1                  | v=0
                    a version with a nought | v=1                  | v=01
                    a very new version      | v=1                  | v=99999999999999999999
                    no version              | v=1&                 |
                    the version twice       | v=1                  | v=1&v=1
                    the key twice           | &a=                  | &k=11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo&a=
                    padding                 | PcHURo               | PcHURo=
                    other base64            | S_7T                 | S/7T
                    spare bits              | PcHURo               | PcHURp
                    no address              | sip:alice@example.org |
                    no scheme of an address | sip:alice@           | alice@
                    another kind of address | sip:alice@           | mailto:alice@
                    a name around it        | sip:alice@example.org | A%20%3Csip:alice@example.org%3E
                    a line break            | sip:alice            | sip:al%0D%0Aice
                    a null character        | sip:alice            | sip:al%00ice
                    an escape cut short     | example.org          | example.or%4
                    no hexadecimal digits   | example.org          | example.or%zz
                    an escape without need  | sip:alice            | sip:%61lice
                    an escape in lower case | sip:alice            | sip:al%2bice
                    not UTF-8               | sip:alice            | sip:%FF
                    a plus                  | sip:alice            | sip:al+ice
                    capitals in the host    | example.org          | Example.org
                    headers                 | example.org          | example.org%3Fsubject%3Dx
                    a password              | sip:alice@           | sip:alice:secret@
                    an empty secret         | &s=                  | &x=&s=
                    a short secret          | &s=                  | &x=AAEC&s=
                    something more          | &s=                  | &y=1&s=
                    a fragment              | &s=                  | #&s=
                    """)
    void aCodeThatIsWrittenOtherwiseIsRefused(String what, String part, String other) {
        assertThat(PLAIN).as(what).contains(part);
        refuse(PLAIN.replace(part, other == null ? "" : other));
    }

    /** By somebody who signs what he likes with a key of his own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "securecall:verify?v=1&k=KEY&a=sip:%61lice@example.org",
                "securecall:verify?v=1&k=KEY&a=sip:alice@EXAMPLE.org",
                "securecall:verify?v=1&k=KEY&a=sip:alice@example.org%0A",
                "securecall:verify?v=1&k=KEY&a=%20sip:alice@example.org",
                "securecall:verify?v=1&k=KEY&a=sip:alice:secret@example.org",
                "securecall:verify?v=1&k=KEY&a=sip:alice@example.org%3Fx%3Dy",
                "securecall:verify?v=1&k=KEY&a=practice",
                "securecall:verify?v=1&k=KEY&a=sip:alice@example.org&x=AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh9",
                "securecall:verify?v=1&a=sip:alice@example.org&k=KEY",
                "securecall:verify?k=KEY&a=sip:alice@example.org&v=1",
                "securecall:verify?v=1&k=KEY&a=sip:alice@example.org&y=1",
                "securecall:verify?v=1&k=AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA&a=sip:alice@example.org"
            })
    void aValidSignatureSavesNoOtherSpelling(String body) {
        String whole = body.replace("KEY", KEY);
        byte[] message = whole.getBytes(StandardCharsets.US_ASCII);
        refuse(whole + "&s=" + Base64Url.encode(Identities.alice().sign(SignedFor.QR_CODE, message)));
    }

    @Test
    void theSignatureOfAnotherPersonIsRefused() {
        String body = PLAIN.substring(0, PLAIN.indexOf("&s="));
        byte[] message = body.getBytes(StandardCharsets.US_ASCII);
        refuse(body + "&s=" + Base64Url.encode(Identities.bob().sign(SignedFor.QR_CODE, message)));
    }

    @Test
    void anythingAroundACodeIsRefused() {
        refuse(" " + PLAIN);
        refuse(PLAIN + " ");
        refuse(PLAIN + "\n");
        refuse(PLAIN + "\u0000");
        refuse(PLAIN + PLAIN);
        refuse("x".repeat(100_000));
        refuse("securecall:verify?" + "a".repeat(100_000));
        refuse("");
    }

    @Test
    void aNewerVersionIsNamedAsSuch() {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> QrPayload.parse("securecall:verify?v=2&anything=else"))
                .withMessage("This code is from a newer version of the program");
    }

    @Test
    void neitherKeyNorSecretNorAddressIsPrinted() throws Exception {
        assertThat(QrPayload.parse(SECRET).toString())
                .doesNotContain("AAECAw")
                .doesNotContain("al+ice")
                .doesNotContain(KEY);
    }

    private static void refuse(String text) {
        assertThatExceptionOfType(IdentityException.class)
                .as(text)
                .isThrownBy(() -> QrPayload.parse(text))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain(KEY));
    }
}
