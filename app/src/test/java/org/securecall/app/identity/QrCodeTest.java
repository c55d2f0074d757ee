// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.account.SipAddress;

/** What {@link QrMatrix} draws, {@link QrReader} reads. */
class QrCodeTest {

    private static final int DARK = 30;
    private static final int LIGHT = 220;

    private static String text() throws Exception {
        return QrPayload.of(Identities.alice(), SipAddress.parse("sip:alice@example.org"))
                .text();
    }

    /** A picture, row by row. */
    private static final class Picture {

        private final byte[] luminance;
        private final int size;

        Picture(byte[] luminance, int size) {
            this.luminance = luminance;
            this.size = size;
        }

        static Picture of(QrMatrix matrix, int scale, int dark, int light) {
            int size = (matrix.size() + 2 * QrMatrix.QUIET_ZONE) * scale;
            byte[] luminance = new byte[size * size];
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int column = x / scale - QrMatrix.QUIET_ZONE;
                    int row = y / scale - QrMatrix.QUIET_ZONE;
                    boolean inside = column >= 0 && row >= 0 && column < matrix.size() && row < matrix.size();
                    luminance[y * size + x] = (byte) (inside && matrix.dark(column, row) ? dark : light);
                }
            }
            return new Picture(luminance, size);
        }

        Picture turned(double degrees) {
            byte[] other = new byte[luminance.length];
            double sine = Math.sin(Math.toRadians(degrees));
            double cosine = Math.cos(Math.toRadians(degrees));
            double middle = size / 2.0;
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    int fromX = (int) Math.round(middle + (x - middle) * cosine * 1.5 + (y - middle) * sine * 1.5);
                    int fromY = (int) Math.round(middle - (x - middle) * sine * 1.5 + (y - middle) * cosine * 1.5);
                    boolean inside = fromX >= 0 && fromY >= 0 && fromX < size && fromY < size;
                    other[y * size + x] = inside ? luminance[fromY * size + fromX] : (byte) LIGHT;
                }
            }
            return new Picture(other, size);
        }

        Picture noisy(int strength) {
            SplittableRandom random = new SplittableRandom(1);
            byte[] other = luminance.clone();
            for (int i = 0; i < other.length; i++) {
                int value = (other[i] & 0xff) + random.nextInt(-strength, strength + 1);
                other[i] = (byte) Math.clamp(value, 0, 255);
            }
            return new Picture(other, size);
        }

        String read() throws IdentityException {
            return QrReader.read(luminance, size, size).orElse("nothing");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "3, 0, 0, 30, 220",
        "6, 0, 25, 30, 220",
        "8, 7, 10, 30, 220",
        "8, 90, 0, 30, 220",
        "8, 200, 10, 60, 140",
        "6, 0, 0, 220, 30"
    })
    void aDrawnCodeIsReadAgain(int scale, double degrees, int noise, int dark, int light) throws Exception {
        Picture picture = Picture.of(QrMatrix.of(text()), scale, dark, light);
        Picture seen = degrees == 0 ? picture : picture.turned(degrees);
        assertThat(seen.noisy(noise).read()).isEqualTo(text());
    }

    @Test
    void aCodeIsReadWithAStainOnIt() throws Exception {
        Picture picture = Picture.of(QrMatrix.of(text()), 6, DARK, LIGHT);
        int middle = picture.size / 2;
        for (int y = middle - 20; y < middle + 20; y++) {
            Arrays.fill(
                    picture.luminance, y * picture.size + middle - 20, y * picture.size + middle + 20, (byte) LIGHT);
        }
        assertThat(picture.read()).isEqualTo(text());
    }

    /** Some codes look like a part of themselves somewhere: whatever the content, the picture is read. */
    @Test
    void codesOfAnyContentAreReadAgain() throws Exception {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 60; round++) {
            byte[] content = new byte[60 + random.nextInt(200)];
            random.nextBytes(content);
            String text = Base64Url.encode(content);
            assertThat(Picture.of(QrMatrix.of(text), 3, DARK, LIGHT).read()).isEqualTo(text);
        }
    }

    @Test
    void thePatternsInTheCornersAreWhereAStandardCodeHasThem() throws Exception {
        QrMatrix matrix = QrMatrix.of("securecall");
        assertThat(matrix.size()).isEqualTo(21);
        for (int i = 0; i < 7; i++) {
            assertThat(matrix.dark(i, 0)).isTrue();
            assertThat(matrix.dark(0, i)).isTrue();
            assertThat(matrix.dark(20 - i, 0)).isTrue();
            assertThat(matrix.dark(0, 20 - i)).isTrue();
        }
        assertThat(matrix.dark(7, 0)).isFalse();
        assertThat(matrix.dark(1, 1)).isFalse();
        assertThat(matrix.dark(3, 3)).isTrue();
        assertThatThrownBy(() -> matrix.dark(21, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> matrix.dark(0, -1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aCodeHolds2331CharactersAndNoMore() throws Exception {
        assertThat(QrMatrix.of("x".repeat(2331)).size()).isEqualTo(177);
        assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> QrMatrix.of("x".repeat(2332)));
    }

    @Test
    void anEmptyTextIsNoCode() {
        assertThatExceptionOfType(IdentityException.class).isThrownBy(() -> QrMatrix.of(""));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 128, 255})
    void thereIsNoCodeInAPictureOfOneColour(int value) throws Exception {
        byte[] luminance = new byte[320 * 240];
        Arrays.fill(luminance, (byte) value);
        assertThat(QrReader.read(luminance, 320, 240)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 4, 0",
        "16, -4, -4",
        "16, 4, 5",
        "15, 4, 4",
        "17, 4, 4",
        "4097, 4097, 1",
        "4097, 1, 4097",
        "0, 65536, 65536"
    })
    void aPictureThatDoesNotAddUpIsRefused(int length, int width, int height) {
        assertThatExceptionOfType(IdentityException.class)
                .isThrownBy(() -> QrReader.read(new byte[length], width, height));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 100", "100, 1", "2, 3", "7, 7", "20, 20", "40, 39", "21, 21"})
    void tinyPicturesHoldNothing(int width, int height) throws Exception {
        assertThat(QrReader.read(new byte[width * height], width, height)).isEmpty();
    }

    /** Pictures that somebody else draws: codes with modules turned over anywhere, and anything at all. */
    @Test
    void aBrokenCodeIsReadAsItWasOrNotAtAll() throws Exception {
        QrMatrix matrix = QrMatrix.of(text());
        SplittableRandom random = new SplittableRandom(2);
        for (int round = 0; round < 100; round++) {
            Picture picture = Picture.of(matrix, 2, DARK, LIGHT);
            int turned = random.nextInt(1, 600);
            for (int i = 0; i < turned; i++) {
                int x = 2 * random.nextInt(matrix.size() + 2 * QrMatrix.QUIET_ZONE);
                int y = 2 * random.nextInt(matrix.size() + 2 * QrMatrix.QUIET_ZONE);
                byte value = (byte) random.nextInt(256);
                for (int at : new int[] {0, 1, picture.size, picture.size + 1}) {
                    picture.luminance[y * picture.size + x + at] = value;
                }
            }
            assertThat(picture.read()).isIn("nothing", text());
        }
    }

    /** Nothing but corners of codes: the detector alone would try every three of 14400. */
    @Test
    void aPictureFullOfCornersHoldsNothing() throws Exception {
        int scale = 2;
        int pitch = 10 * scale;
        int corners = 120;
        int size = corners * pitch;
        byte[] luminance = new byte[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int ring = Math.max(Math.abs(x % pitch / scale - 3), Math.abs(y % pitch / scale - 3));
                luminance[y * size + x] = (byte) (ring == 3 || ring < 2 ? DARK : LIGHT);
            }
        }
        assertThat(QrReader.read(luminance, size, size)).isEmpty();
    }

    @Test
    void noiseHoldsNothing() throws Exception {
        SplittableRandom random = new SplittableRandom(3);
        for (int round = 0; round < 100; round++) {
            int width = random.nextInt(1, 200);
            int height = random.nextInt(1, 200);
            byte[] luminance = new byte[width * height];
            random.nextBytes(luminance);
            assertThat(QrReader.read(luminance, width, height)).isEmpty();
        }
    }
}
