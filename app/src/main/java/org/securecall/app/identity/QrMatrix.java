// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.BitSet;

/** A QR code (ISO/IEC 18004) as dark and light modules, without the quiet zone around it. Immutable. */
public final class QrMatrix {

    /** Modules that have to stay light on each side. */
    public static final int QUIET_ZONE = 4;

    private final int size;
    private final BitSet dark;

    private QrMatrix(int size, BitSet dark) {
        this.size = size;
        this.dark = dark;
    }

    /**
     * With error correction M (15 % of the code may be unreadable).
     *
     * @param text ASCII
     * @throws IdentityException when it is empty, or longer than a QR code holds (2331 characters)
     */
    public static QrMatrix of(String text) throws IdentityException {
        if (text.isEmpty()) {
            throw new IdentityException("There is nothing to draw a QR code of");
        }
        try {
            ByteMatrix modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
            int size = modules.getWidth();
            BitSet dark = new BitSet(size * size);
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    dark.set(y * size + x, modules.get(x, y) == 1);
                }
            }
            return new QrMatrix(size, dark);
        } catch (WriterException e) {
            throw new IdentityException("The text does not fit into a QR code", e);
        }
    }

    /** Modules on each side: 21 to 177. */
    public int size() {
        return size;
    }

    /**
     * @param x column from the left, 0 to {@link #size} - 1
     * @param y row from the top
     * @throws IndexOutOfBoundsException outside of the code
     */
    public boolean dark(int x, int y) {
        if (x < 0 || y < 0 || x >= size || y >= size) {
            throw new IndexOutOfBoundsException("No module at " + x + ", " + y);
        }
        return dark.get(y * size + x);
    }

    @Override
    public String toString() {
        return "QrMatrix[" + size + "]";
    }
}
