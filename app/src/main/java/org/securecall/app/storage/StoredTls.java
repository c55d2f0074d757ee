// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.account.ClientKey;
import org.securecall.app.account.TlsStore;
import org.securecall.app.api.CertificatePin;
import org.securecall.media.secret.SecretBytes;

/** Pins and client keys in memory, with every change handed to the records. */
final class StoredTls implements TlsStore, AutoCloseable {

    private static final int VERSION = 1;

    private final Records records;
    private final Map<String, CertificatePin> pins = new LinkedHashMap<>();
    private final Map<String, ClientKey> keys = new LinkedHashMap<>();

    private StoredTls(Records records) {
        this.records = records;
    }

    static StoredTls load(Records.All all, Records records) throws DamagedException {
        StoredTls tls = new StoredTls(records);
        for (Records.Opened record : all.of(Kind.PIN)) {
            CertificatePin pin = pin(new RecordIn(record.content()));
            tls.pins.put(pin.account(), pin);
        }
        for (Records.Opened record : all.of(Kind.CLIENT_KEY)) {
            tls.keys.put(record.key(), key(record.content()));
        }
        return tls;
    }

    private static CertificatePin pin(RecordIn in) throws DamagedException {
        return new CertificatePin(in.text(), in.text(), in.time(), in.text(), in.text(), in.optionalTime());
    }

    private static byte[] record(CertificatePin pin) {
        try (RecordOut out = new RecordOut(VERSION)) {
            return out.text(pin.account())
                    .text(pin.sha256())
                    .time(pin.since())
                    .text(pin.subject())
                    .text(pin.issuer())
                    .optionalTime(pin.notAfter())
                    .toBytes();
        }
    }

    private static ClientKey key(byte[] content) throws DamagedException {
        try {
            RecordIn in = new RecordIn(content);
            String algorithm = in.text();
            SecretBytes pkcs8 = SecretBytes.owning(in.bytes());
            List<byte[]> chain = new ArrayList<>();
            while (in.flag()) {
                chain.add(in.bytes());
            }
            return ClientKey.of(algorithm, pkcs8, chain);
        } catch (CertificateException e) {
            throw new DamagedException("A client certificate cannot be read", e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private static byte[] record(ClientKey key) {
        try (RecordOut out = new RecordOut(VERSION)) {
            out.text(key.algorithm()).bytes(key.pkcs8().reveal());
            key.encodedChain().forEach(certificate -> out.flag(true).bytes(certificate));
            return out.flag(false).toBytes();
        }
    }

    @Override
    public synchronized List<CertificatePin> pins() {
        return List.copyOf(pins.values());
    }

    @Override
    public synchronized Optional<CertificatePin> pin(String account) {
        return Optional.ofNullable(pins.get(account));
    }

    @Override
    public synchronized void put(CertificatePin pin) {
        pins.put(pin.account(), pin);
        records.put(Kind.PIN, pin.account(), record(pin));
    }

    @Override
    public synchronized boolean removePin(String account) {
        if (pins.remove(account) == null) {
            return false;
        }
        records.remove(Kind.PIN, account);
        return true;
    }

    @Override
    public synchronized Optional<ClientKey> clientKey(String account) {
        return Optional.ofNullable(keys.get(account));
    }

    @Override
    public synchronized void putClientKey(String account, ClientKey key) {
        records.put(Kind.CLIENT_KEY, account, record(key));
        ClientKey before = keys.put(account, key);
        if (before != null) {
            before.close();
        }
    }

    @Override
    public synchronized boolean removeClientKey(String account) {
        ClientKey removed = keys.remove(account);
        if (removed == null) {
            return false;
        }
        removed.close();
        records.remove(Kind.CLIENT_KEY, account);
        return true;
    }

    /** Wipes the keys; nothing can be asked afterwards. */
    @Override
    public synchronized void close() {
        keys.values().forEach(ClientKey::close);
        keys.clear();
    }
}
