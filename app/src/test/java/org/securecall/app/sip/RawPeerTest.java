// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no telephone of ours would say: offerless calls, forks, retransmissions, strange methods, rubbish. */
class RawPeerTest {

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

    private String request(
            String method, String callId, String branch, String toTag, long cseq, String lines, String body) {
        return method + " sip:phone@127.0.0.1:" + phone.port() + " SIP/2.0\r\n"
                + "Via: SIP/2.0/UDP 127.0.0.1:" + peer.port() + ";branch=z9hG4bK" + branch + "\r\n"
                + "Max-Forwards: 70\r\n"
                + "From: \"R\\\"aw\\\"\" <sip:raw@127.0.0.1>;tag=raw1\r\n"
                + "To: <sip:phone@127.0.0.1>" + (toTag.isEmpty() ? "" : ";tag=" + toTag) + "\r\n"
                + "Call-ID: " + callId + "\r\n"
                + "CSeq: " + cseq + " " + method + "\r\n"
                + "Contact: <sip:raw@127.0.0.1:" + peer.port() + ">\r\n"
                + lines
                + "Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    private static final String SDP_TYPE = "Content-Type: application/sdp\r\n";

    private SipEvent.Incoming invite(String callId) throws Exception {
        peer.send(request("INVITE", callId, callId, "", 1, SDP_TYPE, Telephone.OFFER));
        return phone.next(SipEvent.Incoming.class);
    }

    private static String toTag(String message) {
        return ScriptedServer.header(message, "To").orElseThrow().replaceAll(".*;tag=", "");
    }

    /** An established call, and the telephone's tag. */
    private String established(String callId) throws Exception {
        SipEvent.Incoming incoming = invite(callId);
        phone.agent.accept(incoming.call(), Telephone.ANSWER);
        String ok = peer.receive("SIP/2.0 200");
        peer.send(request("ACK", callId, callId + "ack", toTag(ok), 1, "", ""));
        phone.next(SipEvent.Confirmed.class);
        return toTag(ok);
    }

    @Test
    void aCallWithoutAnOfferGetsOursAndAnswersInTheAck() throws Exception {
        peer.send(request("INVITE", "late", "late", "", 1, "", ""));
        SipEvent.Incoming incoming = phone.next(SipEvent.Incoming.class);
        assertThat(incoming.sdp()).isEmpty();
        assertThat(incoming.displayName()).isEqualTo("R\"aw\"");
        phone.agent.accept(incoming.call(), Telephone.OFFER);
        String ok = peer.receive("SIP/2.0 200");
        assertThat(ok).endsWith(Telephone.OFFER);
        peer.send(request("ACK", "late", "lateack", toTag(ok), 1, SDP_TYPE, Telephone.ANSWER));
        assertThat(phone.next(SipEvent.Confirmed.class).sdp()).contains(Telephone.ANSWER);
    }

    @Test
    void theAnswerIsRepeatedUntilItIsAcknowledged() throws Exception {
        SipEvent.Incoming incoming = invite("rep");
        phone.agent.accept(incoming.call(), Telephone.ANSWER);
        String first = peer.receive("SIP/2.0 200");
        String second = peer.receive("SIP/2.0 200");
        assertThat(second).isEqualTo(first);
        peer.send(request("ACK", "rep", "repack", toTag(first), 1, "", ""));
        phone.next(SipEvent.Confirmed.class);
        // What was on its way when the ACK came; then silence for longer than the next interval.
        while (peer.receive(2500).isPresent()) {
            assertThat(phone.all()).noneMatch(SipEvent.Ended.class::isInstance);
        }
    }

    @Test
    void aRetransmittedInviteIsOneCall() throws Exception {
        SipEvent.Incoming incoming = invite("dup");
        String again = request("INVITE", "dup", "dup", "", 1, SDP_TYPE, Telephone.OFFER);
        peer.send(again);
        peer.send(again);
        phone.agent.reject(incoming.call(), 486);
        peer.receive("SIP/2.0 486");
        assertThat(phone.all().stream().filter(SipEvent.Incoming.class::isInstance))
                .hasSize(1);
    }

    @Test
    void theSameCallByAnotherWayIsMerged() throws Exception {
        invite("merge");
        peer.send(request("INVITE", "merge", "otherbranch", "", 1, SDP_TYPE, Telephone.OFFER));
        peer.receive("SIP/2.0 482");
    }

    @Test
    void aCancelledCallGets487() throws Exception {
        SipEvent.Incoming incoming = invite("can");
        phone.agent.ring(incoming.call(), Optional.empty());
        peer.receive("SIP/2.0 180");
        peer.send(request("CANCEL", "can", "can", "", 1, "", ""));
        // Both come, in either order.
        String one = peer.receive("SIP/2.0 ");
        String other = peer.receive("SIP/2.0 ");
        assertThat(one.substring(0, 11) + other.substring(0, 11))
                .contains("200")
                .contains("487");
        assertThat(phone.next(SipEvent.Ended.class).code()).isEqualTo(487);
    }

    @Test
    void oneMoreCallThanCanWaitIsBusy() throws Exception {
        for (int i = 0; i < IncomingRequests.MAX_UNANSWERED; i++) {
            invite("many" + i);
        }
        peer.send(request("INVITE", "onemore", "onemore", "", 1, SDP_TYPE, Telephone.OFFER));
        String busy = peer.receive("SIP/2.0 486");
        assertThat(ScriptedServer.header(busy, "Call-ID")).contains("onemore");
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, 200",
        "BYE, 481",
        "UPDATE, 481",
        "INFO, 481",
        "MESSAGE, 405",
        "SUBSCRIBE, 405",
        "NOTIFY, 405",
        "REFER, 603",
        "FROBNICATE, 501",
    })
    void requestsOutsideACallAreAnsweredByTheirMethod(String method, int code) throws Exception {
        String lines = switch (method) {
            case "SUBSCRIBE", "NOTIFY" -> "Event: presence\r\nSubscription-State: active\r\n";
            case "REFER" -> "Refer-To: <sip:x@127.0.0.1>\r\n";
            default -> "";
        };
        peer.send(request(method, "out", "out", "", 1, lines, ""));
        peer.receive("SIP/2.0 " + code);
        peer.send(request(method, "out2", "out2", "nosuchtag", 2, lines, ""));
        peer.receive("SIP/2.0 481");
    }

