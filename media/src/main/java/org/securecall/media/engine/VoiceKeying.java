// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.SdesCrypto;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpLifetime;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.AuxiliarySecret;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpOutput;

/**
 * All that makes keys for the voice of one session: ZRTP, DTLS-SRTP and SDES, with the arbiter between them. Passes on to each what
 * SDP and the network say. Belongs to the loop.
 */
final class VoiceKeying implements AutoCloseable {

    /** What the makers of keys want of the session; on the loop. */
    interface Wire {

        void send(byte[] packet);

        /** A packet that fits what is expected came from there. */
        void plausible(InetSocketAddress from);

        /** ZRTP's keys for sending come next: they belong to the SSRC of its Hello. */
        void sendsUnderZrtp();
    }

    private final Wire wire;
    private final KeyingArbiter arbiter;
    private final boolean allowClear;
    private final SdesKeying sdes;
    private final DtlsKeying dtls;
    private final Optional<AuxiliarySecret> auxiliary;
    private @Nullable ZrtpDriver zrtp;
    private boolean zrtpWaits;
    private boolean closed;

    /** @param ssrc of ZRTP's packets, and of voice under its keys */
    VoiceKeying(
            MediaParameters parameters,
            AlgorithmPreferences algorithms,
            KeyPool keys,
            SrtpLifetime zrtpLifetime,
            SecureRandom random,
            EventLoop loop,
            int ssrc,
            Wire wire,
            KeyingArbiter.Paths paths) {
        this.wire = wire;
        Encryption encryption = parameters.encryption();
        List<KeyingMethod> methods = encryption == Encryption.OFF ? List.of() : parameters.keying();
        // Where ZRTP is required, there is no call without it.
        allowClear = parameters.zrtpOptions().allowClear() && encryption == Encryption.PREFER;
        arbiter = new KeyingArbiter(encryption, zrtpLifetime, loop, paths);
        sdes = new SdesKeying(methods, random, arbiter);
        dtls = new DtlsKeying(methods, random, loop, arbiter, wire::send, this::beginWaitingZrtp);
        auxiliary = parameters.zrtpOptions().auxiliary().map(AuxiliarySecret::of);
        ZrtpConfig config = ZrtpConfig.recommended(ssrc, parameters.zrtpCache(), keys, InstantSource.system())
                .withAlgorithms(algorithms)
                .withOptions(parameters.zrtpOptions().withAllowClear(allowClear));
        zrtp = methods.contains(KeyingMethod.ZRTP)
                ? new ZrtpDriver(
                        encryption, auxiliary.map(config::withAuxiliary).orElse(config), random, loop, new FromZrtp())
                : null;
        if (zrtp == null) {
            arbiter.permitClear(true);
        }
    }

    KeyingArbiter arbiter() {
        return arbiter;
    }

    /** 64 hexadecimal digits; empty without ZRTP. */
    String zrtpHash() {
        return zrtp == null ? "" : zrtp.helloHash();
    }

    Optional<DtlsFingerprint> dtlsFingerprint() {
        return dtls.fingerprint();
    }

    List<SdesCrypto> sdesKeys() {
        return sdes.keys();
    }

    /** @see org.securecall.media.api.MediaSession#meetAnother */
    void meetAnother(boolean promisesStay) {
        if (closed) {
            return;
        }
        arbiter.meetAnother(promisesStay);
        if (zrtp != null) {
            zrtp = zrtp.forAnotherPeer();
        }
    }

    /**
     * A description of the peer came.
     *
     * @param usable whether packets can be sent where it says
     * @param moved whether that is another address than before
     */
    void described(RemoteMedia media, boolean usable, boolean moved) {
        arbiter.hideHeaders(media.cryptex());
        describe(media);
        if (zrtp != null && arbiter.forbidsClear()) {
            zrtp.forbidClear();
        }
        zrtpWaits = usable && dtls.isAwaited() && media.zrtpHash().isEmpty();
        if (zrtp != null && usable && !zrtpWaits) {
            zrtp.connect(media.zrtpHash());
            if (moved) {
                zrtp.lookAtNewAddress();
            }
        }
    }

