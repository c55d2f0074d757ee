// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/**
 * What a finished ZRTP exchange tells. Algorithm names are the RFC's four characters without trailing blanks
 * ({@code X255}, {@code S256}, {@code AES1}, {@code HS80}, {@code B32}).
 *
 * @param sas the short authentication string as both sides show it: four base-32 characters, or two words with a colon
 *     between them ({@code standard:guitarist})
 * @param peerClient the client identifier of the peer's Hello, trimmed
 * @param secrets whether the retained secrets agreed
 * @param verifiedLocally this side's verified flag, as it stood before this call and this exchange left it
 * @param verifiedByPeer the V flag in the peer's Confirm message
 * @param zrtpHash how the peer's Hello compared with its SDP
 * @param initiator whether this side sent the Commit
 * @param declarations what the peer says of itself
 */
public record ZrtpDetails(
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
        boolean initiator,
        PeerDeclarations declarations) {

    /** Of a peer that declares nothing. */
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
                peerZid,
                peerClient,
                secrets,
                verifiedLocally,
                verifiedByPeer,
                zrtpHash,
                initiator,
                PeerDeclarations.NONE);
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
