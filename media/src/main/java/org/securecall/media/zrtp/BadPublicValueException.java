// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

/** The peer's public value is none that an honest peer sends: error 0x61 of RFC 6189 §5.9. */
final class BadPublicValueException extends Exception {

    private static final long serialVersionUID = 1L;

    BadPublicValueException(String message) {
        super(message);
    }
}
