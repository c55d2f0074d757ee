// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.List;

/**
 * What the peer of a finished ZRTP exchange says of itself and of the code, beyond the keys.
 *
 * @param disclosure the peer says that it may give session keys to others (RFC 6189 §11, the D flag); a peer that does so in
 *     secret does not set it
 * @param allowsClear the peer would stop encrypting if this side asked for it (§4.7.2, the A flag)
 * @param clearRefused the peer itself asked to stop encrypting, and this side refused
 * @param signature whether the peer signed the code, and with whose key
 * @param server whether the peer is a server in the middle, and whether it is trusted
 * @param offer what the peer's Hello message listed
 */
public record PeerDeclarations(
        boolean disclosure,
        boolean allowsClear,
        boolean clearRefused,
        SasSignature signature,
        MiddleServer server,
        ZrtpOffer offer) {

    public static final PeerDeclarations NONE =
            new PeerDeclarations(false, false, false, SasSignature.NONE, MiddleServer.NONE);

    /** Without its Hello message. */
    public PeerDeclarations(
            boolean disclosure,
            boolean allowsClear,
            boolean clearRefused,
            SasSignature signature,
            MiddleServer server) {
        this(disclosure, allowsClear, clearRefused, signature, server, ZrtpOffer.NONE);
    }

    public PeerDeclarations withClearRefused() {
        return new PeerDeclarations(disclosure, allowsClear, true, signature, server, offer);
    }

    /**
     * An enrolled server relayed the code of the leg behind it, and what that leg's other end declares.
     *
     * @param discloses whether that end may give keys to others
     */
    public PeerDeclarations relayed(boolean discloses, String sas, String sasType, List<SasEmoji> emoji) {
        MiddleServer now =
                new MiddleServer(server.declared(), server.offersEnrolment(), server.enrolled(), sas, sasType, emoji);
        return new PeerDeclarations(disclosure || discloses, allowsClear, clearRefused, signature, now, offer);
    }

    public PeerDeclarations withServer(MiddleServer now) {
        return new PeerDeclarations(disclosure, allowsClear, clearRefused, signature, now, offer);
    }
}
