// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/**
 * Names a call within one run of the program.
 *
 * @param value such as {@code c1}
 */
public record CallId(String value) {
    @Override
    public String toString() {
        return value;
    }
}
