// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.jspecify.annotations.Nullable;

/** The side whose {@code a=setup} is passive. */
final class SrtpTlsServer extends DefaultTlsServer {

    private final Attempt attempt;
    private int profile;

    SrtpTlsServer(Attempt attempt) {
        super(attempt.crypto());
        this.attempt = attempt;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Credentials.serverSuites();
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() throws IOException {
        return attempt.signer(context);
    }

    @Override
    public CertificateRequest getCertificateRequest() {
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign},
                Credentials.signatures(),
                null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        attempt.peer().check(certificate);
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "rawtypes"}) // as it is overridden
    public void processClientExtensions(@Nullable Hashtable extensions) throws IOException {
        profile = Profiles.choose(
                extensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(extensions), attempt.profiles());
        super.processClientExtensions(extensions);
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "rawtypes"}) // as it is overridden
    public Hashtable getServerExtensions() throws IOException {
        Hashtable extensions = super.getServerExtensions();
        TlsSRTPUtils.addUseSRTPExtension(extensions, Profiles.offer(profile));
        return extensions;
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        attempt.keys(Profiles.keys(context, profile));
    }

    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public boolean shouldCheckSigAlgOfPeerCerts() {
        return false;
    }

    @Override
    public int getMaxHandshakeMessageSize() {
        return Attempt.LARGEST_MESSAGE;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return attempt.millisLeft();
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return Attempt.FIRST_RESEND_MS;
    }
}
