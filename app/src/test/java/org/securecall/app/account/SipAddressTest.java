// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipAddressTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    sip:bob@example.org               | sip:bob@example.org
                    bob@example.org                   | sip:bob@example.org
                    '  SIP:Bob@EXAMPLE.org '          | sip:Bob@example.org
                    sips:bob@example.org:5071         | sips:bob@example.org:5071
                    Bob B <sip:bob@example.org>       | sip:bob@example.org
                    sip:bob@192.0.2.7                 | sip:bob@192.0.2.7
                    sip:[2001:DB8::1]:5060            | sip:[2001:db8::1]:5060
                    sip:bob@[::1];transport=tcp       | sip:bob@[::1];transport=tcp
                    sip:localhost:5062                | sip:localhost:5062
                    sip:+49.30-1~2!*'(a)'@h           | sip:+49.30-1~2!*'(a)'@h
                    sip:a%20b;tag=1@h                 | sip:a%20b;tag=1@h
                    sip:bob@example.org.              | sip:bob@example.org.
                    """)
    void validAddressesAreReadInOneSpelling(String text, String spelling) throws Exception {
        assertThat(SipAddress.parse(text)).hasToString(spelling);
        assertThat(SipAddress.parse(spelling)).isEqualTo(SipAddress.parse(text));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                         | empty
                    '<>'                       | empty
                    bob                        | looks like
                    localhost:5060             | looks like
                    tel:+4930123               | Only SIP
                    https://example.org/a@b    | Only SIP
                    sip:                       | server's name is missing
                    sip:@example.org           | before the @ is missing
                    sip:bob@                   | server's name is missing
                    sip:bob:secret@example.org | password
                    sip:b b@example.org        | does not allow
                    sip:bö@example.org         | does not allow
                    sip:b%2@example.org        | does not allow
                    sip:bob@exam ple.org       | do not allow
                    sip:bob@-a.org             | do not allow
                    sip:bob@a..org             | do not allow
                    sip:bob@a@b.org            | do not allow
                    sip:bob@1.2.3              | not valid
                    sip:bob@1.2.3.256          | not valid
                    sip:bob@[::1               | not valid
                    sip:bob@[::g]              | not valid
                    sip:bob@[1.2.3.4]          | not valid
                    sip:bob@h:0                | port
                    sip:bob@h:65536            | port
                    sip:bob@h:                 | port
                    sip:bob@h:+5               | port
                    sip:bob@[::1]x             | port
                    sip:bob@:5060              | missing
                    sip:bob@h?Subject=x        | headers
                    sip:bob@h;                 | semicolon
                    sip:bob@h;a b              | semicolon
                    """)
    void invalidAddressesAreRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> SipAddress.parse(text))
                .isInstanceOf(InvalidEntryException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anAddressThatIsTooLongIsRefused() {
        assertThatThrownBy(() -> SipAddress.parse("sip:" + "a".repeat(600) + "@h"))
                .isInstanceOf(InvalidEntryException.class)
                .hasMessageContaining("512");
    }

    @Test
    void theKeyIsTheSameForAllSpellingsOfOneAddress() {
        assertThat(SipAddress.keyOf("sips:bob@EXAMPLE.org:5061;transport=tls")).isEqualTo("sip:bob@example.org");
        assertThat(SipAddress.keyOf("bob@example.org")).isEqualTo("sip:bob@example.org");
        assertThat(SipAddress.keyOf("sip:bob@example.org:5070")).isEqualTo("sip:bob@example.org:5070");
        assertThat(SipAddress.keyOf("Practice")).isEqualTo("practice");
    }

    @Test
    void serversAreCheckedWithAndWithoutPort() throws Exception {
        assertThat(SipAddress.hostAndPort(" Sip.Example.org ")).isEqualTo("sip.example.org");
        assertThat(SipAddress.hostAndPort("[::1]:5061")).isEqualTo("[::1]:5061");
        assertThatThrownBy(() -> SipAddress.hostAndPort("h;lr")).isInstanceOf(InvalidEntryException.class);
        assertThatThrownBy(() -> SipAddress.hostAndPort("h:x")).isInstanceOf(InvalidEntryException.class);
        assertThatThrownBy(() -> SipAddress.hostAndPort("")).isInstanceOf(InvalidEntryException.class);
    }

    @Test
    void noTextMakesItFailOtherwiseThanByItsOwnException() {
        String alphabet = "sipSIPs:@;[]<>.%?=&0159aé \t\n\u0000-+";
        Random random = new Random(7);
        int valid = 0;
        for (int i = 0; i < 200_000; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "sip:" : "");
            for (int n = random.nextInt(14); n > 0; n--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                SipAddress address = SipAddress.parse(text.toString());
                assertThat(SipAddress.parse(address.toString())).isEqualTo(address);
                valid++;
            } catch (InvalidEntryException expected) {
                assertThat(expected).hasMessageMatching(".+");
            }
        }
        assertThat(valid).isPositive();
    }
}
