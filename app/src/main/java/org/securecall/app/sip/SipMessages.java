// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import gov.nist.javax.sip.address.AddressFactoryImpl;
import gov.nist.javax.sip.header.HeaderFactoryImpl;
import gov.nist.javax.sip.message.MessageFactoryImpl;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.sip.InvalidArgumentException;
import javax.sip.SipException;
import javax.sip.address.Address;
import javax.sip.address.SipURI;
import javax.sip.header.CSeqHeader;
import javax.sip.header.ContactHeader;
import javax.sip.header.ContentTypeHeader;
import javax.sip.header.FromHeader;
import javax.sip.header.Header;
import javax.sip.header.RouteHeader;
import javax.sip.header.ToHeader;
import javax.sip.header.ViaHeader;
import javax.sip.message.Message;
import javax.sip.message.Request;
import javax.sip.message.Response;
import org.securecall.app.api.PracticeScenario;
import org.securecall.app.api.Transport;
import org.securecall.app.text.DisplayName;

/** Builds and reads SIP messages (RFC 3261 §8.1.1, §8.2.6). */
final class SipMessages {

    static final AddressFactoryImpl ADDRESSES = new AddressFactoryImpl();
    static final HeaderFactoryImpl HEADERS = new HeaderFactoryImpl();

    private static final MessageFactoryImpl MESSAGES = new MessageFactoryImpl();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final List<String> ALLOWED = List.of(
            Request.INVITE, Request.ACK, Request.CANCEL, Request.BYE, Request.OPTIONS, Request.UPDATE, Request.INFO);

    private final String userAgent;

    SipMessages(String userAgent) {
        this.userAgent = userAgent;
    }

    /** What names a request apart from its way: who, whom, which. */
    record Outline(
            String method,
            SipURI uri,
            Address from,
            String fromTag,
            Address to,
            Optional<String> toTag,
            String callId,
            long cseq,
            List<RouteHeader> routes) {}

    /** A request for a flow, with a new branch. */
    Request request(Outline o, Flow flow) {
        try {
            FromHeader from = HEADERS.createFromHeader((Address) o.from().clone(), o.fromTag());
            ToHeader to =
                    HEADERS.createToHeader((Address) o.to().clone(), o.toTag().orElse(null));
            Request request = MESSAGES.createRequest(
                    (SipURI) o.uri().clone(),
                    o.method(),
                    HEADERS.createCallIdHeader(o.callId()),
                    HEADERS.createCSeqHeader(o.cseq(), o.method()),
                    from,
                    to,
                    List.of(via(flow)),
                    HEADERS.createMaxForwardsHeader(70));
            for (RouteHeader route : o.routes()) {
                request.addLast((Header) route.clone());
            }
            request.addHeader(HEADERS.createHeader("User-Agent", userAgent));
            if (!Request.ACK.equals(o.method()) && !Request.CANCEL.equals(o.method())) {
                addAllow(request);
            }
            return request;
        } catch (ParseException | InvalidArgumentException | SipException e) {
            throw new IllegalStateException("A request that cannot be written", e);
        }
    }

    private static void addAllow(Message message) throws ParseException {
        for (String method : ALLOWED) {
            message.addHeader(HEADERS.createAllowHeader(method));
        }
    }

    private static ViaHeader via(Flow flow) throws ParseException, InvalidArgumentException {
        int port = flow.transport() == Transport.TLS
                ? flow.localPort()
                : flow.line().port();
        ViaHeader via = HEADERS.createViaHeader(
                Target.literal(flow.local()), port, flow.transport().name(), "z9hG4bK" + token(12));
        // RFC 3581: answers come back to where the request came from.
        via.setRPort();
        return via;
    }

    /** An answer; a To tag is put in where the request had none. */
    Response response(Request request, int code, Optional<String> localTag) {
        try {
            Response response = MESSAGES.createResponse(code, request);
            ToHeader to = (ToHeader) response.getHeader(ToHeader.NAME);
            if (to.getTag() == null && code > 100) {
                to.setTag(localTag.orElseGet(() -> token(8)));
            }
            response.addHeader(HEADERS.createHeader("User-Agent", userAgent));
            if (code == Response.OK || code == Response.METHOD_NOT_ALLOWED) {
                addAllow(response);
            }
            return response;
        } catch (ParseException e) {
            throw new IllegalStateException("A response that cannot be written", e);
        }
    }

    static void addContact(Message message, SipURI uri) {
        message.addHeader(HEADERS.createContactHeader(ADDRESSES.createAddress(uri)));
    }

    static void addHeader(Message message, String name, String value) {
        try {
            message.addHeader(HEADERS.createHeader(name, value));
        } catch (ParseException e) {
            throw new IllegalStateException("A header that cannot be written: " + name, e);
        }
    }

    static void addSdp(Message message, String sdp) {
        try {
            ContentTypeHeader type = HEADERS.createContentTypeHeader("application", "sdp");
            message.setContent(sdp, type);
        } catch (ParseException e) {
            throw new IllegalStateException("A body that cannot be written", e);
        }
    }

    /** Tells the telephones apart that answer one request (RFC 3261 §12.1.2); empty without it, as in 100. */
    static String toTag(Message message) {
        String tag = ((ToHeader) message.getHeader(ToHeader.NAME)).getTag();
        return tag == null ? "" : tag;
    }

