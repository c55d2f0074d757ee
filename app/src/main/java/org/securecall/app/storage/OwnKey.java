// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.identity.DeviceCertificate;
import org.securecall.app.identity.DeviceLink;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.identity.OwnIdentity;
import org.securecall.app.identity.OwnKeys;
import org.securecall.media.api.SasSigner;
import org.securecall.media.secret.SecretBytes;

/** The user's own signing key, made, or read and checked, when it is first needed. */
final class OwnKey implements OwnKeys, AutoCloseable {

    private static final String NAME = "own";

    private final Records records;
    private final SecureRandom random;
    private final Map<Kind, SecretBytes> stored = new EnumMap<>(Kind.class);
    private @Nullable OwnIdentity identity;
    private @Nullable SasSigner signer;

    private OwnKey(Records records, SecureRandom random) {
        this.records = records;
        this.random = random;
    }

    static OwnKey load(Records.All all, Records records, SecureRandom random) {
        OwnKey own = new OwnKey(records, random);
        own.take(all, Kind.SIGNING_KEY);
        own.take(all, Kind.OWN_CERTIFICATE);
        own.take(all, Kind.DEVICE_LINK);
        return own;
    }

    private void take(Records.All all, Kind kind) {
        for (Records.Opened record : all.of(kind)) {
            if (record.key().equals(NAME)) {
                stored.put(kind, SecretBytes.copyOf(record.content()));
            }
            Arrays.fill(record.content(), (byte) 0);
        }
    }

    @Override
    public synchronized OwnIdentity identity() throws IdentityException {
        OwnIdentity known = identity;
        if (known == null) {
            SecretBytes encoded = stored.get(Kind.SIGNING_KEY);
            known = encoded == null ? create() : OwnIdentity.decode(encoded);
            identity = known;
        }
        return known;
    }

    private OwnIdentity create() {
        OwnIdentity made = OwnIdentity.create(random);
        put(Kind.SIGNING_KEY, made.encode());
        return made;
    }

    @Override
    public synchronized SasSigner signer() throws IdentityException {
        SasSigner known = signer;
        if (known == null) {
            OwnIdentity own = identity();
            known = own.sasSigner(certificate().filter(linked -> linked.device().equals(own.key())));
            signer = known;
        }
        return known;
    }

    @Override
    public synchronized Optional<DeviceCertificate> certificate() throws IdentityException {
        SecretBytes encoded = stored.get(Kind.OWN_CERTIFICATE);
        return encoded == null ? Optional.empty() : Optional.of(DeviceCertificate.decode(encoded.reveal()));
    }

    @Override
    public synchronized void linked(DeviceCertificate certificate) {
        put(Kind.OWN_CERTIFICATE, SecretBytes.owning(certificate.encode()));
        SecretBytes answered = stored.remove(Kind.DEVICE_LINK);
        if (answered != null) {
            answered.close();
            records.remove(Kind.DEVICE_LINK, NAME);
        }
        signer = null;
    }

    @Override
    public synchronized void await(DeviceLink link) {
        put(Kind.DEVICE_LINK, link.encode());
    }

    @Override
    public synchronized Optional<DeviceLink> awaited() throws IdentityException {
        SecretBytes encoded = stored.get(Kind.DEVICE_LINK);
        return encoded == null ? Optional.empty() : Optional.of(DeviceLink.decode(encoded));
    }

    /** @param content taken over */
    private void put(Kind kind, SecretBytes content) {
        SecretBytes before = stored.put(kind, content);
        if (before != null) {
            before.close();
        }
        records.put(kind, NAME, content.reveal().clone());
    }

    /** Wipes them; nothing can be asked afterwards. */
    @Override
    public synchronized void close() {
        if (identity != null) {
            identity.close();
        }
        signer = null;
        stored.values().forEach(SecretBytes::close);
    }
}
