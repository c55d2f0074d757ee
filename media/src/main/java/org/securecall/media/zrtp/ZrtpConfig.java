// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.InstantSource;
import java.util.Optional;
import org.securecall.media.api.ZrtpCache;
import org.securecall.media.api.ZrtpOptions;

/**
 * What one machine works with.
 *
 * @param ssrc of this side's own RTP stream
 * @param clientId shown to the peer; cut or filled to 16 octets (RFC 6189 §5.2)
 * @param keys key pairs made ahead of time
 * @param clock read for the expiry of retained secrets only
 * @param cacheSeconds how long this side wants to keep the new secret: 0 to 2^32-1, which means for ever
 * @param options what goes beyond algorithms and caches
 * @param bindHellos puts the Hello messages of both sides into the keys if the peer does; false to be as RFC 6189 has it
 *     with every peer
 * @param auxiliary stays its owner's, who closes it after the machine (RFC 6189 §4.3)
 * @param mtu octets of the longest ZRTP packet to send; a longer message goes in fragments
 */
public record ZrtpConfig(
        int ssrc,
        ZrtpCache cache,
        AlgorithmPreferences algorithms,
        String clientId,
        KeyPool keys,
        InstantSource clock,
        long cacheSeconds,
        ZrtpOptions options,
        boolean bindHellos,
        Optional<AuxiliarySecret> auxiliary,
        int mtu) {

    public static final String CLIENT_ID = "Secure Call 0.1 ";

    /** 1500 octets of an Ethernet without the headers of IPv6 and UDP: bzrtp's value too. */
    public static final int DEFAULT_MTU = 1452;

    public ZrtpConfig {
        if (mtu < ZrtpPacket.FRAGMENT_OVERHEAD + 4) {
            throw new IllegalArgumentException("A fragment needs more than " + mtu + " octets");
        }
        if (cacheSeconds < 0 || cacheSeconds > ConfirmContent.FOR_EVER) {
            throw new IllegalArgumentException("A cache interval has 32 bits");
        }
    }

    /** With the recommended algorithms, and secrets kept for ever, as RFC 6189 §4.9 recommends. */
    public static ZrtpConfig recommended(int ssrc, ZrtpCache cache, KeyPool keys, InstantSource clock) {
        return new ZrtpConfig(
                ssrc,
                cache,
                AlgorithmPreferences.RECOMMENDED,
                CLIENT_ID,
                keys,
                clock,
                ConfirmContent.FOR_EVER,
                ZrtpOptions.DEFAULT,
                true,
                Optional.empty(),
                DEFAULT_MTU);
    }

    public ZrtpConfig withAlgorithms(AlgorithmPreferences preferences) {
        return new ZrtpConfig(
                ssrc, cache, preferences, clientId, keys, clock, cacheSeconds, options, bindHellos, auxiliary, mtu);
    }

    public ZrtpConfig withCacheSeconds(long seconds) {
        return new ZrtpConfig(
                ssrc, cache, algorithms, clientId, keys, clock, seconds, options, bindHellos, auxiliary, mtu);
    }

    public ZrtpConfig withOptions(ZrtpOptions wanted) {
        return new ZrtpConfig(
                ssrc, cache, algorithms, clientId, keys, clock, cacheSeconds, wanted, bindHellos, auxiliary, mtu);
    }

    public ZrtpConfig withMtu(int octets) {
        return new ZrtpConfig(
                ssrc, cache, algorithms, clientId, keys, clock, cacheSeconds, options, bindHellos, auxiliary, octets);
    }

    public ZrtpConfig withAuxiliary(AuxiliarySecret secret) {
        return new ZrtpConfig(
                ssrc,
                cache,
                algorithms,
                clientId,
                keys,
                clock,
                cacheSeconds,
                options,
                bindHellos,
                Optional.of(secret),
                mtu);
    }

    public ZrtpConfig withoutBoundHellos() {
        return new ZrtpConfig(
                ssrc, cache, algorithms, clientId, keys, clock, cacheSeconds, options, false, auxiliary, mtu);
    }
}
