// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.account.SipAddress;

class QrImageTest {

    @TempDir
    Path directory;

    private String text() throws Exception {
        return QrPayload.of(Identities.alice(), SipAddress.parse("sip:alice@example.org"))
                .text();
    }

    private Path written() throws Exception {
        Path file = directory.resolve("code.png");
        QrImage.write(QrMatrix.of(text()), file);
        return file;
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        assertThat(QrImage.read(written())).isEqualTo(text());
    }

    @Test
    void aCodeInColoursAndAsJpegIsRead() throws Exception {
        BufferedImage plain = ImageIO.read(written().toFile());
        BufferedImage coloured = new BufferedImage(plain.getWidth(), plain.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < plain.getHeight(); y++) {
            for (int x = 0; x < plain.getWidth(); x++) {
                coloured.setRGB(x, y, (plain.getRGB(x, y) & 0xff) == 0 ? 0x10305a : 0xffe9c0);
            }
        }
        Path file = directory.resolve("code.jpg");
        assertThat(ImageIO.write(coloured, "jpg", file.toFile())).isTrue();
        assertThat(QrImage.read(file)).isEqualTo(text());
    }

    @Test
    void aFileThatIsThereIsNotWrittenOver() throws Exception {
        Path file = written();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> QrImage.write(QrMatrix.of("other"), file));
    }

    @Test
    void whatIsNoPictureOrShowsNoCodeIsRefused() throws Exception {
        refused(directory.resolve("missing.png"));
        refused(Files.writeString(directory.resolve("text.png"), "no picture"));
        Path cut = directory.resolve("cut.png");
        byte[] whole = Files.readAllBytes(written());
        Files.write(cut, Arrays.copyOf(whole, 60));
        refused(cut);
        Path empty = directory.resolve("empty.png");
        ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_INT_RGB), "png", empty.toFile());
        refused(empty);
    }

    /** A header of a few octets that claims a picture of 60 gigabytes. */
    @Test
    void aPictureThatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
        byte[] whole = Files.readAllBytes(written());
        whole[16] = 0;
        whole[17] = 1;
        whole[20] = 0;
        whole[21] = 1;
        CRC32 crc = new CRC32();
        crc.update(whole, 12, 17);
        ByteBuffer.wrap(whole).putInt(29, (int) crc.getValue());
        Path file = Files.write(directory.resolve("huge.png"), whole);
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> QrImage.read(file))
                .withMessageContaining("too large");
    }

    private static void refused(Path file) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> QrImage.read(file))
                .satisfies(e -> assertThat(e.getMessage()).isNotEmpty());
    }
}
