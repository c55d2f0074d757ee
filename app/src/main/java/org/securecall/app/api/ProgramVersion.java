// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Which version this is; the build writes it down. */
public final class ProgramVersion {

    private static final String FILE = "version.properties";

    private ProgramVersion() {}

    /** Such as {@code 0.1.0}. */
    public static String current() {
        try (InputStream in = ProgramVersion.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The program is incomplete: no " + FILE);
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE, e);
        }
    }
}
