// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;

/** Nothing more happens here. */
record Ended(Optional<Peer> peer) implements State {

    @Override
    public State receive(Context context, ZrtpMessage message, int ssrc) {
        context.countUnexpected();
        return this;
    }

    @Override
    public State timeout(Context context, ZrtpTimer timer) {
        return this;
    }

    @Override
    public State peerError(Context context, int code) {
        return this;
    }

    @Override
    public void close() {}
}
