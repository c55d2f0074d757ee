// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Virtual sound cards: a PulseAudio of our own with a microphone and a speaker for each party. A null sink takes what a
 * test speaks into a party's microphone, another one takes what the party plays; both can be recorded. ALSA's default
 * device, and so Java Sound's, leads there too.
 */
public final class SoundCards implements AutoCloseable {

    /** Samples a second, of everything. */
    public static final int RATE = 48_000;

    private static final Duration START = Duration.ofSeconds(20);

    private final Program server;
    private final Map<String, String> environment;

    private SoundCards(Program server, Map<String, String> environment) {
        this.server = server;
        this.environment = Map.copyOf(environment);
    }

    /** Starts the server, with a card for each party. */
    public static SoundCards start(Path folder, String... parties) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("sound"));
        // The path of a Unix-domain socket may have a hundred characters or so: too few for some build folders.
        Path runtime = Files.createTempDirectory("securecall-sound");
        Path socket = runtime.resolve("socket");
        runtime.toFile().deleteOnExit();
        Map<String, String> environment = new HashMap<>();
        environment.put("PULSE_SERVER", "unix:" + socket);
        environment.put("PULSE_COOKIE", home.resolve("cookie").toString());
        environment.put("PULSE_RUNTIME_PATH", runtime.toString());
        environment.put("PULSE_STATE_PATH", home.resolve("state").toString());
        environment.put("PULSE_CONFIG_PATH", home.toString());
        environment.put("ALSA_CONFIG_PATH", home.resolve("asound.conf").toString());
        environment.put("HOME", home.toString());
        Files.writeString(home.resolve("daemon.conf"), DAEMON);
        Files.writeString(home.resolve("client.conf"), "autospawn = no\n");
        Files.writeString(home.resolve("asound.conf"), ALSA);
        Path script = Files.writeString(home.resolve("default.pa"), script(socket, parties));
        Program server = Program.start(
                "pulseaudio",
                home,
                environment,
                List.of(
                        "pulseaudio",
                        "-n",
                        "--daemonize=no",
                        "--disallow-exit=no",
                        "--use-pid-file=no",
                        "--log-target=stderr",
                        "--log-level=3",
                        "-F",
                        script.toString()));
        environment.remove("HOME");
        SoundCards cards = new SoundCards(server, environment);
        try {
            // The default source is named last, so everything is there when this is said.
            Await.until("PulseAudio", START, cards::isComplete);
        } catch (AssertionError e) {
            server.close();
            throw new IOException(String.join("\n", server.errors().all()), e);
        }
        return cards;
    }

    private boolean isComplete() throws IOException, InterruptedException {
        try {
            return Program.run(Path.of("."), environment, List.of("pactl", "info"))
                    .contains("Default Source: mic_");
        } catch (IOException e) {
            if (server.isAlive()) {
                return false;
            }
            throw e;
        }
    }

    private static String script(Path socket, String... parties) {
        StringBuilder script = new StringBuilder();
        line(script, "load-module module-native-protocol-unix socket=" + socket + " auth-anonymous=1");
        for (String party : parties) {
            nullSink(script, "spk_" + party, "Speaker_" + party);
            nullSink(script, "in_" + party, "Inject_" + party);
            // An ordinary source, as some programs hide the monitors of sinks.
            line(
                    script,
                    "load-module module-remap-source source_name=mic_" + party + " master=in_" + party
                            + ".monitor channels=1 source_properties=device.description=Mic_" + party);
        }
        line(script, "set-default-sink spk_" + parties[0]);
        line(script, "set-default-source mic_" + parties[0]);
        return script.toString();
    }

    /** With rewinds, the first samples of a stream come up to two seconds late. */
    private static void nullSink(StringBuilder script, String name, String description) {
        line(
                script,
                "load-module module-null-sink sink_name=" + name + " rate=" + RATE
                        + " channels=1 format=s16le norewinds=1 sink_properties=device.description=" + description);
    }

    private static void line(StringBuilder script, String line) {
        script.append(line).append('\n');
    }

    /** What puts a program on a party's card. */
    public Map<String, String> environment(String party) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("PULSE_SINK", "spk_" + party);
        all.put("PULSE_SOURCE", "mic_" + party);
        return all;
    }

    /** Speaks a WAV file into a party's microphone; it ends with the file. */
    public Program speak(Path folder, String party, Path wav) throws IOException {
        return Program.start(
                "speak-" + party,
                folder,
                environment,
                List.of(
                        "paplay",
                        "-d",
                        "in_" + party,
                        "--latency-msec=20",
                        wav.toAbsolutePath().toString()));
    }

    /** Records what a party's microphone gets. */
    public Recorder atMouth(String party) throws IOException {
        return new Recorder(environment, "in_" + party + ".monitor");
    }

    /** Records what a party's speaker plays. */
    public Recorder atEar(String party) throws IOException {
        return new Recorder(environment, "spk_" + party + ".monitor");
    }

    /** Every card disappears. */
    public void unplug() {
        server.close();
    }

    @Override
    public void close() {
        unplug();
    }

    private static final String DAEMON = """
            exit-idle-time = -1
            default-sample-rate = 48000
            default-sample-format = s16le
            default-sample-channels = 2
            resample-method = speex-float-5
            default-fragments = 4
            default-fragment-size-msec = 5
            realtime-scheduling = no
            high-priority = no
            avoid-resampling = no
            flat-volumes = no
            """;

    private static final String ALSA = """
            <confdir:alsa.conf>
            pcm.!default { type pulse  hint { show on description "PulseAudio" } }
            ctl.!default { type pulse }
            """;
}
