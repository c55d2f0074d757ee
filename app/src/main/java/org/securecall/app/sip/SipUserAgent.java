// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.ListenPoint;
import org.securecall.app.api.ProbeListener;

/**
 * SIP dialogs and registrations by name: the call loop says what it wants of a call, and the user agent knows
 * transactions, dialogs, authentication, routes and transports. Methods are called on the call loop and do not block: what
 * needs the network or DNS goes on in the background, and what comes of it is a {@link SipEvent}. A command about a call
 * that is already gone does nothing.
 */
public interface SipUserAgent extends AutoCloseable {

    List<ListenPoint> listening();

    /**
     * This machine's address that media towards a target should name, as far as it is known without asking anyone: the bound
     * one, the account's, or by the routing table. Does not block.
     */
    InetAddress localAddressTowards(String target, Optional<SipAccount> from);

    /** Registers now and again before it expires, until {@link #unregister}. A changed account replaces the old one. */
    void register(SipAccount account);

    void unregister(String address);

    /**
     * A try-out of an account, which is registered or not; the caller closes it.
     *
     * @param account its address is a SIP address
     * @param onClose runs when it is closed, which is when nothing asks for the password any more
     */
    AccountProbe probe(SipAccount account, ProbeListener listener, Runnable onClose);

    /**
     * Sends an INVITE; DNS, TLS and digest challenges are dealt with.
     *
     * @param call the caller's name for the call, used in every later event about it
     * @param from the account to call from; empty for a direct call
     */
    void invite(String call, String target, Optional<SipAccount> from, String sdp);

    /** 180, or 183 with the SDP. */
    void ring(String call, Optional<String> sdp);

    /** 200 with the answer. */
    void accept(String call, String sdp);

    /** A final refusal of an incoming call, such as 486 or 603. */
    void reject(String call, int code);

    /** CANCEL or BYE, as the dialog's state asks for. */
    void hangUp(String call);

    /** Answers a re-INVITE or UPDATE that came as {@link SipEvent.Offer}. */
    void answerOffer(String call, String sdp);

    /** Refuses it (488): the session stays as it is (RFC 3261 §14.2). */
    void refuseOffer(String call);

    /** Sends a re-INVITE with the offer; the answer comes as {@link SipEvent.OfferAnswered}. */
    void offer(String call, String sdp);

    /** Unregisters, within two seconds, and closes the sockets. */
    @Override
    void close();
}
