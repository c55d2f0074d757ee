// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.securecall.app.api.Avatar;

/** Files of contacts and pictures, as other programs write them. */
public final class ContactFilesOnDisk {

    private ContactFilesOnDisk() {}

    /** Two new ones, one that is there, one without an address, and one with an address that is none. */
    static Path table() {
        return write("people.csv", """
                Name,SIP Address,SIP Address 2,Group
                Dora Døhl,dora@example.no,dora@192.0.2.44,Choir
                Émile Zola,emile@example.fr,,Writers
                Robert Builder,bob@example.net,bob@example.com,Work
                Fax machine,,,
                Greta,greta@example.org,not an address,
                """);
    }

    static Path write(String name, String content) {
        try {
            Path file = Files.createTempDirectory("contacts").resolve(name);
            Files.writeString(file, content);
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A landscape, more or less. */
    public static BufferedImage image(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, new Color(0x6fb1e8), 0, height, new Color(0xf6e3b4)));
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(new Color(0x3f7d4e));
        graphics.fillOval(-width / 4, height * 3 / 5, width * 3 / 2, height);
        graphics.dispose();
        return image;
    }

    public static byte[] file(BufferedImage image, String format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, out)) {
                throw new IOException("No " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static Avatar picture() {
        return Avatar.of(file(image(96, 96), "png"));
    }
}
