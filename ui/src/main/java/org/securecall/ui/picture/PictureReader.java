// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.picture;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads the square in the middle of an image, at the size at which it is wanted. How large the image says to be is looked at before
 * anything of it is decoded: a small file can hold a picture that fills the memory.
 */
final class PictureReader {

    /** Of the whole image. */
    static final long MAX_PIXELS = 100_000_000;

    private PictureReader() {}

    /**
     * @param file PNG, JPEG, GIF, BMP or TIFF
     * @param side of the square that is given, in pixels
     * @return of type {@link BufferedImage#TYPE_INT_ARGB}, upright as the camera was held
     */
    static BufferedImage square(byte[] file, int side) throws PictureException {
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new PictureException("No image of a known kind");
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return CameraPosition.of(file).upright(scaled(middle(reader, side), side));
            } finally {
                reader.dispose();
            }
        } catch (IOException e) {
            throw new PictureException("The image is damaged, or of a kind that is not read", e);
        } catch (RuntimeException e) {
            // The library's answer to some damaged files.
            throw new PictureException("The image is damaged", e);
        }
    }

    /** The square in the middle, with no more pixels than are of use. */
    private static BufferedImage middle(ImageReader reader, int side) throws IOException, PictureException {
        int width = reader.getWidth(0);
        int height = reader.getHeight(0);
        if (width < 1 || height < 1 || (long) width * height > MAX_PIXELS) {
            throw new PictureException("The image has " + width + " times " + height + " pixels");
        }
        int length = Math.min(width, height);
        int step = Math.max(1, length / (2 * side));
        ImageReadParam how = reader.getDefaultReadParam();
        how.setSourceRegion(new Rectangle((width - length) / 2, (height - length) / 2, length, length));
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    private static BufferedImage scaled(BufferedImage image, int side) {
        BufferedImage now = image;
        int length = image.getWidth();
        // By halves: each pixel then is the mean of those that it stands for.
        while (length > 2 * side) {
            length = length / 2;
            now = drawn(now, length);
        }
        return drawn(now, side);
    }

    private static BufferedImage drawn(BufferedImage image, int side) {
        BufferedImage out = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = out.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, side, side, null);
        graphics.dispose();
        return out;
    }
}