    private void describe(RemoteMedia media) {
        boolean zrtpHash = zrtp != null && media.zrtpHash().isPresent();
        switch (media.keying()) {
            case PeerKeying.Nothing nothing -> {
                sdes.leave();
                dtls.leave();
                arbiter.described(false, false, zrtpHash);
            }
            case PeerKeying.Unusable unusable -> {
                sdes.leave();
                dtls.leave();
                arbiter.described(true, false, zrtpHash);
            }
            case PeerKeying.Sdes chosen -> {
                dtls.leave();
                boolean usableKeys = sdes.canUse(chosen);
                arbiter.described(true, usableKeys, zrtpHash);
                if (usableKeys) {
                    sdes.use(chosen);
                }
            }
            case PeerKeying.Dtls described -> {
                sdes.leave();
                arbiter.described(true, dtls.canUse(), zrtpHash);
                dtls.use(described);
            }
        }
    }

    /**
     * Without zrtp-hash nothing says which keys a peer with both takes, and Linphone takes those that came last: so ZRTP begins
     * after DTLS (docs/decisions/0024).
     */
    private void beginWaitingZrtp() {
        if (zrtp != null && zrtpWaits) {
            zrtpWaits = false;
            zrtp.connect(Optional.empty());
            zrtp.lookAtNewAddress();
        }
    }

    /** Voice begins: from now on promises are kept, and whoever answered is looked for once more. */
    void answered() {
        arbiter.answered();
        if (zrtp != null) {
            zrtp.lookAtAnswer();
        }
    }

    void rekey() {
        if (zrtp != null && !closed) {
            zrtp.rekey();
        }
    }

    boolean hasZrtpPeer() {
        return zrtp != null && zrtp.hasPeer();
    }

    void confirmSas() {
        if (zrtp != null) {
            zrtp.confirmSas();
        }
    }

    void denySas() {
        if (zrtp != null) {
            zrtp.denySas();
        }
    }

    boolean enrol() {
        return zrtp != null && zrtp.enrol();
    }

    void goClear() {
        if (zrtp != null && allowClear && !closed) {
            zrtp.goClear();
        }
    }

    void permitClear() {
        if (!closed) {
            arbiter.consentToClear();
        }
    }

    void goSecure() {
        if (zrtp != null && !closed) {
            zrtp.goSecure();
        }
    }

    void onZrtp(byte[] packet, InetSocketAddress from) {
        if (zrtp != null && !closed) {
            zrtp.receive(packet, from);
        }
    }

    /** Linphone sends such packets to open a NAT, and so tells whoever has to begin the handshake where it is. */
    void onStun(InetSocketAddress from) {
        if (!closed && dtls.isBegun()) {
            wire.plausible(from);
        }
    }

    void onDtls(byte[] packet, InetSocketAddress from) {
        if (!closed && dtls.canUse()) {
            wire.plausible(from);
            dtls.receive(packet);
        }
    }

    /** The first authentic packet under ZRTP's keys came. */
    void srtpReceived() {
        if (zrtp != null && !closed) {
            zrtp.srtpReceived();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (zrtp != null) {
            zrtp.close();
        }
        auxiliary.ifPresent(AuxiliarySecret::close);
        dtls.close();
        arbiter.close();
        sdes.close();
    }

    private final class FromZrtp implements ZrtpDriver.Session {

        @Override
        public void send(byte[] packet) {
            wire.send(packet);
        }

        @Override
        public void onHelloFrom(InetSocketAddress from) {
            wire.plausible(from);
        }

        @Override
        public void onKeys(ZrtpOutput.Direction direction, SrtpKeys keys) {
            if (direction == ZrtpOutput.Direction.SEND) {
                wire.sendsUnderZrtp();
            }
            arbiter.zrtpKeys(direction, keys);
        }

        @Override
        public void permitClear(boolean permitted) {
            arbiter.permitClear(permitted);
        }

        @Override
        public void onGoingClear() {
            arbiter.goingClear();
        }

        @Override
        public void report(MediaEvent event) {
            arbiter.zrtpReports(event);
        }
    }
}
