// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.io.IOException;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;

/** What client and server have in common: the suites, the signatures, and this side's certificate. */
final class Credentials {

    /**
     * Forward secrecy and authenticated encryption alone, and only what Java's own providers have: they have no ChaCha20 as TLS needs
     * it here, and a peer that chose it could not be understood. With RSA too, as a peer's certificate may have such a key; this side's has
     * not.
     */
    private static final int[] SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    };

    private static final int ECDSA_SUITES = 2;

    private Credentials() {}

    static int[] clientSuites() {
        return SUITES.clone();
    }

    static int[] serverSuites() {
        int[] suites = new int[ECDSA_SUITES];
        System.arraycopy(SUITES, 0, suites, 0, ECDSA_SUITES);
        return suites;
    }

    /**
     * No SHA-1 and no MD5; and no RSA-PSS, as Java's providers do not know it by the name that Bouncy Castle asks for: a peer that
     * chose it, as OpenSSL does where it may, could not be understood.
     */
    @SuppressWarnings("JdkObsolete") // Bouncy Castle's own type
    static Vector<SignatureAndHashAlgorithm> signatures() {
        Vector<SignatureAndHashAlgorithm> list = new Vector<>();
        for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
            list.add(new SignatureAndHashAlgorithm(hash, SignatureAlgorithm.ecdsa));
        }
        for (short hash : new short[] {HashAlgorithm.sha256, HashAlgorithm.sha384, HashAlgorithm.sha512}) {
            list.add(new SignatureAndHashAlgorithm(hash, SignatureAlgorithm.rsa));
        }
        return list;
    }

    static TlsCredentialedSigner signer(TlsContext context, JcaTlsCrypto crypto, DtlsIdentity identity)
            throws IOException {
        // The peer must take what this side's key can make.
        SignatureAndHashAlgorithm algorithm =
                new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);
        Vector<?> accepted = context.isServer()
                ? context.getSecurityParametersHandshake().getClientSigAlgs()
                : context.getSecurityParametersHandshake().getServerSigAlgs();
        if (accepted != null && !accepted.contains(algorithm)) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
        return new JcaDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                crypto,
                identity.key(),
                new Certificate(new TlsCertificate[] {crypto.createCertificate(identity.certificate())}),
                algorithm);
    }
}
