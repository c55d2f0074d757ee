// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.SecurityFact;

class AliasesTest {

    private final Aliases names = new Aliases("Person", "Server", "[address]", "[number]");

    @BeforeEach
    void known() {
        names.person("Bob Builder");
        names.person("Bob");
        names.server("sip.example.org");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Call with Bob Builder and bob.                | Call with Person 1 and Person 2.
            BOBBY is somebody else.                       | BOBBY is somebody else.
            The server SIP.Example.org does not answer.   | The server Server 1 does not answer.
            It is for another name: mail.example.com.     | It is for another name: Server 2.
            Nobody has sip:carol@example.net;transport=tls. | Nobody has Person 3;transport=tls.
            Ask carol@10.0.0.7, please.                   | Ask Person 3, please.
            The server has the address 192.0.2.1:5061.    | The server has the address [address].
            It is at [2001:db8::1]:5061 now.              | It is at [address] now.
            It is at fe80::1%eth0, or at ::1.             | It is at [address], or at [address].
            Its key is 0a1b2c3d4e5f60718293a4b5 here.     | Its key is [number] here.
            Its SHA-256 is AB:CD:EF:01:23:45:67:89:AB:CD. | Its SHA-256 is [number].
            The connection is TLSv1.3 (SHA384), RFC 6189, 4.1.2 (603). | The connection is TLSv1.3 (SHA384), RFC 6189, 4.1.2 (603).
            """)
    void whatNamesSomebodyIsTakenOutAndNothingElse(String sentence, String expected) {
        assertThat(names.free(sentence)).isEqualTo(expected);
    }

    @Test
    void sameNameHasTheSamePseudonymHoweverItIsWritten() {
        assertThat(names.person("bob builder")).isEqualTo("Person 1");
        assertThat(names.server("SIP.EXAMPLE.ORG")).isEqualTo("Server 1");
        assertThat(names.person("")).isEmpty();
    }

    /** None of the program's own sentences is taken for a name, in either language. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void wordsOfTheLogItselfAreLeftAsTheyAre(String language) {
        Aliases none = new Aliases("Person", "Server", "[address]", "[number]");
        FactWords words = new FactWords(Locale.of(language), Names.AS_THEY_ARE);
        for (SecurityFact fact : EveryFact.all()) {
            String said = words.of(fact);
            if (!said.contains("example") && !said.contains("192.0.2.7")) {
                assertThat(none.free(said)).isEqualTo(said);
            }
        }
    }
}
