// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecall.app.api.Avatar;
import org.securecall.app.api.Contact;
import org.securecall.app.api.ContactPolicy;

class ContactCodecTest {

    private static final Contact FULL = new Contact(
            Long.MAX_VALUE,
            "Zoë \"Z\" \\ 😀",
            List.of("sip:zoe@example.org", "sips:z@[2001:db8::1]:5070;transport=tls", "practice"),
            List.of("Family", "Büro, 2. Stock"),
            Optional.of(Pictures.png(Avatar.MAX_SIZE)),
            true,
            ContactPolicy.REQUIRE_VERIFIED,
            true);

    private static final String LEAST =
            "{'version':1,'id':3,'name':'Bob','uris':['sip:bob@example.org'],'policy':'default'}";

    @Test
    void contactComesBackAsItWas() throws Exception {
        assertThat(ContactCodec.decode(ContactCodec.encode(FULL))).isEqualTo(FULL);
        Contact bob = new Contact(3, "Bob", "sip:bob@example.org", false);
        assertThat(ContactCodec.decode(ContactCodec.encode(bob))).isEqualTo(bob);
    }

    @Test
    void layoutIsFixed() {
        Contact bob = new Contact(
                3,
                "Bob",
                List.of("sip:bob@example.org"),
                List.of("Work"),
                Optional.of(Pictures.jpeg()),
                true,
                ContactPolicy.REQUIRE_ZRTP,
                false);
        assertThat(new String(ContactCodec.encode(bob), StandardCharsets.UTF_8)).isEqualTo("""
                        {"version":1,"id":3,"name":"Bob","uris":["sip:bob@example.org"],"groups":["Work"],\
                        "avatar":"/9j/4AAQSkZJRg==","favourite":true,"policy":"require-zrtp"}""");
    }

    @Test
    void contactOfAnEarlierProgramHasNoZidOfItsOwn() throws Exception {
        assertThat(decode(LEAST).ownZid()).isFalse();
        assertThat(decode(LEAST.replace("'id'", "'ownZid':true,'id'")).ownZid()).isTrue();
        assertThatThrownBy(() -> decode(LEAST.replace("'id'", "'ownZid':'true','id'")))
                .isInstanceOf(ContactFormatException.class);
    }

    @Test
    void fieldsOfLaterProgramsArePassedOver() throws Exception {
        assertThat(decode(LEAST.replace("'id'", "'later':{'a':[1,{'b':null}]},'more':2.5,'id'")))
                .isEqualTo(new Contact(3, "Bob", "sip:bob@example.org", false));
    }

    @Test
    void laterLayoutIsNamed() {
        assertThatThrownBy(() -> decode("{'version':2,'name':17}"))
                .isInstanceOf(ContactFormatException.class)
                .hasMessageContaining("later version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{'version':1}",
                "{'version':1,'id':3,'name':'Bob','uris':['sip:bob@example.org'],'policy':'default'} {}",
                "{'version':1,'id':3,'name':'Bob','uris':['sip:bob@example.org'],'policy':'default'",
                "{'version':1,'id':3,'name':'Bob','uris':['sip:bob@example.org'],'policy':'lax'}",
                "{'version':1,'id':3,'name':'Bob','uris':['sip:bob@example.org']}",
                "{'id':3,'name':'Bob','uris':['sip:bob@example.org'],'policy':'default'}",
                "{'version':0,'id':3,'name':'Bob','uris':['sip:bob@example.org'],'policy':'default'}",
                "{'version':1,'id':99999999999999999999,'name':'Bob','uris':['sip:bob@h'],'policy':'default'}",
                "{'version':1,'id':'3','name':'Bob','uris':['sip:bob@h'],'policy':'default'}",
                "{'version':1,'id':3,'name':'','uris':['sip:bob@h'],'policy':'default'}",
                "{'version':1,'id':3,'name':5,'uris':['sip:bob@h'],'policy':'default'}",
                "{'version':1,'id':3,'name':'Bob','uris':[],'policy':'default'}",
                "{'version':1,'id':3,'name':'Bob','uris':'sip:bob@h','policy':'default'}",
                "{'version':1,'id':3,'name':'Bob','uris':[['sip:bob@h']],'policy':'default'}",
                "{'version':1,'id':3,'name':'Bob','uris':['bob'],'policy':'default'}",
                "{'version':1,'id':3,'name':'Bob','name':'Eve','uris':['sip:bob@h'],'policy':'default'}",
                "{'version':1,'id':3,'name':'Bob','uris':['sip:bob@h'],'policy':'default','favourite':1}",
                "{'version':1,'id':3,'name':'Bob','uris':['sip:bob@h'],'policy':'default','avatar':'AAAA'}",
                "{'version':1,'id':3,'name':'Bob','uris':['sip:bob@h'],'policy':'default','avatar':'???'}",
                "{'version':1,'id':3,'x':[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]],'name':'Bob'}",
                "{'version':1,'id':3,'name':'Bob\u0000'}",
            })
    void damageGivesACheckedErrorThatQuotesNothing(String json) {
        assertThatThrownBy(() -> decode(json))
                .isInstanceOf(ContactFormatException.class)
                .hasMessageContaining("damaged")
                .hasMessageNotContaining("Bob")
                .hasNoCause();
    }

    @Test
    void everyCutAndEveryChangedOctetIsSurvived() {
        byte[] whole = ContactCodec.encode(new Contact(3, "Zoë", "sip:zoe@example.org", true));
        for (int i = 0; i < whole.length; i++) {
            byte[] cut = Arrays.copyOf(whole, i);
            assertThatThrownBy(() -> ContactCodec.decode(cut)).isInstanceOf(ContactFormatException.class);
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = whole.clone();
                changed[i] ^= (byte) (1 << bit);
                try {
                    ContactCodec.decode(changed);
                } catch (ContactFormatException e) {
                    assertThat(e).hasMessageContaining("stored contact");
                }
            }
        }
    }

    private static Contact decode(String json) throws ContactFormatException {
        return ContactCodec.decode(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
