// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpCache;
import org.securecall.media.api.ZrtpDetails;

/**
 * What one side keeps about keys while something is practised: as between calls with people, but nowhere else than here, so that
 * no practised alarm is ever found among the keys of people. Belongs to the call loop.
 */
final class PracticeMemory implements ZrtpCache, AutoCloseable {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Zid zid;
    private final Map<Zid, RetainedSecrets> secrets = new HashMap<>();
    private final Map<Zid, String> names = new HashMap<>();
    private final Set<Zid> met = new HashSet<>();
    private final Set<Zid> denied = new HashSet<>();

    private PracticeMemory(Zid zid) {
        this.zid = zid;
    }

    /** Of somebody new. */
    static PracticeMemory ofNobody() {
        byte[] octets = new byte[Zid.BYTES];
        RANDOM.nextBytes(octets);
        return new PracticeMemory(Zid.of(octets));
    }

    /** Of the same telephone, which remembers nothing. */
    PracticeMemory emptied() {
        return new PracticeMemory(zid);
    }

    @Override
    public Zid localZid() {
        return zid;
    }

    @Override
    public Optional<RetainedSecrets> find(Zid peer) {
        return Optional.ofNullable(secrets.get(peer)).map(RetainedSecrets::copy);
    }

    @Override
    public void store(Zid peer, RetainedSecrets kept) {
        @Nullable RetainedSecrets before = secrets.put(peer, kept);
        if (before != null) {
            before.close();
        }
    }

    @Override
    public void setVerified(Zid peer, boolean verified) {
        find(peer)
                .ifPresent(kept -> store(peer, new RetainedSecrets(kept.rs1(), kept.rs2(), verified, kept.expires())));
    }

    /** What was known of a key before the call. */
    KnownKey known(Zid peer) {
        boolean otherVerified = !names.isEmpty() && !names.containsKey(peer);
        return new KnownKey(names.getOrDefault(peer, ""), denied.contains(peer), otherVerified, false);
    }

    /** Whether there was a call with ZRTP. */
    boolean metAnybody() {
        return !met.isEmpty();
    }

    void met(ZrtpDetails details) {
        if (details.secrets() != ZrtpDetails.Secrets.MISMATCH) {
            met.add(details.peerZid());
        }
    }

    void confirmed(ZrtpDetails details, Optional<String> name) {
        denied.remove(details.peerZid());
        met.add(details.peerZid());
        names.merge(details.peerZid(), name.orElse(""), (before, now) -> now.isEmpty() ? before : now);
    }

    void denied(ZrtpDetails details) {
        // With a mismatch it was not the holder of the known key who showed another code.
        if (details.secrets() != ZrtpDetails.Secrets.MISMATCH) {
            denied.add(details.peerZid());
        }
    }

    /** Wipes the secrets. */
    @Override
    public void close() {
        secrets.values().forEach(RetainedSecrets::close);
        secrets.clear();
    }
}
