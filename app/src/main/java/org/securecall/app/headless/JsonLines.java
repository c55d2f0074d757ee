// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.HistoryPage;
import org.securecall.app.api.IdentityCheck;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.LinkQuestion;
import org.securecall.app.api.ListenPoint;
import org.securecall.app.api.OwnCard;
import org.securecall.app.api.PastCall;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.QrCode;
import org.securecall.app.api.SafetyNumber;
import org.securecall.app.api.Security;
import org.securecall.app.api.SecurityEntry;
import org.securecall.app.api.ServerCertificate;
import org.securecall.media.api.MediaStats;
import org.securecall.media.api.SasEmoji;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;

/**
 * Writes events, one JSON object a line. A thread of its own writes, so that a reader who does not read stops nothing but its
 * own events.
 */
final class JsonLines implements AutoCloseable {

    private static final int WAITING_LINES = 10_000;
    private static final long CLOSE_MILLISECONDS = 2000;
    private static final String END = "";

    /** Nothing but ASCII, whatever character set the standard output has. */
    private final JsonFactory json =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final InstantSource clock;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(WAITING_LINES);
    private final AtomicLong lost = new AtomicLong();
    private final Thread writer;

    JsonLines(PrintStream out, InstantSource clock) {
        this.clock = clock;
        this.writer = Thread.ofPlatform().name("json-lines").daemon().start(() -> write(out));
    }

    void ready(String version, List<ListenPoint> listen) {
        event("ready", g -> {
            g.writeStringField("version", version);
            g.writeArrayFieldStart("listen");
            for (ListenPoint point : listen) {
                g.writeStartObject();
                g.writeStringField("transport", point.transport().token());
                g.writeStringField("address", point.address());
                g.writeNumberField("port", point.port());
                g.writeEndObject();
            }
            g.writeEndArray();
        });
    }

    void registration(AccountSnapshot account) {
        event("registration", g -> {
            g.writeStringField("account", account.spec().address());
            g.writeStringField("state", token(account.registration()));
            g.writeStringField("transport", account.spec().transport().token());
            g.writeStringField("zid", account.zid());
            g.writeNumberField("code", account.code());
            g.writeStringField("reason", account.reason());
            text(
                    g,
                    "certificate",
                    account.certificate().map(card -> card.verdict().token()));
            text(g, "sha256", account.certificate().map(ServerCertificate::sha256));
        });
    }

    void call(CallSnapshot call) {
        event("call", g -> {
            g.writeStringField("call", call.id().value());
            g.writeStringField("direction", token(call.direction()));
            g.writeStringField("peer", call.peer());
            g.writeStringField("state", token(call.state()));
            g.writeNumberField("code", call.code());
            g.writeStringField("reason", call.reason());
            g.writeStringField("hold", token(call.hold()));
        });
    }

    void security(CallSnapshot call) {
        Security security = call.security();
        Optional<ZrtpDetails> zrtp = security.zrtp();
        event("security", g -> {
            g.writeStringField("call", call.id().value());
            g.writeStringField("state", state(security.state()));
            g.writeStringField("protocol", security.protocol().token());
            text(g, "suite", Optional.of(security.suite()).filter(suite -> !suite.isEmpty()));
            text(g, "keyAgreement", zrtp.map(ZrtpDetails::keyAgreement));
            text(g, "hash", zrtp.map(ZrtpDetails::hash));
            text(g, "cipher", zrtp.map(ZrtpDetails::cipher));
            text(g, "authTag", zrtp.map(ZrtpDetails::authTag));
            text(g, "sasType", zrtp.map(ZrtpDetails::sasType));
            text(g, "sas", zrtp.map(ZrtpDetails::comparedSas));
            text(
                    g,
                    "sasEmoji",
                    zrtp.map(ZrtpDetails::comparedEmoji)
                            .map(emoji ->
                                    emoji.stream().map(SasEmoji::character).collect(Collectors.joining(" "))));
            text(
                    g,
                    "peerLists",
                    zrtp.map(details -> details.declarations().offer())
                            .filter(ZrtpOffer::isKnown)
                            .map(ZrtpOffer::text));
            text(g, "role", zrtp.map(details -> details.initiator() ? "initiator" : "responder"));
            text(g, "peerZid", zrtp.map(details -> details.peerZid().hex()));
            g.writeBooleanField("verified", security.verified());
            text(g, "key", security.standing().map(KeyStanding::token));
            text(
                    g,
                    "signature",
                    zrtp.map(details -> token(details.declarations().signature().status())));
            text(
                    g,
                    "signedBy",
                    zrtp.map(details -> details.declarations().signature().owner())
                            .filter(owner -> !owner.isEmpty()));
            text(g, "auxiliary", zrtp.map(details -> token(details.exchange().auxiliary())));
            text(g, "secrets", zrtp.map(details -> token(details.secrets())));
            text(g, "zrtpHash", zrtp.map(details -> token(details.zrtpHash())));
            if (security.secureAfterMs().isPresent()) {
                g.writeNumberField("secureAfterMs", security.secureAfterMs().getAsLong());
            } else {
                g.writeNullField("secureAfterMs");
            }
        });
    }

