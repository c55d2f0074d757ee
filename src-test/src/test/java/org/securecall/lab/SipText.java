// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * A SIP message as lines, for peers that say what no telephone of ours would.
 *
 * @param start the request line or the status line
 * @param headers one a line, without Content-Length
 * @param body an SDP description, or empty
 */
public record SipText(String start, List<String> headers, String body) {

    private static final List<String> COPIED = List.of("via", "record-route", "from", "to", "call-id", "cseq");

    public SipText {
        headers = List.copyOf(headers);
    }

    /** Takes a datagram apart. */
    public static SipText parse(byte[] octets, int length) {
        String text = new String(octets, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        List<String> lines = head.lines().toList();
        return new SipText(
                lines.isEmpty() ? "" : lines.getFirst(),
                lines.stream()
                        .skip(1)
                        .filter(line -> !name(line).equals("content-length"))
                        .toList(),
                end < 0 ? "" : text.substring(end + 4));
    }

    private static String name(String line) {
        return line.substring(0, Math.max(0, line.indexOf(':'))).strip().toLowerCase(Locale.ROOT);
    }

    public boolean isRequest() {
        return !start.startsWith("SIP/2.0 ");
    }

    /** Whether it is a request of that method. */
    public boolean is(String method) {
        return start.startsWith(method + " ");
    }

    /** The value of the first header field of a name; empty without one. */
    public String header(String name) {
        return headers.stream()
                .filter(line -> name(line).equals(name.toLowerCase(Locale.ROOT)))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** The tag of To; empty without one. */
    public String toTag() {
        String to = header("To");
        int tag = to.indexOf(";tag=");
        return tag < 0 ? "" : to.substring(tag + 5);
    }

    /** The port of the body's audio line. */
    public int audioPort() {
        return body.lines()
                .filter(line -> line.startsWith("m=audio "))
                .map(line -> Integer.parseInt(line.split(" ")[1]))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No audio in " + start));
    }

    /** With another body, made of each of its lines; a line that becomes empty is left out. */
    public SipText withBodyLines(UnaryOperator<String> change) {
        StringBuilder changed = new StringBuilder();
        body.lines()
                .map(change)
                .filter(line -> !line.isEmpty())
                .forEach(line -> changed.append(line).append("\r\n"));
        return new SipText(start, headers, changed.toString());
    }

    /** As a proxy passes a request on: to another address, with a Via of its own on top (RFC 3261 §16.6). */
    SipText passedOn(String uri, String via) {
        List<String> more = new ArrayList<>(headers);
        more.addFirst("Via: " + via);
        return new SipText(start.split(" ")[0] + " " + uri + " SIP/2.0", more, body);
    }

    /** As a proxy passes a response back: without its own Via (RFC 3261 §16.7). */
    SipText passedBack() {
        List<String> fewer = new ArrayList<>(headers);
        for (int i = 0; i < fewer.size(); i++) {
            if (name(fewer.get(i)).equals("via")) {
                // Several may share a line (RFC 3261 §7.3.1); no comma is in one of ours.
                String line = fewer.remove(i);
                int comma = line.indexOf(',');
                if (comma >= 0) {
                    fewer.add(i, "Via: " + line.substring(comma + 1).strip());
                }
                break;
            }
        }
        return new SipText(start, fewer, body);
    }

    /**
     * A response to this request.
     *
     * @param tag of To, where it has none yet
     * @param contact a URI
     * @param sdp may be empty
     */
    public SipText response(String status, String tag, String contact, String sdp) {
        List<String> lines = new ArrayList<>();
        for (String line : headers) {
            if (COPIED.contains(name(line))) {
                boolean tagged = !name(line).equals("to") || line.contains(";tag=") || tag.isEmpty();
                lines.add(tagged ? line : line + ";tag=" + tag);
            }
        }
        lines.add("Contact: <" + contact + ">");
        if (!sdp.isEmpty()) {
            lines.add("Content-Type: application/sdp");
        }
        return new SipText("SIP/2.0 " + status, lines, sdp);
    }

    /** What goes on the wire. */
    public byte[] octets() {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return (start + "\r\n" + String.join("\r\n", headers) + "\r\nContent-Length: " + length + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8);
    }
}
