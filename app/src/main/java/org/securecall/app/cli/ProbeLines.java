// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.ServerCertificate;

/** Steps and certificates as JSON objects, a line each, in ASCII. */
final class ProbeLines {

    private final JsonFactory json =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    String step(ProbeStep step) {
        return object(g -> {
            g.writeStringField("step", step.kind().token());
            g.writeStringField("outcome", step.outcome().token());
            g.writeStringField("reason", step.reason());
            g.writeNumberField("ms", step.took().toMillis());
            if (step.certificate().isPresent()) {
                g.writeObjectFieldStart("certificate");
                card(g, step.certificate().get());
                g.writeEndObject();
            }
        });
    }

    /**
     * A certificate alone.
     *
     * @param whyNot why it is not trusted; empty where it is
     * @param pinned the fingerprint that is pinned for the account
     */
    String certificate(ServerCertificate certificate, String whyNot, Optional<String> pinned) {
        return object(g -> {
            card(g, certificate);
            text(g, "whyNot", Optional.of(whyNot).filter(reason -> !certificate.trusted()));
            text(g, "pinned", pinned);
        });
    }

    private static void card(JsonGenerator g, ServerCertificate c) throws IOException {
        g.writeArrayFieldStart("names");
        for (String name : c.names()) {
            g.writeString(name);
        }
        g.writeEndArray();
        g.writeNumberField("moreNames", c.moreNames());
        g.writeStringField("subject", c.subject());
        g.writeStringField("issuer", c.issuer());
        g.writeStringField("notBefore", c.notBefore().toString());
        g.writeStringField("notAfter", c.notAfter().toString());
        g.writeStringField("sha256", c.sha256());
        g.writeStringField("protocol", c.protocol());
        g.writeStringField("suite", c.suite());
        g.writeBooleanField("trusted", c.trusted());
        g.writeStringField("verdict", c.verdict().token());
    }

    private static void text(JsonGenerator g, String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            g.writeStringField(field, value.get());
        } else {
            g.writeNullField(field);
        }
    }

    private interface Fields {
        void write(JsonGenerator generator) throws IOException;
    }

    private String object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = json.createGenerator(text)) {
            generator.writeStartObject();
            fields.write(generator);
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A string cannot be written to memory", e);
        }
        return text.toString();
    }
}
