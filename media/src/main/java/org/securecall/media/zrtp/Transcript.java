// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages that the keys of one exchange depend on. RFC 6189 §4.4.1.4 begins with the responder's Hello; its unpublished
 * revision puts the initiator's before that, and so do two endpoints that both say they can (docs/decisions/0020).
 */
final class Transcript {

    private Transcript() {}

    /** Whether the Hello messages of both sides go in. Whoever changes the answer for one side gets two different keys. */
    static boolean bindsBoth(Hello initiator, Hello responder) {
        return initiator.bindsBoth() && responder.bindsBoth();
    }

    /** @param rest of the exchange in order: Commit, or Commit, DHPart1 and DHPart2 */
    static Octets totalHash(HashAlgorithm hash, Hello initiator, Hello responder, ZrtpMessage... rest) {
        List<Octets> messages = new ArrayList<>();
        if (bindsBoth(initiator, responder)) {
            messages.add(initiator.raw());
        }
        messages.add(responder.raw());
        for (ZrtpMessage message : rest) {
            messages.add(message.raw());
        }
        return hash.hash(messages.toArray(new Octets[0]));
    }
}
