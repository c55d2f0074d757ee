// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.fuzz;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Jazzer as a program of its own. It begins with the corpus of the repository and keeps what it adds in {@code target}. What
 * lets it stop before its time: an exception that escapes, 512 MB of heap, 2 GB of the whole process, ten seconds for one
 * input.
 */
final class Jazzer {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path HOME = Path.of("target/fuzz").toAbsolutePath();
    private static final Pattern DONE = Pattern.compile("Done (\\d+) runs in (\\d+) second");

    private Jazzer() {}

    /**
     * @param runs inputs that were tried, those of the corpus included
     * @param log all that Jazzer said; it shows the input that did it, and where it is kept
     */
    record Outcome(int status, long runs, String log) {}

    static Outcome fuzz(Target target, int seconds) throws IOException, InterruptedException {
        Path home = Files.createDirectories(HOME.resolve(target.simpleName()));
        Path found = Files.createDirectories(home.resolve("corpus"));
        Path log = home.resolve("log");
        Path seeds = ROOT.resolve(target.module()).resolve("src/test/fuzz").resolve(target.simpleName());
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath(),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.type(),
                "--instrumentation_includes=org.securecall.**:gov.nist.**:ezvcard.io.**:com.github.mangstadt.**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.**",
                "-max_total_time=" + seconds,
                "-rss_limit_mb=2048",
                "-timeout=30",
                "-max_len=4096",
                "-artifact_prefix=" + home + File.separator,
                found.toString(),
                seeds.toString()));
        Process process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!process.waitFor(seconds + 120L, TimeUnit.SECONDS)) {
                return new Outcome(-1, 0, "Jazzer did not end: " + Files.readString(log));
            }
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(log);
        Matcher done = DONE.matcher(said);
        return new Outcome(process.exitValue(), done.find() ? Long.parseLong(done.group(1)) : 0, said);
    }

    private static String classPath() throws IOException {
        List<String> path = new ArrayList<>();
        for (String module : List.of("media", "app")) {
            path.add(ROOT.resolve(module).resolve("target/test-classes").toString());
        }
        path.add(Files.readString(Path.of("target/test-classpath.txt")).strip());
        try (var jars = Files.list(Path.of("target/peers/jazzer").toAbsolutePath())) {
            jars.map(Path::toString).sorted().forEach(path::add);
        }
        return String.join(File.pathSeparator, path);
    }
}
