// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.securecall.media.api.Zid;

/**
 * The first message of either side (RFC 6189 §5.2).
 *
 * @param version four characters, of which the first three count
 * @param clientId up to 16 printable characters, trimmed; sent by the peer and believed in nothing
 * @param h3 the end of the sender's hash chain
 * @param signatureCapable the sender checks signatures over the SAS (§7.2)
 * @param mitm the sender is a device in the middle, such as a PBX, and says so
 * @param passive the sender never sends a Commit
 * @param bindsBoth the sender puts the Hello messages of both sides into total_hash if its peer does (docs/decisions/0020)
 */
record Hello(
        Octets raw,
        String version,
        String clientId,
        Octets h3,
        Zid zid,
        boolean signatureCapable,
        boolean mitm,
        boolean passive,
        boolean bindsBoth,
        AlgorithmNames algorithms)
        implements ZrtpMessage {

    static final String TYPE = "Hello   ";
    static final String VERSION = "1.10";

    static final int CLIENT_ID = 16;

    /** Words of a Hello without algorithms. */
    static final int WORDS = 22;

    private static final int SIGNATURE_FLAG = 1 << 30;
    private static final int MITM_FLAG = 1 << 29;
    private static final int PASSIVE_FLAG = 1 << 28;

    /** One of the eight bits that RFC 6189 §5.2 leaves unused, and that "MUST be ignored on receipt" by all others. */
    private static final int BINDING_FLAG = 1 << 24;

    /** Of an endpoint that checks no signatures, is no device in the middle and binds the responder's Hello alone. */
    static Hello create(String clientId, HashChain chain, Zid zid, AlgorithmNames algorithms) {
        return create(clientId, chain, zid, false, false, false, algorithms);
    }

    static Hello create(
            String clientId,
            HashChain chain,
            Zid zid,
            boolean signatureCapable,
            boolean mitm,
            boolean bindsBoth,
            AlgorithmNames algorithms) {
        int counts = 0;
        for (List<String> list : algorithms.all()) {
            counts = (counts << 4) | list.size();
        }
        MessageBuilder message = new MessageBuilder(TYPE, WORDS + algorithms.count())
                .text(VERSION, 4)
                .text(clientId, CLIENT_ID)
                .octets(chain.h3())
                .bytes(zid.bytes())
                .word((signatureCapable ? SIGNATURE_FLAG : 0)
                        | (mitm ? MITM_FLAG : 0)
                        | (bindsBoth ? BINDING_FLAG : 0)
                        | counts);
        for (List<String> list : algorithms.all()) {
            list.forEach(name -> message.text(name, 4));
        }
        return new Hello(
                message.sealWith(chain.h2()),
                VERSION,
                clientId.strip(),
                chain.h3(),
                zid,
                signatureCapable,
                mitm,
                false,
                bindsBoth,
                algorithms);
    }

    static ParsedMessage parse(MessageReader in) {
        if (in.words() < WORDS) {
            return new ParsedMessage.Malformed("Hello is too short");
        }
        int flags = in.word(76);
        int[] counts = new int[5];
        int total = 0;
        for (int i = 0; i < counts.length; i++) {
            counts[i] = (flags >>> (16 - 4 * i)) & 0xf;
            if (counts[i] > AlgorithmPreferences.MOST) {
                return new ParsedMessage.Malformed("Hello lists more than 7 algorithms of one kind");
            }
            total += counts[i];
        }
        if (in.words() != WORDS + total) {
            return new ParsedMessage.Malformed("Hello's length does not fit its counts");
        }
        int at = 80;
        List<List<String>> lists = new ArrayList<>();
        for (int count : counts) {
            lists.add(in.names(at, count));
            at += 4 * count;
        }
        return new ParsedMessage.Valid(new Hello(
                in.raw(),
                in.text(12, 4),
                in.printable(16, CLIENT_ID).strip(),
                in.octets(32, 32),
                in.zid(64),
                (flags & SIGNATURE_FLAG) != 0,
                (flags & MITM_FLAG) != 0,
                (flags & PASSIVE_FLAG) != 0,
                (flags & BINDING_FLAG) != 0,
                new AlgorithmNames(lists.get(0), lists.get(1), lists.get(2), lists.get(3), lists.get(4))));
    }

    /** What a=zrtp-hash carries: 64 hexadecimal digits (RFC 6189 §8.1). */
    String hash() {
        return HexFormat.of().formatHex(HashAlgorithm.IMPLICIT.hash(raw).toArray());
    }

    /** Below, equal to or above zero as the peer's version is lower, the same or higher (§4.1.1: three octets count). */
    int compareVersion() {
        return version.substring(0, 3).compareTo(VERSION.substring(0, 3));
    }

    boolean isSealedWith(Octets h2) {
        return MessageBuilder.isSealedWith(h2, raw);
    }
}
