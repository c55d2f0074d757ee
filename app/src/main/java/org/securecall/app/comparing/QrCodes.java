// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.comparing;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.securecall.app.api.QrCode;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.identity.QrImage;
import org.securecall.app.identity.QrMatrix;

/** QR codes as front ends show them, and as files. */
public final class QrCodes {

    private QrCodes() {}

    static QrCode of(String text) throws IdentityException {
        QrMatrix matrix = QrMatrix.of(text);
        List<String> rows = new ArrayList<>();
        for (int y = 0; y < matrix.size(); y++) {
            StringBuilder row = new StringBuilder();
            for (int x = 0; x < matrix.size(); x++) {
                row.append(matrix.dark(x, y) ? '#' : ' ');
            }
            rows.add(row.toString());
        }
        return new QrCode(text, rows);
    }

    /** @throws IdentityException when the file is there already, or cannot be written */
    public static void save(QrCode code, Path file) throws IdentityException {
        try {
            QrImage.write(QrMatrix.of(code.text()), file);
        } catch (FileAlreadyExistsException e) {
            throw new IdentityException("The file is there already: " + file, e);
        } catch (IOException e) {
            throw new IdentityException("The file cannot be written: " + file, e);
        }
    }

    /** @throws IdentityException when the file is no picture, or shows no code */
    public static String read(Path file) throws IdentityException {
        return QrImage.read(file);
    }
}
