// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.nio.charset.StandardCharsets;

/**
 * What an identity signs, so that a signature made for one purpose is worth nothing for another. The label and a zero octet go in
 * front of what is signed. The sashash of ZRTP (32 octets) and certificates (which begin with 0x30) are signed without a label;
 * every label is longer than 32 octets with what follows it, and begins with another octet.
 */
public enum SignedFor {
    QR_CODE("securecall verify v1"),
    LINK_REQUEST("securecall link request v1"),
    DEVICE_CERTIFICATE("securecall device certificate v1"),
    KEY_LOG("securecall key log export v1");

    private final String label;

    SignedFor(String label) {
        this.label = label;
    }

    byte[] over(byte[] message) {
        byte[] front = label.getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[front.length + 1 + message.length];
        System.arraycopy(front, 0, whole, 0, front.length);
        System.arraycopy(message, 0, whole, front.length + 1, message.length);
        return whole;
    }
}
