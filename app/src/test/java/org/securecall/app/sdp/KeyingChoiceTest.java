// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.securecall.media.api.KeyingMethod.DTLS_SRTP;
import static org.securecall.media.api.KeyingMethod.SDES;
import static org.securecall.media.api.KeyingMethod.ZRTP;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.securecall.app.sdp.KeyingChoice.Chosen;
import org.securecall.app.sdp.KeyingChoice.Named;
import org.securecall.app.sdp.KeyingChoice.Running;
import org.securecall.app.sdp.KeyingChoice.Wish;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;

/** What is chosen, in tables for the cases that a reader asks about, and over every combination for what must always hold. */
class KeyingChoiceTest {

    /** Profile in the offer, and what it names; {@code refused} where nothing may be offered. */
    @ParameterizedTest
    @CsvSource({
        "prefer, zrtp dtls-srtp sdes, tls,   RTP/AVP zrtp dtls-srtp sdes",
        "prefer, zrtp dtls-srtp sdes, plain, RTP/AVP zrtp dtls-srtp",
        "prefer, sdes,                plain, RTP/AVP",
        "prefer, sdes,                tls,   RTP/AVP sdes",
        "require, zrtp dtls-srtp sdes, tls,  RTP/AVP zrtp",
        "require, dtls-srtp sdes,     tls,   RTP/AVP dtls-srtp sdes",
        "require, dtls-srtp sdes,     plain, UDP/TLS/RTP/SAVP dtls-srtp",
        "require, dtls-srtp,          tls,   UDP/TLS/RTP/SAVP dtls-srtp",
        "require, sdes,               tls,   RTP/SAVP sdes",
        "require, sdes,               plain, refused",
        "off,    zrtp dtls-srtp sdes, tls,   RTP/AVP",
    })
    void offerNamesWhatIsWantedAndAllowed(String encryption, String methods, String signalling, String expected) {
        Wish wish = wish(encryption, methods, signalling);
        if (expected.equals("refused")) {
            assertThatThrownBy(() -> KeyingChoice.offer(wish, Running.NOTHING)).isInstanceOf(SdpException.class);
            return;
        }
        assertThat(attempt(() -> KeyingChoice.offer(wish, Running.NOTHING)))
                .contains(new Named(profile(expected), methods(expected)));
    }

    /** What the peer offers, and the method of SDP and whether ZRTP is announced in the answer. */
    @ParameterizedTest
    @CsvSource({
        // Best effort: one method, ours to order.
        "prefer, zrtp dtls-srtp sdes, tls,   RTP/AVP zrtp dtls-srtp sdes, none zrtp",
        "prefer, zrtp dtls-srtp sdes, tls,   RTP/AVP dtls-srtp sdes,      dtls-srtp",
        "prefer, zrtp dtls-srtp sdes, tls,   RTP/AVPF sdes,               sdes",
        "prefer, zrtp dtls-srtp sdes, tls,   RTP/AVP,                     none zrtp",
        "prefer, sdes zrtp,           tls,   RTP/AVP zrtp sdes,           sdes zrtp",
        "prefer, sdes zrtp,           tls,   RTP/AVP sdes,                sdes",
        "prefer, dtls-srtp zrtp,      plain, RTP/AVP dtls-srtp zrtp,      dtls-srtp zrtp",
        "prefer, sdes,                tls,   RTP/AVP zrtp sdes,           sdes",
        "prefer, dtls-srtp,           tls,   RTP/AVP zrtp sdes,           none",
        // A key in the clear is no key.
        "prefer, zrtp dtls-srtp sdes, plain, RTP/AVP sdes,                none zrtp",
        "prefer, zrtp dtls-srtp sdes, plain, RTP/SAVP sdes,               refused",
        // A profile that promises SRTP.
        "prefer, zrtp dtls-srtp sdes, tls,   RTP/SAVP sdes,               sdes",
        "prefer, zrtp dtls-srtp sdes, tls,   RTP/SAVP zrtp sdes,          sdes zrtp",
        "prefer, zrtp dtls-srtp sdes, plain, RTP/SAVP zrtp sdes,          none zrtp",
        "prefer, zrtp dtls-srtp sdes, tls,   RTP/SAVPF dtls-srtp sdes,    dtls-srtp",
        "prefer, zrtp dtls-srtp sdes, plain, UDP/TLS/RTP/SAVP dtls-srtp,  dtls-srtp",
        "prefer, zrtp dtls-srtp sdes, tls,   UDP/TLS/RTP/SAVPF dtls-srtp zrtp, dtls-srtp zrtp",
        "prefer, zrtp sdes,           tls,   UDP/TLS/RTP/SAVP dtls-srtp,  refused",
        "prefer, zrtp,                tls,   RTP/SAVP sdes,               refused",
        "prefer, zrtp,                tls,   RTP/SAVP,                    refused",
        // What a call insists on.
        "require, zrtp dtls-srtp sdes, tls,  RTP/AVP dtls-srtp sdes,      none zrtp",
        "require, zrtp dtls-srtp sdes, tls,  RTP/SAVP sdes,               sdes",
        "require, dtls-srtp sdes,     tls,   RTP/AVP zrtp,                refused",
        "require, dtls-srtp sdes,     tls,   RTP/AVP sdes,                sdes",
        "off,    zrtp dtls-srtp sdes, tls,   RTP/AVP zrtp dtls-srtp sdes, none",
        "off,    zrtp dtls-srtp sdes, tls,   RTP/SAVP sdes,               refused",
    })
    void answerTakesTheBestThatBothHave(
            String encryption, String methods, String signalling, String offer, String expected) {
        Optional<Chosen> chosen = attempt(() -> KeyingChoice.answer(
                wish(encryption, methods, signalling), new Named(profile(offer), methods(offer)), Running.NOTHING));
        if (expected.equals("refused")) {
            assertThat(chosen).isEmpty();
            return;
        }
        List<String> words = List.of(expected.split(" "));
        assertThat(chosen.map(Chosen::srtp).orElseThrow())
                .isEqualTo(
                        words.getFirst().equals("none")
                                ? Optional.empty()
                                : methods(words.getFirst()).stream().findFirst());
        assertThat(chosen.map(Chosen::zrtpHash)).contains(words.contains("zrtp"));
    }

