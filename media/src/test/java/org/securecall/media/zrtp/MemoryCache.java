// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpCache;
import org.securecall.media.secret.SecretBytes;

/** A cache that a test can look into, lose and spoil. */
public final class MemoryCache implements ZrtpCache {

    private final Zid localZid;
    private final InstantSource clock;
    private final Map<Zid, RetainedSecrets> entries = new HashMap<>();
    private final Map<Zid, SecretBytes> servers = new HashMap<>();

    public MemoryCache(int id, InstantSource clock) {
        this(new Zid("%024x".formatted(id)), clock);
    }

    /** With a ZID of one's choice, which may be another's. */
    public MemoryCache(Zid localZid, InstantSource clock) {
        this.localZid = localZid;
        this.clock = clock;
    }

    @Override
    public Zid localZid() {
        return localZid;
    }

    @Override
    public Optional<RetainedSecrets> find(Zid peer) {
        return Optional.ofNullable(entries.get(peer))
                .filter(e ->
                        e.expires().filter(at -> !at.isAfter(clock.instant())).isEmpty())
                .map(RetainedSecrets::copy);
    }

    @Override
    public void store(Zid peer, RetainedSecrets secrets) {
        entries.put(peer, secrets);
    }

    @Override
    public void setVerified(Zid peer, boolean verified) {
        entries.computeIfPresent(peer, (zid, e) -> new RetainedSecrets(e.rs1(), e.rs2(), verified, e.expires()));
    }

    @Override
    public Optional<SecretBytes> pbxSecret(Zid server) {
        return Optional.ofNullable(servers.get(server)).map(SecretBytes::copy);
    }

    @Override
    public boolean storePbxSecret(Zid server, SecretBytes secret) {
        servers.put(server, secret);
        return true;
    }

    void lose() {
        entries.clear();
        servers.clear();
    }

    /** What a backup of an earlier state would bring back. */
    Map<Zid, RetainedSecrets> snapshot() {
        Map<Zid, RetainedSecrets> copy = new HashMap<>();
        entries.forEach((zid, e) -> copy.put(zid, e.copy()));
        return copy;
    }

    void restore(Map<Zid, RetainedSecrets> snapshot) {
        entries.clear();
        snapshot.forEach((zid, e) -> entries.put(zid, e.copy()));
    }

    /** Raw, whether expired or not. */
    Optional<RetainedSecrets> entry(MemoryCache peer) {
        return Optional.ofNullable(entries.get(peer.localZid));
    }

    boolean verified(MemoryCache peer) {
        return entry(peer).map(RetainedSecrets::verified).orElse(false);
    }

    byte[] rs1(MemoryCache peer) {
        return entry(peer)
                .flatMap(RetainedSecrets::rs1)
                .map(s -> s.reveal().clone())
                .orElse(new byte[0]);
    }

    byte[] rs2(MemoryCache peer) {
        return entry(peer)
                .flatMap(RetainedSecrets::rs2)
                .map(SecretBytes::reveal)
                .map(byte[]::clone)
                .orElse(new byte[0]);
    }
}
