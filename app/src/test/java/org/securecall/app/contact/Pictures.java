// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import org.securecall.app.api.Avatar;

/** Files that begin as pictures do. */
final class Pictures {

    private Pictures() {}

    static Avatar png(int length) {
        return Avatar.of(pngFile(length));
    }

    static byte[] pngFile(int length) {
        byte[] file = new byte[length];
        byte[] magic = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
        for (int i = 0; i < length; i++) {
            file[i] = i < magic.length ? magic[i] : (byte) (i * 31);
        }
        return file;
    }

    static Avatar jpeg() {
        return Avatar.of(jpegFile());
    }

    static byte[] jpegFile() {
        return new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'};
    }
}
