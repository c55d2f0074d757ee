// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/**
 * What the peer of a finished ZRTP exchange says of itself and of the code, beyond the keys.
 *
 * @param disclosure the peer says that it may give session keys to others (RFC 6189 §11, the D flag); a peer that does so in
 *     secret does not set it
 * @param signature whether the peer signed the code, and with whose key
 * @param server whether the peer is a server in the middle, and whether it is trusted
 */
public record PeerDeclarations(boolean disclosure, SasSignature signature, MiddleServer server) {

    public static final PeerDeclarations NONE = new PeerDeclarations(false, SasSignature.NONE, MiddleServer.NONE);
}
