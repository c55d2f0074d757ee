// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.picture;

import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How the camera was held, as a JPEG file says it (Exif 2.32 §4.6.4, tag 0x0112).
 *
 * @param mirrored left and right are exchanged, before the turn
 * @param quarters turns by 90° clockwise that make the picture upright, 0 to 3
 */
record CameraPosition(boolean mirrored, int quarters) {

    private static final CameraPosition UPRIGHT = new CameraPosition(false, 0);
    private static final int START_OF_IMAGE = 0xFFD8;
    private static final int APP1 = 0xFFE1;
    private static final int START_OF_SCAN = 0xFFDA;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int ORIENTATION = 0x0112;
    private static final int ENTRY = 12;

    /** @param file any; one that says nothing is upright */
    static CameraPosition of(byte[] file) {
        try {
            ByteBuffer in = ByteBuffer.wrap(file);
            if (Short.toUnsignedInt(in.getShort()) != START_OF_IMAGE) {
                return UPRIGHT;
            }
            int marker = Short.toUnsignedInt(in.getShort());
            while (marker != START_OF_SCAN && marker >= 0xFF00) {
                int length = Short.toUnsignedInt(in.getShort()) - 2;
                ByteBuffer segment = in.slice(in.position(), length);
                if (marker == APP1 && begins(segment)) {
                    return ofTag(orientation(segment.slice()));
                }
                in.position(in.position() + length);
                marker = Short.toUnsignedInt(in.getShort());
            }
        } catch (BufferUnderflowException | IndexOutOfBoundsException | IllegalArgumentException e) {
            // Cut off, or no such file: then nothing is said.
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    private static boolean begins(ByteBuffer segment) {
        for (byte expected : EXIF) {
            if (!segment.hasRemaining() || segment.get() != expected) {
                return false;
            }
        }
        return true;
    }

    /** @param tiff what follows the name of the segment: a TIFF header with a first directory */
    private static int orientation(ByteBuffer tiff) {
        tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = tiff.getInt(4);
        int entries = Short.toUnsignedInt(tiff.getShort(directory));
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + i * ENTRY;
            if (Short.toUnsignedInt(tiff.getShort(entry)) == ORIENTATION) {
                return Short.toUnsignedInt(tiff.getShort(entry + 8));
            }
        }
        return 1;
    }

    private static CameraPosition ofTag(int orientation) {
        return switch (orientation) {
            case 2 -> new CameraPosition(true, 0);
            case 3 -> new CameraPosition(false, 2);
            case 4 -> new CameraPosition(true, 2);
            case 5 -> new CameraPosition(true, 3);
            case 6 -> new CameraPosition(false, 1);
            case 7 -> new CameraPosition(true, 1);
            case 8 -> new CameraPosition(false, 3);
            default -> UPRIGHT;
        };
    }

    /** @param square as it is in the file */
    BufferedImage upright(BufferedImage square) {
        if (equals(UPRIGHT)) {
            return square;
        }
        int side = square.getWidth();
        AffineTransform turn = AffineTransform.getQuadrantRotateInstance(quarters, side / 2.0, side / 2.0);
        if (mirrored) {
            turn.translate(side, 0);
            turn.scale(-1, 1);
        }
        BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = out.createGraphics();
        graphics.drawImage(square, turn, null);
        graphics.dispose();
        return out;
    }
}