    void stats(CallId call, MediaStats stats) {
        event("stats", g -> {
            g.writeStringField("call", call.value());
            g.writeStringField("codec", stats.codec());
            g.writeNumberField("packetsSent", stats.packetsSent());
            g.writeNumberField("packetsReceived", stats.packetsReceived());
            g.writeNumberField("lost", stats.lost());
            g.writeNumberField("concealed", stats.concealed());
            g.writeNumberField("jitterMs", stats.jitterMs());
            g.writeNumberField("rttMs", stats.rttMs());
            g.writeNumberField("playoutDelayMs", stats.playoutDelayMs());
        });
    }

    /** An event for each call, and one that ends them. */
    void history(HistoryPage page) {
        page.calls().forEach(this::pastCall);
        event("history", g -> {
            g.writeNumberField("count", page.calls().size());
            g.writeBooleanField("complete", page.complete());
        });
    }

    private void pastCall(PastCall call) {
        Optional<PastCall.Quality> quality = call.quality();
        event("past-call", g -> {
            g.writeNumberField("id", call.id());
            g.writeStringField("direction", token(call.direction()));
            g.writeStringField("peer", call.peer());
            g.writeStringField("displayName", call.displayName());
            text(g, "account", call.account());
            g.writeStringField("outcome", token(call.outcome()));
            g.writeNumberField("code", call.code());
            g.writeStringField("reason", call.reason());
            g.writeStringField("started", call.started().toString());
            text(g, "answered", call.answered().map(Instant::toString));
            g.writeStringField("ended", call.ended().toString());
            text(g, "state", call.shield().map(shield -> state(shield.last())));
            text(g, "worstState", call.shield().map(shield -> state(shield.worst())));
            g.writeStringField("protocol", call.protocol().token());
            g.writeStringField("algorithms", call.algorithms());
            g.writeBooleanField("verified", call.verified());
            g.writeStringField("keyName", call.keyName());
            if (quality.isPresent()) {
                heard(g, quality.get());
            }
        });
    }

    private static void heard(JsonGenerator g, PastCall.Quality quality) throws IOException {
        g.writeStringField("codec", quality.codec());
        g.writeNumberField("packetsReceived", quality.packetsReceived());
        g.writeNumberField("lost", quality.lost());
        g.writeNumberField("jitterMs", quality.jitterMs());
        g.writeNumberField("rttMs", quality.rttMs());
    }

    /** @param text of the QR code */
    void identity(OwnCard card, String text) {
        event("identity", g -> {
            g.writeStringField("key", card.key());
            g.writeStringField("fingerprint", card.fingerprint());
            text(g, "device", card.linked().map(OwnCard.Linked::name));
            text(g, "linkedTo", card.linked().map(OwnCard.Linked::identity));
            text(g, "linkedUntil", card.linked().map(linked -> linked.expires().toString()));
            g.writeStringField("text", text);
        });
    }

