// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec.opus;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.codec.VoiceDecoder;
import org.securecall.media.codec.VoiceEncoder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libopus: the system's when it is 1.3 or later, else the one that comes along, which is 1.1 or 1.1.2, else the system's old
 * one. Loaded once, for good. Thread-safe.
 */
public final class OpusLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(OpusLibrary.class);

    private static final Pattern VERSION = Pattern.compile("\\b(\\d{1,4})\\.(\\d{1,4})");

    private final String version;
    private final LibOpus.Control control;

    private OpusLibrary(String version, LibOpus.Control control) {
        this.version = version;
        this.control = control;
    }

    private static final class Loaded {
        static final Optional<OpusLibrary> LIBRARY = find();
    }

    /** Empty when there is none for this system; a warning was logged then, once. */
    public static Optional<OpusLibrary> load() {
        return Loaded.LIBRARY;
    }

    private static Optional<OpusLibrary> find() {
        try {
            NativeLibrary system = open("opus");
            NativeLibrary chosen = system;
            if (system == null || !isAtLeast13(versionOf(system))) {
                NativeLibrary bundled = bundled();
                chosen = bundled == null ? system : bundled;
            }
            if (chosen == null) {
                LOG.warn("There is no Opus library for this system, so calls use G.711 alone, which sounds worse");
                return Optional.empty();
            }
            Native.register(LibOpus.class, chosen);
            OpusLibrary library = new OpusLibrary(
                    versionOf(chosen), Native.load(chosen.getFile().getPath(), LibOpus.Control.class));
            LOG.debug("Opus is {}", library.version);
            return Optional.of(library);
        } catch (LinkageError e) {
            // JNA itself has found no way to load native code, or the library lacks a function.
            LOG.warn(
                    "The Opus library cannot be used, so calls use G.711 alone, which sounds worse: {}",
                    e.getMessage());
            return Optional.empty();
        }
    }

    private static @Nullable NativeLibrary open(String nameOrPath) {
        try {
            return NativeLibrary.getInstance(nameOrPath);
        } catch (UnsatisfiedLinkError e) {
            LOG.debug("No Opus library by the name {}", nameOrPath);
            return null;
        }
    }

    private static @Nullable NativeLibrary bundled() {
        String folder = Platform.isMac() ? "darwin" : Platform.RESOURCE_PREFIX;
        String resource = "/natives/" + folder + "/" + System.mapLibraryName("opus");
        try {
            return open(Native.extractFromResourcePath(resource, OpusLibrary.class.getClassLoader())
                    .getPath());
        } catch (IOException e) {
            LOG.debug("No Opus library comes along for {}", folder);
            return null;
        }
    }

    private static String versionOf(NativeLibrary library) {
        Function function = library.getFunction("opus_get_version_string");
        return function.invokeString(new Object[0], false);
    }

    static boolean isAtLeast13(String version) {
        Matcher matcher = VERSION.matcher(version);
        if (!matcher.find()) {
            return false;
        }
        int major = Integer.parseInt(matcher.group(1));
        return major > 1 || (major == 1 && Integer.parseInt(matcher.group(2)) >= 3);
    }

    /** As the library says it, such as {@code libopus 1.3.1}. */
    public String version() {
        return version;
    }

    /** An encoder that heeds what the peer's fmtp line asks for (RFC 7587 §6.1). */
    public VoiceEncoder encoder(PayloadFormat peer) {
        return new OpusEncoder(control, OpusParameters.parse(peer.parameters()));
    }

    public VoiceDecoder decoder() {
        return new OpusDecoder();
    }
}
