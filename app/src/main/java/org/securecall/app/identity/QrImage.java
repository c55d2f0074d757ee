// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** QR codes in image files. */
public final class QrImage {

    /** Of a file to be read: more than a picture of {@link QrReader#MOST_PIXELS} by as many takes. */
    private static final long MOST_BYTES = 64 << 20;

    private static final int PIXELS_PER_MODULE = 8;

    private QrImage() {}

    /**
     * What the QR code in a PNG or JPEG file says; it may be anything.
     *
     * @throws IdentityException when the file cannot be read, is no picture, is too large, or shows no code
     */
    public static String read(Path file) throws IdentityException {
        BufferedImage picture = picture(file);
        int width = picture.getWidth();
        int height = picture.getHeight();
        byte[] luminance = new byte[width * height];
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            picture.getRGB(0, y, width, 1, row, 0, width);
            for (int x = 0; x < width; x++) {
                luminance[y * width + x] = (byte) luminance(row[x]);
            }
        }
        Optional<String> text = QrReader.read(luminance, width, height);
        return text.orElseThrow(() -> new IdentityException("There is no QR code to be read in the picture"));
    }

    /** On white, where the picture is transparent. */
    private static int luminance(int argb) {
        int alpha = argb >>> 24;
        int grey = (((argb >> 16) & 0xff) * 306 + ((argb >> 8) & 0xff) * 601 + (argb & 0xff) * 117) >> 10;
        return (grey * alpha + 255 * (255 - alpha)) / 255;
    }

    private static BufferedImage picture(Path file) throws IdentityException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new IdentityException("The picture is too large");
            }
            try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
                Iterator<ImageReader> readers = in == null ? null : ImageIO.getImageReaders(in);
                if (readers == null || !readers.hasNext()) {
                    throw new IdentityException("The file is no picture that can be read: PNG and JPEG can");
                }
                ImageReader reader = readers.next();
                try {
                    reader.setInput(in, true, true);
                    // Before the pixels are: a small file may claim many.
                    if (reader.getWidth(0) > QrReader.MOST_PIXELS || reader.getHeight(0) > QrReader.MOST_PIXELS) {
                        throw new IdentityException("The picture is too large: " + QrReader.MOST_PIXELS + " pixels on a"
                                + " side are the most");
                    }
                    return reader.read(0);
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException e) {
            throw new IdentityException("The picture cannot be read: " + file, e);
        } catch (RuntimeException e) {
            // Some readers of the Java runtime end so over damaged pictures.
            throw new IdentityException("The picture is damaged", e);
        }
    }

    /**
     * Draws a code into a new PNG file, with its quiet zone.
     *
     * @throws IOException when the file is there already, or cannot be written
     */
    public static void write(QrMatrix code, Path file) throws IOException {
        int modules = code.size() + 2 * QrMatrix.QUIET_ZONE;
        int pixels = modules * PIXELS_PER_MODULE;
        BufferedImage picture = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < pixels; y++) {
            for (int x = 0; x < pixels; x++) {
                picture.setRGB(x, y, isDark(code, x, y) ? 0xff000000 : 0xffffffff);
            }
        }
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            if (!ImageIO.write(picture, "png", out)) {
                throw new IOException("This Java runtime writes no PNG");
            }
        }
    }

    private static boolean isDark(QrMatrix code, int x, int y) {
        int column = x / PIXELS_PER_MODULE - QrMatrix.QUIET_ZONE;
        int row = y / PIXELS_PER_MODULE - QrMatrix.QUIET_ZONE;
        return column >= 0 && row >= 0 && column < code.size() && row < code.size() && code.dark(column, row);
    }
}
