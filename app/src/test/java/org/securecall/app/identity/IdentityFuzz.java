// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What is scanned: codes for comparing keys, device certificates, and both sides of linking a device: a fuzz target. The first octet
 * says what the rest is. What is read is the same when it is written again.
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
            switch (data[0] & 3) {
                case 0 -> same(text, QrPayload.parse(text).text());
                case 1 -> same(text, LinkRequest.parse(text).text());
                case 2 -> certificate(text);
                default -> answer(text);
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

    private static void same(String read, String written) {
        if (!read.equals(written)) {
            throw new IllegalStateException("Read and written again, it is something else");
        }
    }
}
