// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.securecall.lab.Event;
import org.securecall.lab.Folder;
import org.securecall.lab.HeadlessPhone;
import org.securecall.lab.LinphonePeer;
import org.securecall.lab.MouthToEar;
import org.securecall.lab.Recorder;
import org.securecall.lab.SoundCards;

/**
 * Secure Call calls Secure Call and Linphone calls Linphone, in turn, on the same virtual sound cards. Both encrypt by ZRTP
 * and speak Opus. Each round starts both programs anew, so no figure rests on one lucky start, and whatever else the
 * machine does meets both.
 */
final class CompareWithLinphone {

    /** From start to call: what a person needs to click, and the programs to come to rest. */
    private static final double REST_SECONDS = 3;

    private static final DateTimeFormatter LINPHONE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss:SSS");

    private final SoundCards cards;
    private final PrintStream out;

    private CompareWithLinphone(SoundCards cards, PrintStream out) {
        this.cards = cards;
        this.out = out;
    }

    /** One argument: the number of rounds. */
    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path folder = Folder.of(CompareWithLinphone.class, "sound");
        Figures own = Figures.none();
        Figures linphone = Figures.none();
        try (SoundCards cards = SoundCards.start(folder, "alice", "bob")) {
            CompareWithLinphone bench = new CompareWithLinphone(cards, out);
            for (int round = 1; round <= rounds; round++) {
                out.println("Round " + round + " of " + rounds);
                // Now the one begins, now the other.
                if (round % 2 == 1) {
                    bench.secureCall(own);
                    bench.linphone(linphone);
                } else {
                    bench.linphone(linphone);
                    bench.secureCall(own);
                }
            }
        }
        out.println();
        out.print(Figures.table("Secure Call", own, "Linphone", linphone));
    }

    private void secureCall(Figures figures) throws Exception {
        Path folder = Folder.of(CompareWithLinphone.class, "secure-call");
        try (HeadlessPhone bob = HeadlessPhone.in(folder, "bob")
                        .environment(cards.environment("bob"))
                        .options("--answer", "auto", "--encryption", "require")
                        .start();
                HeadlessPhone alice = HeadlessPhone.in(folder, "alice")
                        .environment(cards.environment("alice"))
                        .options("--encryption", "require")
                        .start()) {
            rest();
            HeadlessPhone.Call call = alice.call(bob.uri());
            HeadlessPhone.Call incoming = bob.incoming();
            for (Event secure : List.of(call.awaitSecurity("encrypted"), incoming.awaitSecurity("encrypted"))) {
                figures.answerToSecureMs().add(secure.number("secureAfterMs"));
            }
            talk(folder, figures, alice.handle(), bob.handle());
            call.hangUp();
            alice.quit();
            bob.quit();
        }
        out.println("  Secure Call done");
    }

    private void linphone(Figures figures) throws Exception {
        Path folder = Folder.of(CompareWithLinphone.class, "linphone");
        try (LinphonePeer bob =
                        LinphonePeer.in(folder, "bob", cards.environment("bob")).start();
                LinphonePeer alice = LinphonePeer.in(folder, "alice", cards.environment("alice"))
                        .start()) {
            rest();
            alice.call(bob.uri());
            for (LinphonePeer peer : List.of(alice, bob)) {
                peer.awaitSas(0);
                figures.answerToSecureMs().add(answerToSecure(peer));
            }
            talk(folder, figures, alice.handle(), bob.handle());
            alice.hangUp();
            bob.awaitState("LinphoneCallEnd", 0);
        }
        out.println("  Linphone done");
    }

    /** The clock is that of the sound card: nothing else is needed to wait. */
    private void rest() throws IOException, InterruptedException {
        try (Recorder clock = cards.atEar("alice")) {
            clock.seconds(REST_SECONDS);
        }
    }

    private static double answerToSecure(LinphonePeer peer) {
        LocalDateTime active = moment(peer, "to LinphoneCallConnected");
        return ChronoUnit.MICROS.between(active, moment(peer, "SAS is")) / 1000.0;
    }

    private static LocalDateTime moment(LinphonePeer peer, String text) {
        String line = peer.log().stream()
                .filter(l -> l.contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Not in Linphone's log: " + text));
        return LocalDateTime.parse(line.substring(0, "yyyy-MM-dd HH:mm:ss:SSS".length()), LINPHONE_TIME);
    }

    private void talk(Path folder, Figures figures, ProcessHandle... parties) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        List<Duration> before =
                List.of(parties).stream().map(CompareWithLinphone::cpu).toList();
        figures.mouthToEarMs().addAll(MouthToEar.measure(cards, folder, "alice", "bob"));
        figures.mouthToEarMs().addAll(MouthToEar.measure(cards, folder, "bob", "alice"));
        double seconds = (System.nanoTime() - begun) / 1e9;
        for (int i = 0; i < parties.length; i++) {
            double used = cpu(parties[i]).minus(before.get(i)).toMillis() / 1000.0;
            figures.cpuPercent().add(100 * used / seconds);
            figures.rssMiB().add(residentMiB(parties[i]));
        }
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private static double residentMiB(ProcessHandle process) throws IOException {
        String line = Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Integer.parseInt(line.toLowerCase(Locale.ROOT).replaceAll("[^0-9]", "")) / 1024.0;
    }
}
