// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetSocketAddress;
import org.securecall.media.net.PacketHandler;
import org.securecall.media.net.PacketKind;
import org.securecall.media.rtp.PacketBuffer;

/** The socket for RTCP alone: what looks like a report goes to the loop, nothing else does. */
final class RtcpPort implements PacketHandler {

    /** Takes a copy of a report, on the loop. */
    interface Reader {
        void read(byte[] packet, InetSocketAddress from, long arrivalNanos);
    }

    private final LoopMail mail;
    private final Reader reader;

    RtcpPort(LoopMail mail, Reader reader) {
        this.mail = mail;
        this.reader = reader;
    }

    @Override
    public void onPacket(PacketKind kind, PacketBuffer packet, InetSocketAddress from, long arrivalNanos) {
        if (kind == PacketKind.RTCP) {
            byte[] copy = packet.copy();
            // Over the bound, reports are dropped: the next ones say the same.
            mail.offer(() -> reader.read(copy, from, arrivalNanos));
        }
    }

    @Override
    public void onClosed() {
        // It has nothing to give back.
    }
}
