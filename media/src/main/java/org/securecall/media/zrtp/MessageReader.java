// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.securecall.media.api.Zid;

/** Absolute reads from one message whose length was checked beforehand. */
final class MessageReader {

    private final Octets raw;
    private final ByteBuffer view;

    MessageReader(Octets raw) {
        this.raw = raw;
        this.view = raw.view();
    }

    Octets raw() {
        return raw;
    }

    int words() {
        return raw.length() / 4;
    }

    int word(int at) {
        return view.getInt(at);
    }

    int halfWord(int at) {
        return view.getShort(at) & 0xffff;
    }

    Octets octets(int at, int length) {
        return raw.slice(at, at + length);
    }

    /** Octets as characters, one to one: for comparing only. */
    String text(int at, int length) {
        return new String(raw.slice(at, at + length).toArray(), StandardCharsets.ISO_8859_1);
    }

    /** As {@link #text}, with a question mark for all that is not printable ASCII: it is shown and logged. */
    String printable(int at, int length) {
        StringBuilder text = new StringBuilder(text(at, length));
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                text.setCharAt(i, text.charAt(i) == 0 ? ' ' : '?');
            }
        }
        return text.toString();
    }

    Zid zid(int at) {
        return Zid.of(raw.slice(at, at + Zid.BYTES).toArray());
    }

    List<String> names(int at, int count) {
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(text(at + 4 * i, 4));
        }
        return names;
    }
}
