// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.kill;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/** A profile that was closed, as locking it does, leaves neither its key nor a retained secret among the live objects. */
class HeapAfterLockTest {

    /** In the heap of this test it must not stand by itself, so the test knows it by another name. */
    private static final int MASK = 0x77;

    private static final Zid BOB = new Zid("0b0b0b0b0b0b0b0b0b0b0b0b");
    private static final Pattern KEY = Pattern.compile("\"key\" : \"([^\"]+)\"");

    @TempDir
    Path directory;

    private void use() throws Exception {
        try (Storage storage = Storage.open(directory.resolve("data"), Keys.FILE, notice -> {})) {
            storage.trust().cache(LocalIdentity.MAIN).store(BOB, secrets());
            storage.sync().get(10, TimeUnit.SECONDS);
        }
        try (Storage storage = Storage.open(directory.resolve("data"), Keys.FILE, notice -> {});
                RetainedSecrets found =
                        storage.trust().cache(LocalIdentity.MAIN).find(BOB).orElseThrow()) {
            assertThat(found.rs1().orElseThrow().length()).isEqualTo(32);
            assertThat(holds(dump("open.hprof"), masked(secret()))).isTrue();
            assertThat(holds(dump("open.hprof"), key())).isTrue();
        }
    }

    private static byte[] secret() {
        byte[] secret = new byte[32];
        for (int i = 0; i < secret.length; i++) {
            secret[i] = (byte) (i * 37 + 11);
        }
        return secret;
    }

    private static RetainedSecrets secrets() {
        return new RetainedSecrets(Optional.of(SecretBytes.owning(secret())), Optional.empty(), true, Optional.empty());
    }

    @Test
    void neitherTheMasterKeyNorARetainedSecretIsLeft() throws Exception {
        use();
        Path dump = dump("closed.hprof");
        assertThat(holds(dump, masked(secret()))).isFalse();
        assertThat(holds(dump, key())).isFalse();
    }

    private Path dump(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file.toString(), true);
        return file;
    }

    private byte[] key() throws IOException {
        Matcher matcher = KEY.matcher(Files.readString(directory.resolve("data/securecall.key")));
        assertThat(matcher.find()).isTrue();
        return masked(Base64.getDecoder().decode(matcher.group(1).getBytes(StandardCharsets.US_ASCII)));
    }

    private static byte[] masked(byte[] bytes) {
        byte[] masked = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            masked[i] = (byte) (bytes[i] ^ MASK);
            bytes[i] = 0;
        }
        return masked;
    }

    private static boolean holds(Path dump, byte[] masked) throws IOException {
        byte[] window = new byte[1 << 20];
        int kept = 0;
        try (InputStream in = Files.newInputStream(dump)) {
            int read = in.readNBytes(window, kept, window.length - kept);
            while (read > 0) {
                int end = kept + read;
                for (int at = 0; at + masked.length <= end; at++) {
                    int i = 0;
                    while (i < masked.length && (byte) (window[at + i] ^ MASK) == masked[i]) {
                        i++;
                    }
                    if (i == masked.length) {
                        return true;
                    }
                }
                kept = Math.min(end, masked.length - 1);
                System.arraycopy(window, end - kept, window, 0, kept);
                read = in.readNBytes(window, kept, window.length - kept);
            }
        }
        return false;
    }
}
