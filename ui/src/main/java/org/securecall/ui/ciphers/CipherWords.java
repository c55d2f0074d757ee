// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.securecall.app.api.AlgorithmPreset;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpSuite;
import org.securecall.ui.security.AlgorithmNames;
import org.securecall.ui.text.Texts;

/** Algorithms in plain words. */
final class CipherWords {

    private static final Texts TEXTS = Texts.of("ciphers");

    private CipherWords() {}

    /** What people call it; the name itself where it is not known. */
    static String name(String name) {
        return switch (name) {
            case "B32" -> TEXTS.get("name.b32");
            case "B256" -> TEXTS.get("name.b256");
            default -> AlgorithmNames.plain(name);
        };
    }

    static String names(List<String> names) {
        return names.stream().map(CipherWords::name).distinct().collect(Collectors.joining(", "));
    }

    static String suite(ZrtpSuite suite) {
        return Stream.of(suite.keyAgreement(), suite.cipher(), suite.hash(), suite.authTag(), suite.sas())
                .map(CipherWords::name)
                .collect(Collectors.joining(" · "));
    }

    /** One sentence; empty for a name that is not known. */
    static String about(String name) {
        return switch (name) {
            case "X3M3" -> TEXTS.get("is.x3m3");
            case "X1M2" -> TEXTS.get("is.x1m2");
            case "X1M1" -> TEXTS.get("is.x1m1");
            case "X448" -> TEXTS.get("is.x448");
            case "X255" -> TEXTS.get("is.x255");
            case "E255" -> TEXTS.get("is.e255");
            case "EC25" -> TEXTS.get("is.ec25");
            case "EC38" -> TEXTS.get("is.ec38");
            case "EC52" -> TEXTS.get("is.ec52");
            case "DH3k" -> TEXTS.get("is.dh3k");
            case "DH2k" -> TEXTS.get("is.dh2k");
            case "Mult" -> TEXTS.get("is.mult");
            case "Prsh" -> TEXTS.get("is.prsh");
            case "S256" -> TEXTS.get("is.s256");
            case "S384" -> TEXTS.get("is.s384");
            case "S512" -> TEXTS.get("is.s512");
            case "SKN2" -> TEXTS.get("is.skn2");
            case "SKN3" -> TEXTS.get("is.skn3");
            case "AES1" -> TEXTS.get("is.aes1");
            case "AES2" -> TEXTS.get("is.aes2");
            case "AES3" -> TEXTS.get("is.aes3");
            case "2FS1" -> TEXTS.get("is.2fs1");
            case "2FS2" -> TEXTS.get("is.2fs2");
            case "2FS3" -> TEXTS.get("is.2fs3");
            case "HS32" -> TEXTS.get("is.hs32");
            case "HS80" -> TEXTS.get("is.hs80");
            case "SK32" -> TEXTS.get("is.sk32");
            case "SK64" -> TEXTS.get("is.sk64");
            case "GCM" -> TEXTS.get("is.gcm");
            case "B32" -> TEXTS.get("is.b32");
            case "B256" -> TEXTS.get("is.b256");
            default -> "";
        };
    }

    static String kind(Kind kind) {
        return switch (kind) {
            case KEY_AGREEMENT -> TEXTS.get("kind.agreement");
            case HASH -> TEXTS.get("kind.hash");
            case CIPHER -> TEXTS.get("kind.cipher");
            case AUTH_TAG -> TEXTS.get("kind.tag");
            case SAS -> TEXTS.get("kind.sas");
        };
    }

    static String about(Kind kind) {
        return switch (kind) {
            case KEY_AGREEMENT -> TEXTS.get("kind.agreement.about");
            case HASH -> TEXTS.get("kind.hash.about");
            case CIPHER -> TEXTS.get("kind.cipher.about");
            case AUTH_TAG -> TEXTS.get("kind.tag.about");
            case SAS -> TEXTS.get("kind.sas.about");
        };
    }

    /** A word or two for a badge; empty where there is nothing to warn of. */
    static String badge(Caution caution) {
        return switch (caution) {
            case NONE, UNKNOWN, SURPLUS -> "";
            case SHORT_GROUP, SHORT_TAG, REUSED_SECRET, SHORT_BESIDE_QUANTUM -> TEXTS.get("weak");
            case SLOW -> TEXTS.get("slow");
        };
    }

    /** Why a row is one to think twice about; empty where it is not. */
    static String warning(CipherRow row) {
        return switch (row.caution()) {
            case NONE -> "";
            case SHORT_GROUP -> TEXTS.get("weak.group");
            case SHORT_TAG -> TEXTS.get("weak.tag");
            case REUSED_SECRET -> TEXTS.get("weak.reused");
            case SHORT_BESIDE_QUANTUM -> TEXTS.get("weak.quantum", name(row.cautionedBy()));
            case SLOW -> TEXTS.get("slow.about");
            case UNKNOWN -> TEXTS.get("unknown");
            case SURPLUS -> TEXTS.get("surplus");
        };
    }

    /** What it does to others, a sentence each. */
    static List<String> notes(CipherRow row) {
        List<String> notes = new ArrayList<>();
        if (!row.excludes().isEmpty()) {
            notes.add(TEXTS.get("excludes", names(row.excludes())));
        }
        if (!row.takesFirst().isEmpty()) {
            notes.add(TEXTS.get("takes.first", names(row.takesFirst())));
        }
        if (!row.lacks().isEmpty()) {
            notes.add(TEXTS.get("lacks", names(row.lacks())));
        }
        return notes;
    }

    /** Empty where it is not. */
    static String locked(Lock lock) {
        return switch (lock) {
            case Lock.Plain plain -> plain == Lock.Plain.FREE ? "" : TEXTS.get("locked.always");
            case Lock.With with -> TEXTS.get("locked.with", name(with.keyAgreement()));
        };
    }

    /** All of a row in one text, for those who hear it. */
    static String spoken(CipherRow row, int listed) {
        List<String> all = new ArrayList<>();
        String place = row.isOn() ? TEXTS.get("place", row.place(), listed) : TEXTS.get("off");
        all.add(name(row.name()) + " (" + row.name() + "), " + place + ".");
        if (!badge(row.caution()).isEmpty()) {
            all.add(badge(row.caution()) + ".");
        }
        all.add(about(row.name()));
        all.add(warning(row));
        all.addAll(notes(row));
        all.add(locked(row.lock()));
        return all.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
    }

    /** What it is for, how long it takes, and with whom it works. */
    static List<String> about(AlgorithmPreset preset) {
        return switch (preset) {
            case RECOMMENDED ->
                List.of(
                        TEXTS.get("preset.recommended.for"),
                        TEXTS.get("preset.recommended.time"),
                        TEXTS.get("preset.recommended.with"));
            case STRONGEST ->
                List.of(
                        TEXTS.get("preset.strongest.for"),
                        TEXTS.get("preset.strongest.time"),
                        TEXTS.get("preset.strongest.with"));
            case COMPATIBLE ->
                List.of(
                        TEXTS.get("preset.compatible.for"),
                        TEXTS.get("preset.compatible.time"),
                        TEXTS.get("preset.compatible.with"));
            case CUSTOM ->
                List.of(
                        TEXTS.get("preset.custom.for"),
                        TEXTS.get("preset.custom.time"),
                        TEXTS.get("preset.custom.with"));
        };
    }
}
