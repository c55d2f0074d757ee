// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.io.ByteArrayOutputStream;

/** Elements of DER (ITU-T X.690 §10), for certificates of our own, which have fewer than 65,536 octets. */
public final class Der {

    public static final int INTEGER = 0x02;
    public static final int BIT_STRING = 0x03;
    public static final int OCTET_STRING = 0x04;
    public static final int OBJECT_IDENTIFIER = 0x06;
    public static final int UTF8_STRING = 0x0c;
    public static final int UTC_TIME = 0x17;
    public static final int GENERALIZED_TIME = 0x18;
    public static final int SEQUENCE = 0x30;
    public static final int SET = 0x31;

    /** In a general name (RFC 5280 §4.2.1.6). */
    public static final int IP_ADDRESS = 0x87;
    /** In a certificate (§4.1). */
    public static final int VERSION = 0xa0;
    /** Likewise. */
    public static final int EXTENSIONS = 0xa3;

    private Der() {}

    /** Of this tag, with what the parts are together. */
    public static byte[] element(int tag, byte[]... parts) {
        byte[] content = join(parts);
        if (content.length < 0x80) {
            return join(new byte[] {(byte) tag, (byte) content.length}, content);
        } else if (content.length < 0x100) {
            return join(new byte[] {(byte) tag, (byte) 0x81, (byte) content.length}, content);
        }
        return join(new byte[] {(byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length}, content);
    }

    /** One after the other. */
    public static byte[] join(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
