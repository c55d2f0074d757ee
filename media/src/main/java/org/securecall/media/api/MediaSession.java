// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * One audio stream of one call, from its socket to its sound devices. Every method is called on the event loop, except
 * {@link #stats()} and {@link #levels()}, which any thread may call. None blocks for longer than it takes to start a
 * thread.
 */
public interface MediaSession extends AutoCloseable {

    /** Where the peer sends to; the port is even, and RTCP without multiplexing is expected on the next one. */
    InetSocketAddress localAddress();

    /** What can be received, best first, with the payload types of this side's offers. */
    List<PayloadFormat> offeredFormats();

    /**
     * The value of this side's {@code a=zrtp-hash} for version 1.10, 64 hexadecimal digits; empty when encryption is off or ZRTP
     * is none of the {@linkplain MediaParameters#keying() keying methods}.
     */
    String zrtpHash();

    /** The value of this side's {@code a=fingerprint}; empty without DTLS-SRTP. The same in every description of a session. */
    Optional<DtlsFingerprint> dtlsFingerprint();

    /**
     * This side's {@code a=crypto} lines, best first, with the tags 1, 2, 3 and so on; empty without SDES. The same in every
     * description of a session, which owns them: use them, but do not close them.
     */
    List<SdesCrypto> sdesKeys();

    /**
     * Tells, or corrects, where the peer is. ZRTP starts with the first call, also before the call is answered; no voice is
     * sent before {@link #startVoice()}.
     */
    void connect(RemoteMedia remote);

    /**
     * What {@link #connect} tells next is of another telephone than before, as a call that was forked reaches several: voice stops
     * until keys are agreed with that one, or it turns out that it has none.
     *
     * @param promisesStay whether it is held to the encryption that the former one promised, as in a call that was answered
     */
    void meetAnother(boolean promisesStay);

    /**
     * Opens the devices and lets voice flow, as far as the encryption that was promised is in force. A device that cannot
     * be opened is reported as {@link MediaEvent.DeviceLost} and replaced by silence: it never ends the call.
     */
    void startVoice();

    /** A muted microphone sends silence, not nothing. */
    void setMuted(boolean muted);

    /** Silences what is played: used when the peer turned out to be someone else. */
    void setDeafened(boolean deafened);

    /**
     * Sends RFC 4733 telephone events one after the other.
     *
     * @throws IllegalArgumentException when a character is none of {@code 0-9 * # A-D}
     */
    void sendDigits(String digits);

    /** The user compared the SAS: sets this side's verified flag. Without a secured session nothing happens. */
    void confirmSas();

    /** The user found another SAS: clears the flag. */
    void denySas();

    /**
     * The user trusts the server in the middle that asks for it (RFC 6189 §7.3.1), from the next call on. Only after explicit
     * consent: the server can listen to every call that it relays.
     *
     * @return false when the session is not secure, or its peer does not offer enrolment
     */
    boolean enrol();

    /**
     * The user wants to go on without encryption (RFC 6189 §4.7.2): nothing is sent any more, and {@link MediaEvent.WentClear}
     * follows. Without {@link ZrtpOptions#allowClear}, with {@link Encryption#REQUIRE}, or with a peer that does not allow it,
     * nothing happens.
     */
    void goClear();

    /**
     * After {@link MediaEvent.WentClear}: voice flows in the clear, both ways. Only after explicit consent. It counts until keys
     * are agreed again; at any other time nothing happens.
     */
    void permitClear();

    /** After {@link MediaEvent.WentClear}: asks the peer for keys again. At any other time nothing happens. */
    void goSecure();

    MediaStats stats();

    Levels levels();

    /** Stops the threads, closes socket and devices and wipes the keys. */
    @Override
    void close();
}
