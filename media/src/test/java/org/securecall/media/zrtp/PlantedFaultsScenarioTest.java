// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.ThreadSafe;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.bouncycastle.crypto.Digest;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.securecall.media.zrtp.Violation.Invariant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The exploration must find what is wrong. Each fault here is planted into a copy of the real machine's source: one line is
 * changed, that class is compiled again, and the exploration runs over it in a class loader of its own. It must name the
 * invariant that breaks, and show a schedule of at most one fault.
 */
class PlantedFaultsScenarioTest {

    private static final Logger LOG = LoggerFactory.getLogger(PlantedFaultsScenarioTest.class);
    private static final Path SOURCES = Path.of("src/main/java/org/securecall/media/zrtp");

    /** A line of the machine, what is planted in its place, and the invariant that this breaks. */
    enum Fault {
        HVI_IS_NOT_COMPARED(
                "DhPart1Sent",
                "if (!CommitSent.hvi(negotiated.hash(), dhPart2, context.ownHello()).equals(hvi)) {",
                "if (hvi.length() == 0) {",
                Invariant.COMMITMENT),
        CONFIRM_MAC_IS_NOT_COMPARED(
                "ConfirmContent",
                "if (!mac(negotiated, keys.macKey(), encrypted).equals(confirm.mac())) {",
                "if (encrypted.length == 0) {",
                Invariant.NOTHING_WITHOUT_CONFIRM),
        RS1_IS_UPDATED_BEFORE_CONF2_ACK(
                "Confirm2Sent",
                "yield new Confirm2Sent(agreed, continuity, content, retransmission);",
                "continuity.ifPresent(c -> c.exchangeCompleted(false));"
                        + " yield new Confirm2Sent(agreed, continuity, content, retransmission);",
                Invariant.NO_FALSE_ALARM),
        CONF2_ACK_IS_TAKEN_FOR_PROOF(
                "Confirm2Sent",
                "return finish(context, false);",
                "return finish(context, true);",
                Invariant.NO_FALSE_ALARM),
        A_BROKEN_EXCHANGE_LEAVES_NO_SECRET(
                "KeyContinuity",
                "cache.store(peer, new RetainedSecrets(Optional.empty(), Optional.of(newRs1.copy()), false, expires));",
                "newRs1.copy().close();",
                Invariant.NO_FALSE_ALARM),
        RS2_BECOMES_WHATEVER_WAS_RS1(
                "KeyContinuity",
                "Optional<SecretBytes> shared = matched == RetainedMatch.Which.RS2 ? old.rs2() : old.rs1();",
                "Optional<SecretBytes> shared = matched == RetainedMatch.Which.NONE ? old.rs2() : old.rs1();",
                Invariant.NO_FALSE_ALARM),
        BOTH_YIELD_IN_CONTENTION(
                "CommitSent",
                "if (hvi.compareUnsigned(dh.hvi()) >= 0) {",
                "if (hvi.compareUnsigned(dh.hvi()) == 0) {",
                Invariant.FAIR_IS_SECURE),
        NOTHING_IS_SENT_AGAIN_ONCE_T2_HAS_ENDED(
                "Retransmission",
                "context.setTimer(ZrtpTimer.T2, interval);",
                "interval = interval.plusMillis(1);",
                Invariant.ENDS),
        A_SIDE_SEES_ANOTHER_TAG(
                "Agreed",
                "negotiated.authTag().label(),",
                "(role == Role.INITIATOR ? AuthTag.HS80 : AuthTag.HS32).label(),",
                Invariant.EQUAL_KEYS),
        A_PEER_THAT_WAS_FOUND_IS_NOT_EXPECTED(
                "Discovery",
                "context.emit(new ZrtpOutput.NoZrtp(expected));",
                "context.emit(new ZrtpOutput.NoZrtp(false));",
                Invariant.NO_CLEAR_VOICE);

        private final String type;
        private final String line;
        private final String planted;
        private final Invariant broken;

        Fault(String type, String line, String planted, Invariant broken) {
            this.type = type;
            this.line = line;
            this.planted = planted;
            this.broken = broken;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFoundWithAShortSchedule(Fault fault, @TempDir Path folder) throws Exception {
        Path copy = Files.createDirectories(folder.resolve("source"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path mutant = copy.resolve(fault.type + ".java");
        Files.writeString(mutant, plant(Files.readString(SOURCES.resolve(fault.type + ".java")), fault));
        compile(mutant, classes);

        String found = explore(classes.toUri().toURL());

        LOG.info("{} was found: {}", fault, found);
        assertThat(found).startsWith(fault.broken.name() + ":");
        assertThat(found.lines().count()).isLessThan(150);
    }

    /** The same way, with nothing planted: what is found above is not an effect of the class loader. */
    @Test
    void nothingIsFoundInTheMachineAsItIs(@TempDir Path empty) throws Exception {
        assertThat(explore(empty.toUri().toURL())).isEmpty();
    }

    private static String plant(String source, Fault fault) {
        assertThat(source.split(Pattern.quote(fault.line), -1))
                .as("the line to change stands in %s once", fault.type)
                .hasSize(2);
        return source.replace(fault.line, fault.planted);
    }

    private static void compile(Path source, Path classes) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        int outcome = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        writer,
                        writer,
                        "-proc:none",
                        "-nowarn",
                        "-d",
                        classes.toString(),
                        "-cp",
                        String.join(
                                File.pathSeparator,
                                classPath().stream().map(URL::getPath).toList()),
                        source.toString());
        assertThat(outcome).as(said.toString()).isZero();
    }

    private static String explore(URL first) throws IOException, ReflectiveOperationException {
        List<URL> path = new ArrayList<>(List.of(first));
        path.addAll(classPath());
        try (URLClassLoader loader =
                new URLClassLoader(path.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Object report = loader.loadClass(MutantReport.class.getName())
                    .getConstructor()
                    .newInstance();
            return String.valueOf(((Supplier<?>) report).get());
        }
    }

    /** Where the product, the tests and the few libraries that both need come from. */
    private static List<URL> classPath() {
        return List.of(
                        ZrtpMachine.class,
                        MutantReport.class,
                        Digest.class,
                        NullMarked.class,
                        ThreadSafe.class,
                        Logger.class)
                .stream()
                .map(type -> type.getProtectionDomain().getCodeSource())
                .map(CodeSource::getLocation)
                .distinct()
                .toList();
    }
}
