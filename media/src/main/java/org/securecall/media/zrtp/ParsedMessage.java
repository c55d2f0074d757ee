// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** What parsing a message gives. Nothing that comes from outside causes an exception. */
sealed interface ParsedMessage {

    record Valid(ZrtpMessage message) implements ParsedMessage {}

    /** @param why for counters and tests, without anything of the content */
    record Malformed(String why) implements ParsedMessage {}

    /** Reads one message, from its preamble to its end. Every length and every count is checked. */
    static ParsedMessage parse(Octets raw) {
        int length = raw.length();
        if (length < MessageBuilder.HEADER || length % 4 != 0) {
            return new Malformed("The message has no whole header");
        }
        MessageReader in = new MessageReader(raw);
        if (in.halfWord(0) != MessageBuilder.PREAMBLE) {
            return new Malformed("The preamble is wrong");
        }
        if (in.halfWord(2) != in.words()) {
            return new Malformed("The length field does not fit the packet");
        }
        String type = in.text(4, 8);
        return switch (type) {
            case Hello.TYPE -> Hello.parse(in);
            case Commit.TYPE -> Commit.parse(in);
            case DhPart.TYPE_1 -> DhPart.parse(in, Role.RESPONDER);
            case DhPart.TYPE_2 -> DhPart.parse(in, Role.INITIATOR);
            case Confirm.TYPE_1 -> Confirm.parse(in, Role.RESPONDER);
            case Confirm.TYPE_2 -> Confirm.parse(in, Role.INITIATOR);
            case ErrorMessage.TYPE -> ErrorMessage.parse(in);
            case GoClear.TYPE -> GoClear.parse(in);
            case SasRelay.TYPE -> SasRelay.parse(in);
            case Ping.TYPE -> Ping.parse(in);
            case PingAck.TYPE -> PingAck.parse(in);
            default -> Acknowledgement.parse(in, type);
        };
    }
}