    @Test
    void anExtensionThatIsRequiredIsNamedAsUnsupported() throws Exception {
        peer.send(request("INVITE", "req", "req", "", 1, "Require: 100rel, timer\r\n" + SDP_TYPE, Telephone.OFFER));
        String refused = peer.receive("SIP/2.0 420");
        assertThat(refused.toLowerCase(Locale.ROOT))
                .contains("unsupported: 100rel")
                .contains("timer");
    }

    @Test
    void aDigitByInfoIsHeard() throws Exception {
        String tag = established("info");
        peer.send(request(
                "INFO",
                "info",
                "info1",
                tag,
                2,
                "Content-Type: application/dtmf-relay\r\n",
                "Signal=5\r\nDuration=160\r\n"));
        peer.receive("SIP/2.0 200");
        assertThat(phone.next(SipEvent.Digit.class).digit()).isEqualTo('5');
    }

    @Test
    void updateChangesTheSession() throws Exception {
        String tag = established("upd");
        peer.send(request("UPDATE", "upd", "upd1", tag, 2, SDP_TYPE, Telephone.OFFER));
        SipEvent.Offer offer = phone.next(SipEvent.Offer.class);
        phone.agent.answerOffer(offer.call(), Telephone.ANSWER);
        String ok = peer.receive("SIP/2.0 200");
        assertThat(ScriptedServer.header(ok, "CSeq")).contains("2 UPDATE");
        assertThat(ok).endsWith(Telephone.ANSWER);
    }

    @Test
    void anOldSequenceNumberIsRefused() throws Exception {
        String tag = established("old");
        peer.send(request("OPTIONS", "old", "old5", tag, 5, "", ""));
        peer.receive("SIP/2.0 200");
        peer.send(request("BYE", "old", "old4", tag, 4, "", ""));
        peer.receive("SIP/2.0 500");
        peer.send(request("BYE", "old", "old6", tag, 6, "", ""));
        peer.receive("SIP/2.0 200");
        phone.next(SipEvent.Ended.class);
    }

    @Test
    void aByeWithAnotherTagDoesNotEndTheCall() throws Exception {
        String tag = established("tag");
        peer.send(request("BYE", "tag", "tag2", tag, 2, "", "").replace("tag=raw1", "tag=raw2"));
        peer.receive("SIP/2.0 481");
        assertThat(phone.all()).noneMatch(SipEvent.Ended.class::isInstance);
    }