    /** For the other device to scan. */
    void linkCode(QrCode code) {
        event("link-code", g -> g.writeStringField("text", code.text()));
    }

    void linkQuestion(LinkQuestion question) {
        event("link-question", g -> {
            g.writeStringField("device", question.name());
            g.writeStringField("code", question.code());
        });
    }

    void linked(OwnCard card) {
        event("linked", g -> {
            text(g, "device", card.linked().map(OwnCard.Linked::name));
            text(g, "linkedTo", card.linked().map(OwnCard.Linked::identity));
            text(g, "linkedUntil", card.linked().map(linked -> linked.expires().toString()));
        });
    }

    void safetyCode(SafetyNumber number) {
        event("safety-code", g -> {
            peer(g, number.of());
            g.writeStringField("code", number.text());
        });
    }

    void identityCheck(IdentityCheck check) {
        event("identity-check", g -> {
            peer(g, check.identity());
            text(g, "device", Optional.of(check.device()).filter(name -> !name.isEmpty()));
            g.writeBooleanField("secret", check.secret());
        });
    }

    /** An event for each key, and one that ends them. */
    void identities(List<PeerIdentity> identities) {
        identities.forEach(identity -> event("peer-identity", g -> {
            peer(g, identity);
            g.writeStringField("since", identity.since().toString());
        }));
        event("identities", g -> g.writeNumberField("count", identities.size()));
    }

    private static void peer(JsonGenerator g, PeerIdentity identity) throws IOException {
        g.writeStringField("address", identity.address());
        g.writeStringField("fingerprint", identity.fingerprint());
        g.writeStringField("how", identity.how().token());
        g.writeBooleanField("confirmed", identity.confirmed());
    }

    /** @param label what it is about */
    void securityLog(SecurityEntry entry, String label, String words) {
        FactFields fact = FactFields.of(entry.fact());
        event("security-log", g -> {
            g.writeNumberField("number", entry.number());
            g.writeStringField("at", entry.at().truncatedTo(ChronoUnit.MILLIS).toString());
            if (entry.subject() instanceof SecurityEntry.Subject.OfCall call) {
                g.writeStringField("call", call.id().value());
            }
            g.writeStringField("about", label);
            g.writeStringField("level", entry.level().token());
            g.writeStringField("fact", fact.fact());
            for (Map.Entry<String, String> field : fact.fields().entrySet()) {
                g.writeStringField(field.getKey(), field.getValue());
            }
            g.writeStringField("text", words);
        });
    }

    /** @param dropped how many older entries are not kept any more */
    void securityLogTold(int entries, long dropped) {
        event("security-log-told", g -> {
            g.writeNumberField("entries", entries);
            g.writeNumberField("dropped", dropped);
        });
    }

    void error(String message) {
        event("error", g -> g.writeStringField("message", message));
    }

    /** Writes what waits, within {@value #CLOSE_MILLISECONDS} ms. */
    @Override
    public void close() {
        try {
            lines.put(END);
            writer.join(CLOSE_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    interface Fields {
        void write(JsonGenerator generator) throws IOException;
    }

    /** What other classes have to say. */
    void event(String name, Fields fields) {
        String line = line(name, fields);
        if (!lines.offer(line)) {
            lost.incrementAndGet();
        }
    }

    private String line(String name, Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("event", name);
            generator.writeStringField(
                    "time", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            fields.write(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot be written to memory", e);
        }
        return text.toString();
    }

    private void write(PrintStream out) {
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                out.println(line);
                long gone = lost.getAndSet(0);
                if (gone > 0) {
                    out.println(line(
                            "error", g -> g.writeStringField("message", gone + " events were lost: nobody read them")));
                }
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
            out.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void text(JsonGenerator generator, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            generator.writeStringField(field, value.get());
        } else {
            generator.writeNullField(field);
        }
    }

    /** For whoever reads the states, end-to-end encryption is lost either way. */
    private static String state(Security.State state) {
        return token(state == Security.State.WEAKER ? Security.State.LOST : state);
    }

    private static String token(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
