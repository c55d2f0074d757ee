// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event of the headless front end: one line of JSON. */
public final class Event {

    private static final JsonFactory JSON = new JsonFactory();

    private final String line;
    private final Map<String, Object> fields;

    private Event(String line, Map<String, Object> fields) {
        this.line = line;
        this.fields = fields;
    }

    /** @throws AssertionError when the line is anything but one JSON object: nothing else may be on standard output */
    static Event parse(String line) {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new AssertionError("No JSON object on standard output: " + line);
            }
            Event event = new Event(line, object(parser));
            if (parser.nextToken() != null) {
                throw new AssertionError("More than one JSON value in a line: " + line);
            }
            return event;
        } catch (IOException e) {
            throw new AssertionError("No JSON on standard output: " + line, e);
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> object = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            Object value = value(parser);
            if (value != null) {
                object.put(name, value);
            }
        }
        return object;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return object(parser);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> array = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                Object element = value(parser);
                if (element != null) {
                    array.add(element);
                }
            }
            return array;
        }
        if (parser.currentToken().isNumeric()) {
            return parser.getDoubleValue();
        }
        if (parser.currentToken().isBoolean()) {
            return parser.getBooleanValue();
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    /** Whether it is of a kind. */
    public boolean is(String event) {
        return text("event").equals(event);
    }

    /** A field as text; empty when it is missing or null. */
    public String text(String field) {
        return fields.containsKey(field) ? String.valueOf(fields.get(field)) : "";
    }

    /** A field that is a number. */
    public double number(String field) {
        if (fields.get(field) instanceof Double number) {
            return number;
        }
        throw new AssertionError("No number '" + field + "' in " + line);
    }

    /** A field that is a list of objects. */
    public List<Map<?, ?>> objects(String field) {
        if (!(fields.get(field) instanceof List<?> list)) {
            throw new AssertionError("No list '" + field + "' in " + line);
        }
        List<Map<?, ?>> objects = new ArrayList<>();
        for (Object element : list) {
            if (element instanceof Map<?, ?> map) {
                objects.add(map);
            }
        }
        return objects;
    }

    @Override
    public String toString() {
        return line;
    }
}