    /** What runs, what the peer offers then, and whether it is taken. */
    @ParameterizedTest
    @CsvSource({
        "sdes,      RTP/AVP,                     refused",
        "sdes,      RTP/AVP zrtp,                refused",
        "sdes,      RTP/AVP sdes,                sdes",
        "sdes,      RTP/SAVP sdes,               sdes",
        "sdes,      RTP/AVP dtls-srtp,           dtls-srtp",
        "dtls-srtp, RTP/AVP sdes,                refused",
        "dtls-srtp, RTP/AVP,                     refused",
        "dtls-srtp, UDP/TLS/RTP/SAVP dtls-srtp,  dtls-srtp",
        "zrtp,      RTP/AVP,                     none",
        "zrtp,      RTP/AVP sdes,                none",
        "zrtp,      RTP/AVP dtls-srtp sdes zrtp, none",
        "zrtp,      RTP/SAVP sdes,               refused",
        "zrtp sdes, RTP/AVP zrtp,                refused",
        "zrtp sdes, RTP/SAVP sdes,               sdes",
        "none,      RTP/AVP sdes,                sdes",
    })
    void runningCallIsNeverWeakenedByANewOffer(String running, String offer, String expected) {
        Wish wish = wish("prefer", running.startsWith("zrtp") ? "zrtp dtls-srtp sdes" : "dtls-srtp sdes zrtp", "tls");
        Set<KeyingMethod> now = methods(running);
        Optional<Chosen> chosen = attempt(() -> KeyingChoice.answer(
                wish,
                new Named(profile(offer), methods(offer)),
                new Running(now.stream().filter(m -> m != ZRTP).findFirst(), now.contains(ZRTP))));
        assertThat(chosen.map(c -> c.srtp().map(KeyingMethod::token).orElse("none"))
                        .orElse("refused"))
                .isEqualTo(expected);
    }

    @Test
    void inEveryCombinationTheAnswerIsSoundAndNeverTheWeakerOne() {
        int refused = 0;
        int answered = 0;
        for (Wish wish : wishes()) {
            for (Named offer : descriptions()) {
                for (Running running : runnings()) {
                    Optional<Chosen> chosen = attempt(() -> KeyingChoice.answer(wish, offer, running));
                    if (chosen.isEmpty()) {
                        refused++;
                        continue;
                    }
                    answered++;
                    checkChoice(wish, offer, running, chosen.get());
                }
            }
        }
        assertThat(refused).isGreaterThan(1000);
        assertThat(answered).isGreaterThan(1000);
    }

    @Test
    void inEveryCombinationOfferAndAnswerAgreeBetweenTwoOfThisKind() {
        int agreed = 0;
        int layered = 0;
        for (Wish caller : wishes()) {
            Optional<Named> offer = attempt(() -> KeyingChoice.offer(caller, Running.NOTHING));
            for (Wish callee : wishes()) {
                if (offer.isEmpty() || caller.signallingSecure() != callee.signallingSecure()) {
                    continue;
                }
                Optional<Chosen> there = attempt(() -> KeyingChoice.answer(callee, offer.get(), Running.NOTHING));
                if (there.isEmpty()) {
                    continue;
                }
                Set<KeyingMethod> said = EnumSet.noneOf(KeyingMethod.class);
                there.get().srtp().ifPresent(said::add);
                if (there.get().zrtpHash()) {
                    said.add(ZRTP);
                }
                Optional<Chosen> here = attempt(() -> KeyingChoice.accept(
                        caller, offer.get(), new Named(offer.get().profile(), said), Running.NOTHING));
                // A caller may insist on more than it was given; else both see the same.
                if (here.isPresent()) {
                    assertThat(here.get().srtp()).isEqualTo(there.get().srtp());
                    assertThat(here.get().promised()).isEqualTo(there.get().promised());
                    // Each side layers by what the other announced, where both run ZRTP.
                    if (caller.allows(ZRTP)
                            && callee.allows(ZRTP)
                            && here.get().srtp().isPresent()) {
                        assertThat(said.contains(ZRTP))
                                .as(caller + " " + callee)
                                .isEqualTo(offer.get().methods().contains(ZRTP));
                        layered++;
                    }
                    agreed++;
                } else {
                    assertThat(caller.encryption()).isEqualTo(Encryption.REQUIRE);
                }
            }
        }
        assertThat(agreed).isGreaterThan(100);
        assertThat(layered).isPositive();
    }

