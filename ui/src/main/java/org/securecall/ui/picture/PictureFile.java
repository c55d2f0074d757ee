// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.securecall.app.api.Avatar;

/**
 * Makes a contact's picture of an image file: the square in its middle, scaled, written anew as JPEG. So nothing else of the file goes
 * along, such as where a photograph was taken.
 */
public final class PictureFile {

    /** Endings of files that can be chosen. */
    public static final List<String> PATTERNS =
            List.of("*.png", "*.jpg", "*.jpeg", "*.gif", "*.bmp", "*.tif", "*.tiff");

    /** Octets of a file that is chosen. */
    static final int MAX_FILE = 64 * 1024 * 1024;
    /** Pixels. */
    static final int SIDE = 256;

    private static final float QUALITY = 0.9f;

    private PictureFile() {}

    /** @throws PictureException when the file cannot be read, is no image, or is too large */
    public static Avatar read(Path file) throws PictureException {
        return avatar(octets(file));
    }

    static Avatar avatar(byte[] file) throws PictureException {
        try {
            return Avatar.of(jpeg(PictureReader.square(file, SIDE)));
        } catch (IOException | IllegalArgumentException e) {
            throw new PictureException("The picture cannot be made", e);
        }
    }

    private static byte[] octets(Path file) throws PictureException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] octets = in.readNBytes(MAX_FILE + 1);
            if (octets.length > MAX_FILE) {
                throw new PictureException("The file is longer than " + MAX_FILE + " octets");
            }
            return octets;
        } catch (IOException e) {
            throw new PictureException("The file cannot be read", e);
        }
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = opaque.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        ImageWriter writer = ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(opaque), "jpeg")
                .next();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream to = new MemoryCacheImageOutputStream(out)) {
            writer.setOutput(to);
            ImageWriteParam how = writer.getDefaultWriteParam();
            how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            how.setCompressionQuality(QUALITY);
            writer.write(null, new IIOImage(opaque, null, null), how);
        } finally {
            writer.dispose();
        }
        return out.toByteArray();
    }
}
