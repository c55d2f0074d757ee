// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.List;

/**
 * What a finished ZRTP exchange tells. Algorithm names are the RFC's four characters without trailing blanks
 * ({@code X255}, {@code S256}, {@code AES1}, {@code HS80}, {@code B32}).
 *
 * @param sas the short authentication string as both sides show it: four base-32 characters, or two words with a colon
 *     between them ({@code standard:guitarist})
 * @param sasEmoji the same code as four pictures, for people who see each other's screens; empty where {@code sas} is
 * @param peerClient the client identifier of the peer's Hello, trimmed
 * @param secrets whether the retained secrets agreed
 * @param verifiedLocally this side's verified flag, as it stood before this call and this exchange left it
 * @param verifiedByPeer the V flag in the peer's Confirm message
 * @param zrtpHash how the peer's Hello compared with its SDP
 * @param initiator whether this side sent the Commit
 * @param declarations what the peer says of itself
 * @param exchange how the keys came about
 */
public record ZrtpDetails(
        String keyAgreement,
        String hash,
        String cipher,
        String authTag,
        String sasType,
        String sas,
        List<SasEmoji> sasEmoji,
        Zid peerZid,
        String peerClient,
        Secrets secrets,
        boolean verifiedLocally,
        boolean verifiedByPeer,
        HelloHash zrtpHash,
        boolean initiator,
        PeerDeclarations declarations,
        Exchange exchange) {

    public ZrtpDetails {
        sasEmoji = List.copyOf(sasEmoji);
    }

    /** Of a peer that declares nothing, after a first Diffie-Hellman exchange without anything special; without pictures. */
    public ZrtpDetails(
            String keyAgreement,
            String hash,
            String cipher,
            String authTag,
            String sasType,
            String sas,
            Zid peerZid,
            String peerClient,
            Secrets secrets,
            boolean verifiedLocally,
            boolean verifiedByPeer,
            HelloHash zrtpHash,
            boolean initiator) {
        this(
                keyAgreement,
                hash,
                cipher,
                authTag,
                sasType,
                sas,
                List.of(),
                peerZid,
                peerClient,
                secrets,
                verifiedLocally,
                verifiedByPeer,
                zrtpHash,
                initiator,
                PeerDeclarations.NONE,
                Exchange.PLAIN);
    }

    /** The same after the keys of the stream were replaced; nothing else changes by that. */
    public ZrtpDetails withRekeys(int count) {
        return with(declarations, exchange.withRekeys(count));
    }

    public ZrtpDetails withDeclarations(PeerDeclarations now) {
        return with(now, exchange);
    }

    private ZrtpDetails with(PeerDeclarations declared, Exchange made) {
        return new ZrtpDetails(
                keyAgreement,
                hash,
                cipher,
                authTag,
                sasType,
                sas,
                sasEmoji,
                peerZid,
                peerClient,
                secrets,
                verifiedLocally,
                verifiedByPeer,
                zrtpHash,
                initiator,
                declared,
                made);
    }

    /**
     * How the keys came about.
     *
     * @param mode of the first exchange of this stream
     * @param auxiliary whether the auxiliary secret agreed; it never takes back what {@link #secrets} says
     * @param bothHellosBound the keys depend on the Hello messages of both sides, and not on the responder's alone as in RFC 6189
     *     (docs/decisions/0020)
     * @param rekeys how often the keys of this stream were replaced since: 0 to 2^31-1
     */
    public record Exchange(Mode mode, Auxiliary auxiliary, boolean bothHellosBound, int rekeys) {

        public static final Exchange PLAIN = new Exchange(Mode.DIFFIE_HELLMAN, Auxiliary.NONE, false, 0);

        Exchange withRekeys(int count) {
            return new Exchange(mode, auxiliary, bothHellosBound, count);
        }
    }

    /** RFC 6189 §4.4. */
    public enum Mode {
        DIFFIE_HELLMAN,
        /** From the secret of earlier calls alone: who has that secret and a recording can read this call. */
        PRESHARED,
        MULTISTREAM
    }

    /** RFC 6189 §4.3: a secret that was agreed on by other means than ZRTP. */
    public enum Auxiliary {
        /** This side has none. */
        NONE,
        MATCH,
        /** This side has one, and the peer has another or none. */
        MISMATCH
    }

    /**
     * The code that the two people compare: that of this exchange, or, through an enrolled server in the middle, the one that it
     * relayed (§7.3).
     */
    public String comparedSas() {
        return relayed() ? declarations.server().relayedSas() : sas;
    }

    /** The pictures of {@link #comparedSas}. */
    public List<SasEmoji> comparedEmoji() {
        return relayed() ? declarations.server().relayedEmoji() : sasEmoji;
    }

    private boolean relayed() {
        MiddleServer server = declarations.server();
        return server.enrolled() && !server.relayedSas().isEmpty();
    }

    /** RFC 6189 §4.3. */
    public enum Secrets {
        /** This side knew no secret of this ZID. */
        FIRST,
        MATCH,
        /** This side had one and the peer's was another, or the peer had lost it. */
        MISMATCH
    }

    /** RFC 6189 §8.1. */
    public enum HelloHash {
        MATCH,
        ABSENT,
        MISMATCH
    }

    /** Leaves the SAS and the ZID out: records end up in logs. */
    @Override
    public String toString() {
        return "ZrtpDetails[" + keyAgreement + " " + hash + " " + cipher + " " + authTag + " " + sasType + " secrets="
                + secrets + " zrtpHash=" + zrtpHash + "]";
    }
}