    @Test
    void answerToWhatWasNotOfferedIsNotUsed() {
        Wish wish = wish("prefer", "zrtp sdes", "plain");
        Optional<Chosen> chosen = attempt(() -> KeyingChoice.accept(
                wish,
                KeyingChoice.offer(wish, Running.NOTHING),
                new Named(RtpProfile.AVP, Set.of(SDES)),
                Running.NOTHING));
        assertThat(chosen.flatMap(Chosen::srtp)).isEmpty();
    }

    private static void checkChoice(Wish wish, Named offer, Running running, Chosen chosen) {
        Optional<KeyingMethod> srtp = chosen.srtp();
        String what = wish + " " + offer + " " + running + " -> " + chosen;
        srtp.ifPresent(method -> {
            assertThat(offer.methods()).as(what).contains(method);
            assertThat(wish.methods()).as(what).contains(method);
        });
        if (srtp.filter(SDES::equals).isPresent()) {
            assertThat(wish.signallingSecure()).as(what).isTrue();
            assertThat(offer.profile().isDtls()).as(what).isFalse();
        }
        assertThat(chosen.promised()).as(what).isEqualTo(offer.profile().promisesSrtp());
        // RFC 8643 §3.2, and ZRTP beside it for a peer that announced its own.
        boolean announced = offer.methods().contains(ZRTP);
        assertThat(chosen.zrtpHash())
                .as(what)
                .isEqualTo(wish.encryption() != Encryption.OFF
                        && wish.methods().contains(ZRTP)
                        && (announced || (!chosen.promised() && srtp.isEmpty())));
        assertThat(wish.encryption() == Encryption.OFF && (srtp.isPresent() || chosen.zrtpHash()))
                .as(what)
                .isFalse();
        running.srtp()
                .ifPresent(before -> assertThat(srtp.map(now -> now.compareTo(before) <= 0))
                        .as(what)
                        .contains(true));
        if (running.zrtp() && running.srtp().isEmpty()) {
            assertThat(srtp).as(what).isEmpty();
        }
    }

    private static List<Wish> wishes() {
        List<Wish> wishes = new ArrayList<>();
        for (Encryption encryption : Encryption.values()) {
            for (boolean secure : new boolean[] {false, true}) {
                for (List<KeyingMethod> methods : List.of(
                        List.of(ZRTP),
                        List.of(DTLS_SRTP),
                        List.of(SDES),
                        List.of(ZRTP, DTLS_SRTP),
                        List.of(ZRTP, SDES),
                        List.of(DTLS_SRTP, SDES),
                        List.of(SDES, DTLS_SRTP, ZRTP),
                        List.of(ZRTP, DTLS_SRTP, SDES))) {
                    wishes.add(new Wish(encryption, methods, secure));
                }
            }
        }
        return wishes;
    }

    private static List<Named> descriptions() {
        List<Named> all = new ArrayList<>();
        for (RtpProfile profile : RtpProfile.values()) {
            for (String words : List.of(
                    "none",
                    "zrtp",
                    "dtls-srtp",
                    "sdes",
                    "zrtp dtls-srtp",
                    "zrtp sdes",
                    "dtls-srtp sdes",
                    "zrtp dtls-srtp sdes")) {
                all.add(new Named(profile, methods(words)));
            }
        }
        return all;
    }

    private static List<Running> runnings() {
        return Stream.of(Optional.<KeyingMethod>empty(), Optional.of(DTLS_SRTP), Optional.of(SDES))
                .flatMap(srtp -> Stream.of(new Running(srtp, false), new Running(srtp, true)))
                .toList();
    }

    private static Wish wish(String encryption, String methods, String signalling) {
        return new Wish(
                Encryption.valueOf(encryption.toUpperCase(java.util.Locale.ROOT)),
                Arrays.stream(methods.split(" "))
                        .flatMap(word -> methods(word).stream())
                        .toList(),
                signalling.equals("tls"));
    }

    private static RtpProfile profile(String words) {
        return RtpProfile.of(words.split(" ", -1)[0]).orElseThrow();
    }

    private static Set<KeyingMethod> methods(String words) {
        Set<KeyingMethod> methods = EnumSet.noneOf(KeyingMethod.class);
        for (String word : words.split(" ", -1)) {
            Arrays.stream(KeyingMethod.values())
                    .filter(method -> method.token().equals(word))
                    .forEach(methods::add);
        }
        return methods;
    }

    private interface Attempt<T> {
        T make() throws SdpException;
    }

    private static <T> Optional<T> attempt(Attempt<T> attempt) {
        try {
            return Optional.of(attempt.make());
        } catch (SdpException e) {
            assertThat(e.getMessage()).isNotBlank();
            return Optional.empty();
        }
    }
}
