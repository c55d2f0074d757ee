// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecall.app.text.DisplayName;

/** Callers whose names would be shown as something else. */
class StrangeNamesTest {

    private Telephone phone;
    private ScriptedServer peer;

    @BeforeEach
    void open() throws Exception {
        phone = new Telephone();
        peer = new ScriptedServer();
        peer.talkTo(phone.port());
    }

    @AfterEach
    void close() {
        peer.close();
        phone.close();
    }

    @Test
    void callersNameIsMadePlain() throws Exception {
        assertThat(nameOf("\"Bob \u202edeifireV\u2069\"")).isEqualTo("Bob deifireV");
        assertThat(nameOf("\"Bob\u2028Verified\u200b\"")).isEqualTo("Bob Verified");
        assertThat(nameOf("\"Zoë \\\"the\\\" Müller\"")).isEqualTo("Zoë \"the\" Müller");
        assertThat(nameOf("\"\u3164\u200b\"")).isEmpty();
    }

    @Test
    void absurdlyLongNameIsCut() throws Exception {
        String name = nameOf("\"" + "Bob ".repeat(1_000) + "\"");
        assertThat(name).startsWith("Bob Bob").endsWith("…").hasSizeLessThanOrEqualTo(DisplayName.LONGEST);
    }

    private String nameOf(String quoted) throws Exception {
        String id = "strange" + Integer.toHexString(quoted.hashCode());
        String body = Telephone.OFFER;
        peer.send("INVITE sip:phone@127.0.0.1:" + phone.port() + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";branch=z9hG4bK" + id + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: " + quoted + " <sip:raw@127.0.0.1>;tag=" + id + "\r\n"
                + "To: <sip:phone@127.0.0.1>\r\n"
                + "Call-ID: " + id + "\r\n"
                + "CSeq: 1 INVITE\r\n"
                + "Contact: <sip:raw@127.0.0.1:" + peer.port() + ">\r\n"
                + "Content-Type: application/sdp\r\n"
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
        return phone.next(SipEvent.Incoming.class).displayName();
    }
}
