// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.util.List;
import java.util.Optional;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.SdesCrypto;

/**
 * What one description says about keys. One that was read owns its {@code a=crypto} keys, and closing wipes them; one that is
 * written only uses those of the media session.
 */
public final class KeyAttributes implements AutoCloseable {

    /** Says nothing. */
    public static final KeyAttributes NONE =
            new KeyAttributes(Optional.empty(), List.of(), Optional.empty(), List.of(), false, false, false);

    private final Optional<String> zrtpHash;
    private final List<DtlsFingerprint> fingerprints;
    private final Optional<DtlsSetup> setup;
    private final List<SdesCrypto> crypto;
    private final boolean passedOverFingerprint;
    private final boolean passedOverCrypto;
    private final boolean cryptex;

    /**
     * @param zrtpHash the hash of the ZRTP Hello for version 1.10, as written
     * @param setup empty where the description names none, or one that is unknown
     * @param passedOverFingerprint whether there was a fingerprint that is malformed, or by a hash that is not known
     * @param passedOverCrypto whether there was a line of SDES that is malformed, or asks for what is not known
     * @param cryptex whether it has {@code a=cryptex}
     */
    KeyAttributes(
            Optional<String> zrtpHash,
            List<DtlsFingerprint> fingerprints,
            Optional<DtlsSetup> setup,
            List<SdesCrypto> crypto,
            boolean passedOverFingerprint,
            boolean passedOverCrypto,
            boolean cryptex) {
        this.zrtpHash = zrtpHash;
        this.fingerprints = List.copyOf(fingerprints);
        this.setup = setup;
        this.crypto = List.copyOf(crypto);
        this.passedOverFingerprint = passedOverFingerprint;
        this.passedOverCrypto = passedOverCrypto;
        this.cryptex = cryptex;
    }

    /** All that a session has, for an offer. */
    public static KeyAttributes of(MediaSession session) {
        return own(session.zrtpHash(), session.dtlsFingerprint(), session.sdesKeys());
    }

    /** @param zrtpHash empty without ZRTP */
    public static KeyAttributes own(String zrtpHash, Optional<DtlsFingerprint> fingerprint, List<SdesCrypto> crypto) {
        return new KeyAttributes(
                Optional.of(zrtpHash).filter(hash -> !hash.isEmpty()),
                fingerprint.stream().toList(),
                fingerprint.map(f -> DtlsSetup.ACTPASS),
                crypto,
                false,
                false,
                false);
    }

    public Optional<String> zrtpHash() {
        return zrtpHash;
    }

    public List<DtlsFingerprint> fingerprints() {
        return fingerprints;
    }

    public Optional<DtlsSetup> setup() {
        return setup;
    }

    /** Sound lines alone, in their order; no tag twice. */
    public List<SdesCrypto> crypto() {
        return crypto;
    }

    /** Whether header extensions and contributing sources may come encrypted (RFC 9335 §4). */
    public boolean cryptex() {
        return cryptex;
    }

    boolean passedOverFingerprint() {
        return passedOverFingerprint;
    }

    boolean passedOverCrypto() {
        return passedOverCrypto;
    }

    KeyAttributes only(boolean zrtp, boolean dtls, boolean sdes) {
        return new KeyAttributes(
                zrtp ? zrtpHash : Optional.empty(),
                dtls ? fingerprints : List.of(),
                dtls ? setup : Optional.empty(),
                sdes ? crypto : List.of(),
                false,
                false,
                false);
    }

    KeyAttributes withSetup(DtlsSetup chosen) {
        return new KeyAttributes(zrtpHash, fingerprints, Optional.of(chosen), crypto, false, false, cryptex);
    }

    KeyAttributes withCryptex(boolean said) {
        return new KeyAttributes(zrtpHash, fingerprints, setup, crypto, false, false, said);
    }

    KeyAttributes withCrypto(SdesCrypto chosen) {
        return new KeyAttributes(zrtpHash, fingerprints, setup, List.of(chosen), false, false, cryptex);
    }

    @Override
    public void close() {
        crypto.forEach(SdesCrypto::close);
    }

    /** Without keys and hashes: objects end up in logs. */
    @Override
    public String toString() {
        return "KeyAttributes[zrtp=" + zrtpHash.isPresent() + " dtls=" + !fingerprints.isEmpty() + " sdes=" + crypto
                + "]";
    }
}
