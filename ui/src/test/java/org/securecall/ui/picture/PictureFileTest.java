// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.Avatar;
import org.securecall.ui.ContactFilesOnDisk;

class PictureFileTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
    void squareInTheMiddleIsScaledAndWrittenAsJpeg(String format) throws Exception {
        BufferedImage wide = new BufferedImage(3000, 1000, BufferedImage.TYPE_INT_RGB);
        fill(wide, Color.RED, 0, 3000);
        fill(wide, Color.BLUE, 1000, 2000);
        Avatar avatar = PictureFile.avatar(ContactFilesOnDisk.file(wide, format));
        assertThat(avatar.format()).isEqualTo(Avatar.Format.JPEG);
        BufferedImage made = ImageIO.read(new ByteArrayInputStream(avatar.bytes()));
        assertThat(made.getWidth()).isEqualTo(PictureFile.SIDE);
        assertThat(made.getHeight()).isEqualTo(PictureFile.SIDE);
        for (int x : new int[] {4, 128, 251}) {
            assertThat(isNear(made.getRGB(x, 128), Color.BLUE)).isTrue();
        }
    }

    @Test
    void whatIsTransparentBecomesWhite() throws Exception {
        BufferedImage clear = new BufferedImage(40, 40, BufferedImage.TYPE_INT_ARGB);
        BufferedImage made = ImageIO.read(new ByteArrayInputStream(
                PictureFile.avatar(ContactFilesOnDisk.file(clear, "png")).bytes()));
        assertThat(isNear(made.getRGB(128, 128), Color.WHITE)).isTrue();
    }

    @Test
    void noisiestPictureIsShortEnough() throws Exception {
        BufferedImage noise = new BufferedImage(500, 500, BufferedImage.TYPE_INT_RGB);
        SplittableRandom random = new SplittableRandom(7);
        for (int y = 0; y < 500; y++) {
            for (int x = 0; x < 500; x++) {
                noise.setRGB(x, y, random.nextInt());
            }
        }
        assertThat(PictureFile.avatar(ContactFilesOnDisk.file(noise, "png")).bytes())
                .hasSizeLessThan(Avatar.MAX_SIZE);
    }

    @ParameterizedTest
    @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,1,0", "7,1,1", "8,0,1"})
    void photographStandsUprightHoweverTheCameraWasHeld(int orientation, int right, int below) throws Exception {
        // Red at the left top of the file.
        BufferedImage image = new BufferedImage(200, 200, BufferedImage.TYPE_INT_RGB);
        fill(image, Color.WHITE, 0, 200);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, 100, 100);
        graphics.dispose();
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) {
            byte[] file = withExif(ContactFilesOnDisk.file(image, "jpeg"), orientation, order);
            BufferedImage made = ImageIO.read(
                    new ByteArrayInputStream(PictureFile.avatar(file).bytes()));
            assertThat(isNear(made.getRGB(64 + 128 * right, 64 + 128 * below), Color.RED))
                    .isTrue();
        }
    }

    @Test
    void nothingElseOfThePhotographGoesAlong() throws Exception {
        byte[] file =
                withExif(ContactFilesOnDisk.file(ContactFilesOnDisk.image(60, 60), "jpeg"), 1, ByteOrder.BIG_ENDIAN);
        assertThat(new String(PictureFile.avatar(file).bytes(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("Exif");
    }

    @Test
    void smallFileThatSaysToBeHugeIsRefusedBeforeItIsDecoded() {
        byte[] png = ContactFilesOnDisk.file(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB), "png");
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, 1_000_000).putInt(20, 1_000_000);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        assertThatThrownBy(() -> PictureFile.avatar(png))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("1000000");
    }

    @Test
    void fileThatIsTooLongIsRefusedUnread() throws Exception {
        Path file = folder.resolve("long.png");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(PictureFile.MAX_FILE + 1L);
        }
        assertThatThrownBy(() -> PictureFile.read(file)).hasMessageContaining("longer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif", "bmp", "tiff"})
    void damagedFilesFailInOneWayAlone(String format) {
        byte[] whole = ContactFilesOnDisk.file(ContactFilesOnDisk.image(40, 30), format);
        SplittableRandom random = new SplittableRandom(3);
        int refused = 0;
        for (int round = 0; round < 200; round++) {
            byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
            for (int i = 0; i < 3; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                PictureFile.avatar(damaged);
            } catch (PictureException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static void fill(BufferedImage image, Color color, int from, int to) {
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(color);
        graphics.fillRect(from, 0, to - from, image.getHeight());
        graphics.dispose();
    }

    private static boolean isNear(int argb, Color color) {
        Color is = new Color(argb);
        return Math.abs(is.getRed() - color.getRed()) < 24
                && Math.abs(is.getGreen() - color.getGreen()) < 24
                && Math.abs(is.getBlue() - color.getBlue()) < 24;
    }

    /** Puts an Exif segment with one entry behind the beginning of a JPEG file. */
    private static byte[] withExif(byte[] jpeg, int orientation, ByteOrder order) {
        ByteBuffer tiff = ByteBuffer.allocate(26).order(order);
        tiff.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4D4D : 0x4949))
                .putShort((short) 42)
                .putInt(8);
        tiff.putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation)
                .putShort((short) 0)
                .putInt(0);
        ByteBuffer segment = ByteBuffer.allocate(4 + 6 + tiff.position());
        segment.putShort((short) 0xFFE1).putShort((short) (2 + 6 + tiff.position()));
        segment.put("Exif\0\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        segment.put(tiff.array(), 0, tiff.position());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(segment.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
