// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.Duration;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.srtp.SrtpKeys;

/** What the machine wants done, in this order. */
public sealed interface ZrtpOutput {

    /** @param packet a whole ZRTP packet, ready for the socket; the receiver of this output owns the array */
    @SuppressWarnings("ArrayRecordComponent") // handed over to the socket: a copy would serve nobody
    record Send(byte[] packet) implements ZrtpOutput {}

    /** Runs {@code timer} anew; when it ends, {@link ZrtpMachine#timeout} is to be called. */
    record SetTimer(ZrtpTimer timer, Duration after) implements ZrtpOutput {}

    record CancelTimer(ZrtpTimer timer) implements ZrtpOutput {}

    /** @param client the peer's client identifier, trimmed, printable, not to be believed */
    record PeerFound(String client) implements ZrtpOutput {}

    /** Keys are being agreed: a Commit was sent or received. */
    record Securing() implements ZrtpOutput {}

    /** The two directions of a media stream, as seen from this side. */
    enum Direction {
        SEND,
        RECEIVE
    }

    /**
     * Keys change owner: the receiver of this output closes them. They come a second time when the keys of a secure stream are
     * replaced. Then those for RECEIVE are to be tried beside the ones in force, which the peer may still use, until a packet
     * under the new ones authenticates; those for SEND take the place of the ones in force with the next packet.
     */
    record KeysReady(Direction direction, SrtpKeys keys) implements ZrtpOutput {}

    /** The exchange is complete, and both directions have their keys. */
    record Secured(ZrtpDetails details) implements ZrtpOutput {}

    /** The keys of the stream were replaced ({@link ZrtpMachine#rekey}); both directions have had their new ones. */
    record Rekeyed(ZrtpDetails details) implements ZrtpOutput {}

    /**
     * The keys that this side wanted to be replaced were not, and those in force stay in force. If new ones for RECEIVE came before, the peer may
     * have got further: they are worth being tried until there are others.
     */
    record RekeyFailed(ZrtpFailure failure) implements ZrtpOutput {}

    /** Something in the details changed after {@link Secured}: the peer's zrtp-hash came late. */
    record DetailsChanged(ZrtpDetails details) implements ZrtpOutput {}

    /** The exchange is over, without keys. */
    record Failed(ZrtpFailure failure) implements ZrtpOutput {}

    /**
     * The looking time is over without an agreement. The machine goes on listening, and starts when the peer does.
     *
     * @param expected the peer is known to have ZRTP, by its SDP or by its Hello: that nothing came of it may be an
     *     attacker's doing, and is no permission to talk in the clear
     */
    record NoZrtp(boolean expected) implements ZrtpOutput {}

    /** This side's user asked to end the encryption: from now on nothing more is sent, neither SRTP nor RTP. */
    record GoingClear() implements ZrtpOutput {}

    /**
     * The encryption is over, by an authentic GoClear (§4.7.2.1). The receiver of this output destroys the keys of this stream and
     * closes the machines of all further streams of the call, and "MUST NOT resume sending RTP packets" before its user was told
     * and agreed.
     *
     * @param byPeer the peer asked
     */
    record WentClear(boolean byPeer) implements ZrtpOutput {}

    /**
     * The peer asked to go on unencrypted, which is refused. The call stays encrypted on this side.
     *
     * @param authentic whether the peer itself asked, and not somebody else
     */
    record GoClearRefused(boolean authentic) implements ZrtpOutput {}

    /** An Error message came after the call was secure. Nothing authenticates it, so nothing changes. */
    record PeerErrorIgnored(int code) implements ZrtpOutput {}
}
