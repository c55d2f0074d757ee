// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.srtp;

import java.util.Arrays;
import java.util.List;
import org.securecall.media.rtp.PacketBuffer;
import org.securecall.media.secret.SecretBytes;

/** Protected packets of somebody without the key, in every profile: none is authentic. A fuzz target. */
public final class SrtpFuzz {

    private static final List<SrtpProfile> PROFILES = List.of(SrtpProfile.values());

    private SrtpFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0 || data.length - 1 > PacketBuffer.CAPACITY) {
            return;
        }
        SrtpProfile profile = PROFILES.get((data[0] & 0x7f) % PROFILES.size());
        PacketBuffer packet = new PacketBuffer();
        try (SrtpReceiver receiver = new SrtpReceiver(
                profile,
                SecretBytes.owning(new byte[profile.keyBytes()]),
                SecretBytes.owning(new byte[profile.saltBytes()]))) {
            packet.set(Arrays.copyOfRange(data, 1, data.length));
            // A short tag can be guessed; one of 80 bits and more cannot.
            if (receiver.unprotect(packet) == SrtpOutcome.OK && profile.tagBytes() > 4) {
                throw new IllegalStateException("A forged packet is authentic");
            }
            packet.set(Arrays.copyOfRange(data, 1, data.length));
            if (receiver.unprotectRtcp(packet) == SrtpOutcome.OK) {
                throw new IllegalStateException("A forged control packet is authentic");
            }
        }
    }
}
