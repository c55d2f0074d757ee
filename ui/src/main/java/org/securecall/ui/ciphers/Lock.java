// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

/** Whether an algorithm that is on can be switched off. */
sealed interface Lock {

    enum Plain implements Lock {
        FREE,
        /** Every endpoint has it by right (RFC 6189 §5.2). */
        ALWAYS
    }

    /** @param keyAgreement that cannot do without it (§5.1.5) */
    record With(String keyAgreement) implements Lock {}
}