    /** The session description in the body, if that is what the body is. */
    static Optional<String> sdp(Message message) {
        if (message.getHeader(ContentTypeHeader.NAME) instanceof ContentTypeHeader type
                && "application".equalsIgnoreCase(type.getContentType())
                && "sdp".equalsIgnoreCase(type.getContentSubType())) {
            return body(message);
        }
        return Optional.empty();
    }

    static Optional<String> body(Message message) {
        byte[] raw = message.getRawContent();
        return raw == null || raw.length == 0 ? Optional.empty() : Optional.of(new String(raw, StandardCharsets.UTF_8));
    }

    /** {@code sip:user@host:port;transport=t} where the transport is not UDP. */
    static SipURI contact(String user, Flow flow, int port) {
        try {
            SipURI uri = ADDRESSES.createSipURI(user, Target.literal(flow.local()));
            uri.setPort(port);
            if (flow.transport() != Transport.UDP) {
                uri.setTransportParam(flow.transport().token());
            }
            return uri;
        } catch (ParseException e) {
            throw new IllegalStateException("A contact that cannot be written", e);
        }
    }

    /** An address of record's domain, which is what REGISTER asks (RFC 3261 §10.2). */
    static SipURI domain(SipURI addressOfRecord) {
        try {
            SipURI domain = uri((addressOfRecord.isSecure() ? "sips:" : "sip:") + addressOfRecord.getHost());
            if (addressOfRecord.getPort() > 0) {
                domain.setPort(addressOfRecord.getPort());
            }
            return domain;
        } catch (ParseException e) {
            throw new IllegalStateException("A domain that cannot be written", e);
        }
    }

    /** {@code sip:user@address}, where no server gives an address of record. */
    static SipURI directUri(String user, Flow flow) {
        try {
            SipURI uri = ADDRESSES.createSipURI(user, Target.literal(flow.local()));
            // With it, the callee can call back, and tells two callers behind one address apart.
            if (flow.line().port() != BoundPorts.USUAL) {
                uri.setPort(flow.line().port());
            }
            return uri;
        } catch (ParseException e) {
            throw new IllegalStateException("An address that cannot be written", e);
        }
    }

    /**
     * Reads a SIP URI.
     *
     * @throws ParseException when it is none
     */
    static SipURI uri(String text) throws ParseException {
        if (ADDRESSES.createURI(text) instanceof SipURI uri) {
            return uri;
        }
        throw new ParseException("Not a SIP URI", 0);
    }

    static Address address(String displayName, SipURI uri) {
        try {
            Address address = ADDRESSES.createAddress((SipURI) uri.clone());
            if (!displayName.isBlank()) {
                address.setDisplayName(displayName.replace("\\", "\\\\").replace("\"", "\\\""));
            }
            return address;
        } catch (ParseException e) {
            throw new IllegalStateException("A name that cannot be written", e);
        }
    }

    /** The display name without the quotes and backslashes of RFC 3261 §25.1, as a {@link DisplayName}; possibly empty. */
    static String displayName(Address address) {
        String raw = address.getDisplayName();
        if (raw == null) {
            return "";
        }
        String text = raw.strip();
        if (text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")) {
            text = text.substring(1, text.length() - 1);
        }
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                c = text.charAt(++i);
            }
            plain.append(c);
        }
        return DisplayName.plain(plain.toString());
    }

    /** {@code sip:user@host[:port]} without parameters, in the characters of RFC 3261 §25.1: any other is escaped. */
    static String bareUri(Address address) {
        if (!(address.getURI() instanceof SipURI uri)) {
            String other = escaped(address.getURI().toString());
            // Those are the names of what is inside this program: nobody from outside is called so.
            return PracticeScenario.isMeant(other) ? "<" + other + ">" : other;
        }
        String user = uri.getUser();
        return escaped((uri.isSecure() ? "sips:" : "sip:")
                + (user == null ? "" : user.replace("@", "%40") + "@")
                + uri.getHost()
                + (uri.getPort() > 0 ? ":" + uri.getPort() : ""));
    }

    private static String escaped(String uri) {
        StringBuilder plain = new StringBuilder();
        for (byte octet : uri.getBytes(StandardCharsets.UTF_8)) {
            if (octet > ' ' && octet < 0x7f) {
                plain.append((char) octet);
            } else {
                plain.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
            }
        }
        return plain.toString();
    }

    static String branch(Message message) {
        return message.getHeader(ViaHeader.NAME) instanceof ViaHeader via ? String.valueOf(via.getBranch()) : "";
    }

    static long cseq(Message message) {
        return message.getHeader(CSeqHeader.NAME) instanceof CSeqHeader cseq ? cseq.getSeqNumber() : 0;
    }

    static Optional<SipURI> contactUri(Message message) {
        return message.getHeader(ContactHeader.NAME) instanceof ContactHeader contact
                        && contact.getAddress() != null
                        && contact.getAddress().getURI() instanceof SipURI uri
                ? Optional.of(uri)
                : Optional.empty();
    }

    /** Random, so many octets in hexadecimal. */
    static String token(int octets) {
        byte[] random = new byte[octets];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
