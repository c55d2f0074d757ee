// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.Avatar;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;

/**
 * A contact as octets to be kept: an object of JSON in UTF-8, with the number of this layout in {@code version}. Fields that
 * this program does not know are passed over, so a later one may add some under the same number.
 */
public final class ContactCodec {

    private static final int VERSION = 1;
    private static final int MAX_DEPTH = 10;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(2 * Avatar.MAX_SIZE)
                    .build())
            .build();

    private ContactCodec() {}

    /** @param contact as {@link ContactRules#checked} gives it */
    public static byte[] encode(Contact contact) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        try (JsonGenerator generator = JSON.createGenerator(octets)) {
            generator.writeStartObject();
            generator.writeNumberField("version", VERSION);
            generator.writeNumberField("id", contact.id());
            generator.writeStringField("name", contact.name());
            strings(generator, "uris", contact.uris());
            strings(generator, "groups", contact.groups());
            if (contact.avatar().isPresent()) {
                generator.writeBinaryField("avatar", contact.avatar().get().bytes());
            }
            generator.writeBooleanField("favourite", contact.favourite());
            generator.writeStringField("policy", contact.policy().token());
            if (contact.ownZid()) {
                generator.writeBooleanField("ownZid", true);
            }
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A contact that was not checked cannot be encoded", e);
        }
        return octets.toByteArray();
    }

    private static void strings(JsonGenerator generator, String field, List<String> values) throws IOException {
        generator.writeArrayFieldStart(field);
        for (String value : values) {
            generator.writeString(value);
        }
        generator.writeEndArray();
    }

    /** @throws ContactFormatException when the octets are not a whole contact, or one of a later layout */
    public static Contact decode(byte[] octets) throws ContactFormatException {
        try (JsonParser parser = JSON.createParser(octets)) {
            Fields fields = new Fields();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw damaged(null);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.read(parser);
            }
            if (parser.nextToken() != null) {
                throw damaged(null);
            }
            return fields.contact();
        } catch (IOException | InvalidEntryException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    /** The cause may quote the contact, so only its kind goes on. */
    private static ContactFormatException damaged(@Nullable Exception cause) {
        String kind = cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
        return new ContactFormatException("A stored contact is damaged" + kind);
    }

    /** What was read so far. */
    private static final class Fields {

        private int version;
        private long id;
        private String name = "";
        private List<String> uris = List.of();
        private List<String> groups = List.of();
        private Optional<Avatar> avatar = Optional.empty();
        private boolean favourite;
        private boolean ownZid;
        private @Nullable ContactPolicy policy;

        void read(JsonParser parser) throws IOException, ContactFormatException {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "version" -> version = version(parser.getIntValue());
                case "id" -> id = parser.getLongValue();
                case "name" -> name = text(parser, value);
                case "uris" -> uris = texts(parser, value);
                case "groups" -> groups = texts(parser, value);
                case "avatar" -> avatar = Optional.of(Avatar.of(parser.getBinaryValue()));
                case "favourite" -> favourite = parser.getBooleanValue();
                case "ownZid" -> ownZid = parser.getBooleanValue();
                case "policy" -> policy = ContactPolicy.parse(text(parser, value));
                default -> parser.skipChildren();
            }
        }

        private static int version(int read) throws ContactFormatException {
            if (read > VERSION) {
                throw new ContactFormatException("A stored contact was written by a later version of this program");
            }
            if (read < 1) {
                throw damaged(null);
            }
            return read;
        }

        private static List<String> texts(JsonParser parser, JsonToken value)
                throws IOException, ContactFormatException {
            if (value != JsonToken.START_ARRAY) {
                throw damaged(null);
            }
            List<String> texts = new ArrayList<>();
            for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                texts.add(text(parser, next));
            }
            return texts;
        }

        private static String text(JsonParser parser, @Nullable JsonToken value)
                throws IOException, ContactFormatException {
            if (value != JsonToken.VALUE_STRING) {
                throw damaged(null);
            }
            return parser.getText();
        }

        Contact contact() throws ContactFormatException, InvalidEntryException {
            if (version == 0 || policy == null) {
                throw damaged(null);
            }
            return ContactRules.checked(new Contact(id, name, uris, groups, avatar, favourite, policy, ownZid));
        }
    }
}
