// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.util.Arrays;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpKeys;
import org.securecall.media.srtp.SrtpProfile;

/** The SRTP protection profiles (RFC 5764 §4.1.2, RFC 7714 §14.2), and the keys that they take out of a handshake. */
final class Profiles {

    /** Best first. */
    private static final int[] PREFERENCE = {
        SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM,
        SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM,
        SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80,
        SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_32
    };

    /** RFC 5764 §4.2. */
    private static final String EXPORTER = "EXTRACTOR-dtls_srtp";

    private static final byte[] NO_MKI = {};

    private Profiles() {}

    static int[] preference() {
        return PREFERENCE.clone();
    }

    static UseSRTPData offer(int... profiles) {
        return new UseSRTPData(profiles, NO_MKI);
    }

    /**
     * The best of an offer.
     *
     * @param wanted this side's, best first
     * @throws TlsFatalAlert when there is none (RFC 5764 §4.1.1 lets the handshake go on, but without SRTP it has no purpose)
     */
    static int choose(@Nullable UseSRTPData offered, int[] wanted) throws TlsFatalAlert {
        if (offered != null) {
            for (int profile : wanted) {
                if (Arrays.stream(offered.getProtectionProfiles()).anyMatch(p -> p == profile)) {
                    return profile;
                }
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }

    /**
     * What the server chose, RFC 5764 §4.1.1: "exactly one", and one that was offered.
     *
     * @throws TlsFatalAlert when it chose nothing, or what was not offered, or an MKI
     */
    static int chosen(@Nullable UseSRTPData answer, int[] offered) throws TlsFatalAlert {
        if (answer == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        int[] profiles = answer.getProtectionProfiles();
        if (profiles.length != 1
                || answer.getMki().length > 0
                || Arrays.stream(offered).noneMatch(p -> p == profiles[0])) {
            throw new TlsFatalAlert(AlertDescription.illegal_parameter);
        }
        return profiles[0];
    }

    static SrtpProfile srtp(int profile) {
        return switch (profile) {
            case SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM -> SrtpProfile.AEAD_AES_256_GCM;
            case SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM -> SrtpProfile.AEAD_AES_128_GCM;
            case SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80 -> SrtpProfile.AES_CM_128_HMAC_SHA1_80;
            case SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_32 -> SrtpProfile.AES_CM_128_HMAC_SHA1_32;
            default -> throw new IllegalStateException("Profile " + profile + " was never offered");
        };
    }

    /** Both directions' keys, of a handshake that is complete. The caller owns them. */
    static MediaKeys keys(TlsContext context, int profile) {
        SrtpProfile srtp = srtp(profile);
        int key = srtp.keyBytes();
        int salt = srtp.saltBytes();
        byte[] material = context.exportKeyingMaterial(EXPORTER, null, 2 * (key + salt));
        try {
            // RFC 5764 §4.2: client key, server key, client salt, server salt.
            SrtpKeys client = keys(srtp, material, 0, 2 * key);
            SrtpKeys server = keys(srtp, material, key, 2 * key + salt);
            return context.isServer() ? new MediaKeys(server, client) : new MediaKeys(client, server);
        } finally {
            Arrays.fill(material, (byte) 0);
        }
    }

    private static SrtpKeys keys(SrtpProfile profile, byte[] material, int keyAt, int saltAt) {
        return new SrtpKeys(
                profile,
                SecretBytes.owning(Arrays.copyOfRange(material, keyAt, keyAt + profile.keyBytes())),
                SecretBytes.owning(Arrays.copyOfRange(material, saltAt, saltAt + profile.saltBytes())));
    }

    /** What this side sends under, and what it receives under. */
    record MediaKeys(SrtpKeys send, SrtpKeys receive) {}
}
