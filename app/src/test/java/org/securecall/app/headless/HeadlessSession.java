// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.securecall.app.api.PhoneException;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.runtime.Telephone;

/** A telephone of its own, driven by lines as a script drives it; only the process is missing. */
final class HeadlessSession implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final PipedOutputStream commands = new PipedOutputStream();
    private final Lines lines = new Lines();
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private int read;

    HeadlessSession(PhoneOptions options, boolean answersItself) throws IOException, PhoneException {
        PipedInputStream in = new PipedInputStream(commands);
        Telephone telephone = Telephone.open(options);
        Thread.ofPlatform().start(() -> {
            try {
                HeadlessFront.run(telephone, answersItself, in, new PrintStream(lines, true, StandardCharsets.UTF_8));
                end.complete(null);
            } catch (PhoneException e) {
                end.completeExceptionally(e);
            }
        });
    }

    HeadlessSession say(String command) throws IOException {
        commands.write((command + "\n").getBytes(StandardCharsets.UTF_8));
        commands.flush();
        return this;
    }

    /** Waits for the next event that fits, passing over others. */
    Map<String, Object> await(String event, Predicate<Map<String, Object>> fits) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            for (Map<String, Object> next = lines.at(read); next != null; next = lines.at(read)) {
                read++;
                if (event.equals(next.get("event")) && fits.test(next)) {
                    return next;
                }
            }
            long left = deadline - System.nanoTime();
            assertThat(left)
                    .as("Time left for %s; so far %s", event, lines.all())
                    .isPositive();
            lines.waitForMore(read, left);
        }
    }

    Map<String, Object> awaitState(String event, String state) throws Exception {
        return await(event, line -> state.equals(line.get("state")));
    }

    List<Map<String, Object>> all() {
        return lines.all();
    }

    void awaitEnd() {
        end.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() throws IOException {
        commands.close();
        awaitEnd();
    }

    /** Collects what is written, line by line. */
    private static final class Lines extends OutputStream {

        private final JsonFactory json = new JsonFactory();
        private final java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        private final List<Map<String, Object>> events = new ArrayList<>();

        @Override
        public synchronized void write(int octet) throws IOException {
            if (octet == '\n') {
                events.add(parse(line.toString(StandardCharsets.UTF_8)));
                line.reset();
                notifyAll();
            } else {
                line.write(octet);
            }
        }

        synchronized @org.jspecify.annotations.Nullable Map<String, Object> at(int index) {
            return index < events.size() ? events.get(index) : null;
        }

        synchronized List<Map<String, Object>> all() {
            return List.copyOf(events);
        }

        synchronized void waitForMore(int seen, long nanos) throws InterruptedException {
            long deadline = System.nanoTime() + nanos;
            while (events.size() <= seen && deadline - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
            }
        }

        /** The only list there is tells where the telephone listens. */
        private static String udpPort(JsonParser parser) throws IOException {
            String port = "";
            boolean udp = false;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                if (parser.currentToken() == JsonToken.VALUE_STRING
                        && parser.currentName().equals("transport")) {
                    udp = parser.getText().equals("udp");
                } else if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT && udp) {
                    port = parser.getText();
                }
            }
            return port;
        }

        private Map<String, Object> parse(String text) throws IOException {
            Map<String, Object> fields = new LinkedHashMap<>();
            try (JsonParser parser = json.createParser(text)) {
                assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String field = parser.currentName();
                    JsonToken value = parser.nextToken();
                    if (value == JsonToken.START_ARRAY) {
                        fields.put("udpPort", udpPort(parser));
                    } else {
                        fields.put(field, value == JsonToken.VALUE_NULL ? "" : parser.getText());
                    }
                }
            }
            return fields;
        }
    }
}
