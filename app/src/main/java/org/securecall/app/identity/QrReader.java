// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.identity;

import com.google.zxing.Binarizer;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.NotFoundException;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.ResultPointCallback;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.decoder.Decoder;
import com.google.zxing.qrcode.detector.Detector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Finds a QR code in a picture from a camera or a file. */
public final class QrReader {

    /** Pixels on a side. */
    public static final int MOST_PIXELS = 4096;

    private static final int TURNS = 2;

    /** Of places that look like the corner of a code: the detector tries each three of them. */
    private static final int MOST_CORNERS = 300;

    private QrReader() {}

    /**
     * What a QR code in the picture says; it may be anything. Dark on light or light on dark, turned by any angle.
     *
     * @param luminance row by row from the top, one octet for each pixel, 0 (dark) to 255; not changed
     * @param width in pixels, 1 to {@value #MOST_PIXELS}
     * @param height likewise
     * @return empty where no code is to be read, as in most pictures of a camera
     * @throws IdentityException when the three do not go together
     */
    public static Optional<String> read(byte[] luminance, int width, int height) throws IdentityException {
        if (width < 1
                || height < 1
                || width > MOST_PIXELS
                || height > MOST_PIXELS
                || luminance.length != width * height) {
            throw new IdentityException("The picture is damaged or too large");
        }
        LuminanceSource picture = new PlanarYUVLuminanceSource(luminance, width, height, 0, 0, width, height, false);
        for (LuminanceSource source : List.of(picture, picture.invert())) {
            for (Binarizer binarizer : List.of(new HybridBinarizer(source), new GlobalHistogramBinarizer(source))) {
                Optional<String> text = decode(binarizer);
                if (text.isPresent()) {
                    return text;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Reads the picture as it is, and turned by 90°: where the code's own content looks like its alignment pattern, the detector
     * finds the true one from another side.
     */
    private static Optional<String> decode(Binarizer binarizer) {
        BitMatrix picture;
        try {
            picture = binarizer.getBlackMatrix();
        } catch (NotFoundException e) {
            return Optional.empty();
        }
        for (int turn = 0; turn < TURNS; turn++) {
            try {
                BitMatrix code = new Detector(picture).detect(hints()).getBits();
                return Optional.of(new Decoder().decode(code).getText());
            } catch (ReaderException e) {
                picture.rotate90();
            } catch (CrowdedException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Map<DecodeHintType, ?> hints() {
        AtomicInteger corners = new AtomicInteger();
        ResultPointCallback counting = corner -> {
            if (corners.incrementAndGet() > MOST_CORNERS) {
                throw new CrowdedException();
            }
        };
        return Map.of(DecodeHintType.TRY_HARDER, true, DecodeHintType.NEED_RESULT_POINT_CALLBACK, counting);
    }

    /** Leaves the detector where a picture would keep it busy for minutes. */
    private static final class CrowdedException extends RuntimeException {

        private static final long serialVersionUID = 1;
    }
}
