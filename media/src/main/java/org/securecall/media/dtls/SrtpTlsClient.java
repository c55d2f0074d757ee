// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.jspecify.annotations.Nullable;

/** The side whose {@code a=setup} is active. */
final class SrtpTlsClient extends DefaultTlsClient {

    private final Attempt attempt;
    private int profile;
    private boolean asked;

    SrtpTlsClient(Attempt attempt) {
        super(attempt.crypto());
        this.attempt = attempt;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Credentials.clientSuites();
    }

    @Override
    @SuppressWarnings("JdkObsolete") // Bouncy Castle's own type
    protected Vector<?> getSupportedSignatureAlgorithms() {
        return Credentials.signatures();
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "unchecked"}) // Bouncy Castle's own type
    public Hashtable<?, ?> getClientExtensions() throws IOException {
        Hashtable<?, ?> extensions = super.getClientExtensions();
        TlsSRTPUtils.addUseSRTPExtension(extensions, Profiles.offer(attempt.profiles()));
        return extensions;
    }

    @Override
    @SuppressWarnings({"JdkObsolete", "rawtypes"}) // as it is overridden
    public void processServerExtensions(@Nullable Hashtable serverExtensions) throws IOException {
        profile = Profiles.chosen(
                serverExtensions == null ? null : TlsSRTPUtils.getUseSRTPExtension(serverExtensions),
                attempt.profiles());
        super.processServerExtensions(serverExtensions);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {

            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                attempt.peer().check(certificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                asked = true;
                return attempt.signer(context);
            }
        };
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        // RFC 5763 §5: both certificates are checked, or one side does not know whom it speaks to.
        if (!asked) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure);
        }
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