    @Test
    void eachForkThatAnswersIsAcknowledgedAndAllButTheFirstAreHungUp() throws Exception {
        phone.agent.invite("f", "sip:forked@127.0.0.1:" + peer.port(), Optional.empty(), Telephone.OFFER);
        String invite = peer.receive("INVITE");
        String contact = "Contact: <sip:%s@127.0.0.1:" + peer.port() + ">\r\n" + SDP_TYPE;
        peer.answer(invite, "200 OK", "one", contact.replace("%s", "one"), Telephone.ANSWER);
        String ack = peer.receive("ACK");
        assertThat(ack).startsWith("ACK sip:one@");
        phone.next(SipEvent.Answered.class);

        peer.answer(invite, "200 OK", "one", contact.replace("%s", "one"), Telephone.ANSWER);
        assertThat(peer.receive("ACK")).isEqualTo(ack);

        peer.answer(invite, "200 OK", "two", contact.replace("%s", "two"), Telephone.ANSWER);
        String a = peer.receive();
        String b = peer.receive();
        assertThat(a.startsWith("ACK") ? b : a).startsWith("BYE sip:two@");
        assertThat(a.startsWith("ACK") ? a : b).startsWith("ACK sip:two@");
        assertThat(phone.all()).noneMatch(SipEvent.Ended.class::isInstance);
    }

    @Test
    void aRedirectionIsAFailureWithAReason() throws Exception {
        phone.agent.invite("r", "sip:moved@127.0.0.1:" + peer.port(), Optional.empty(), Telephone.OFFER);
        peer.answer(peer.receive("INVITE"), "302 Moved Temporarily", "Contact: <sip:new@127.0.0.1>\r\n");
        SipEvent.Ended ended = phone.next(SipEvent.Ended.class);
        assertThat(ended.code()).isEqualTo(302);
        assertThat(ended.reason()).contains("redirected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INVITE",
                "INVITE sip:phone@127.0.0.1 SIP/2.0\r\n\r\n",
                "INVITE sip:phone@127.0.0.1 SIP/2.0\r\nVia: rubbish\r\nFrom: x\r\nTo: y\r\nCall-ID: z\r\nCSeq: q\r\n\r\n",
                "SIP/2.0 999 What\r\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx\r\n\r\n",
                "SIP/2.0 abc\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
                "BYE sip:x SIP/2.0\r\nCSeq: 99999999999999999999 BYE\r\nContent-Length: -5\r\n\r\n",
                "INVITE sip:x SIP/2.0\r\nContent-Length: 2147483648\r\n\r\nx",
                "\u0000\u0001\u0002",
            })
    void rubbishDoesNoHarm(String rubbish) throws Exception {
        peer.send(rubbish);
        assertThat(invite("after").sdp()).contains(Telephone.OFFER);
    }

    @Test
    void messagesBeyondTheLimitsAreDroppedAndReportedOnce() throws Exception {
        // Not more than a socket's buffer holds while its reader waits for a processor: this peer repeats nothing.
        for (int i = 0; i < 4; i++) {
            peer.send(request("OPTIONS", "long" + i, "long" + i, "", 1, "X-Long: " + "x".repeat(9000) + "\r\n", ""));
            peer.send(request("OPTIONS", "many" + i, "many" + i, "", 1, "X: y\r\n".repeat(300), ""));
        }
        phone.next(SipEvent.Malformed.class);
        invite("after");
        assertThat(phone.all().stream().filter(SipEvent.Malformed.class::isInstance))
                .hasSize(1);
    }

    /** Each truncation of a valid request, and each with one octet changed. */
    @Test
    void damagedRequestsDoNoHarm() throws IOException, InterruptedException {
        byte[] good = request("OPTIONS", "dmg", "dmg", "", 1, "", "").getBytes(StandardCharsets.UTF_8);
        for (int i = 1; i < good.length; i++) {
            byte[] damaged = good.clone();
            damaged[i] ^= 0x15;
            peer.send(damaged);
            peer.send(Arrays.copyOf(good, i));
            while (peer.receive(2).isPresent()) {
                // Whatever it answers is fine.
            }
        }
        peer.send(request("INVITE", "after", "after", "", 1, SDP_TYPE, Telephone.OFFER));
        phone.next(SipEvent.Incoming.class);
    }
}
