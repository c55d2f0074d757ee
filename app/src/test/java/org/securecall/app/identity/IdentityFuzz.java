// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.securecall.media.secret.SecretBytes;

/**
 * What is scanned, and what peers sign with: codes for comparing keys, device certificates, both sides of linking a device, the
 * certificates of calls, and pictures: a fuzz target. The
 * first octet says what the rest is. What is read is the same when it is written again.
 */
public final class IdentityFuzz {

    private IdentityFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(data, 1, data.length);
        String text = new String(rest, StandardCharsets.ISO_8859_1);
        try {
            switch (data[0] & 7) {
                case 0 -> same(text, QrPayload.parse(text).text());
                case 1 -> same(text, LinkRequest.parse(text).text());
                case 2 -> certificate(text);
                case 3 -> answer(text);
                case 4 -> PeerCertificate.read(rest);
                case 5 -> stored(rest);
                default -> picture(rest);
            }
        } catch (IdentityException e) {
            if (String.valueOf(e.getMessage()).isEmpty()) {
                throw new IllegalStateException("A refusal without a sentence", e);
            }
        }
    }

    private static void certificate(String text) throws IdentityException {
        DeviceCertificate certificate = DeviceCertificate.parse(text);
        same(text, certificate.text());
        certificate.verify(certificate.identity(), Identities.ISSUED);
    }

    private static void answer(String text) throws IdentityException {
        try (DeviceLink link = Identities.link()) {
            link.open(text, Identities.ISSUED);
        }
    }

    private static void stored(byte[] octets) throws IdentityException {
        try (SecretBytes read = SecretBytes.copyOf(octets);
                DeviceLink link = DeviceLink.decode(read);
                SecretBytes written = link.encode()) {
            if (!written.matches(octets)) {
                throw new IllegalStateException("Read and written again, it is something else");
            }
        }
    }

    /** The first octet is the width. */
    private static void picture(byte[] octets) throws IdentityException {
        int width = octets.length == 0 ? 0 : octets[0] & 0xff;
        if (width > 0) {
            int height = (octets.length - 1) / width;
            QrReader.read(Arrays.copyOfRange(octets, 1, 1 + width * height), width, height);
        }
    }

    private static void same(String read, String written) {
        if (!read.equals(written)) {
            throw new IllegalStateException("Read and written again, it is something else");
        }
    }
}
