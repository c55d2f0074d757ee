// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A certificate authority that lives as long as a test, and trusts itself alone. */
public final class CertificateAuthority {

    private final Path folder;

    private CertificateAuthority(Path folder) {
        this.folder = folder;
    }

    /** Makes one. */
    public static CertificateAuthority create(Path folder) throws IOException, InterruptedException {
        CertificateAuthority authority = new CertificateAuthority(
                Files.createDirectories(folder.resolve("authority")).toAbsolutePath());
        authority.openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-days",
                "2",
                "-subj",
                "/CN=Authority of a test",
                "-addext",
                "keyUsage=critical,keyCertSign,cRLSign");
        return authority;
    }

    /** Its own certificate, PEM. */
    public Path certificate() {
        return folder.resolve("ca.pem");
    }

    /** The key of a server of {@link #issue}, PEM. */
    public Path key(String host) {
        return folder.resolve(host + ".key");
    }

    /** Issues a certificate for a host name, valid from now on, and gives its file, PEM. */
    public Path issue(String host) throws IOException, InterruptedException {
        return issue(host, "-days", "2");
    }

    /** Issues a certificate that ended yesterday. */
    public Path issueExpired(String host) throws IOException, InterruptedException {
        return issue(host, "-days", "-1");
    }

    /** Makes a certificate that only its own key vouches for, and gives its file, PEM. */
    public Path selfSigned(String host) throws IOException, InterruptedException {
        Path certificate = folder.resolve(host + ".pem");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                host + ".key",
                "-out",
                certificate.toString(),
                "-days",
                "2",
                "-subj",
                "/CN=" + host,
                "-addext",
                "subjectAltName=DNS:" + host);
        return certificate;
    }

    /** The fingerprint of a certificate, in capital pairs with colons. */
    public String sha256(Path certificate) throws IOException, InterruptedException {
        String printed = Program.run(
                folder,
                Map.of(),
                List.of("openssl", "x509", "-noout", "-fingerprint", "-sha256", "-in", certificate.toString()));
        return printed.substring(printed.indexOf('=') + 1).strip();
    }

    /** Issues a certificate for a person, and gives the PKCS#12 file with its key, under a password. */
    public Path issueClient(String name, String password) throws IOException, InterruptedException {
        Path certificate = issue(name);
        Path file = folder.resolve(name + ".p12");
        openssl(
                "pkcs12",
                "-export",
                "-in",
                certificate.toString(),
                "-inkey",
                name + ".key",
                "-out",
                file.toString(),
                "-passout",
                "pass:" + password);
        return file;
    }

    private Path issue(String host, String... validity) throws IOException, InterruptedException {
        Path certificate = folder.resolve(host + ".pem");
        Files.writeString(folder.resolve(host + ".ext"), "subjectAltName=DNS:" + host + "\n");
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                host + ".key",
                "-out",
                host + ".csr",
                "-subj",
                "/CN=" + host);
        List<String> command = new java.util.ArrayList<>(List.of(
                "openssl",
                "x509",
                "-req",
                "-in",
                host + ".csr",
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-extfile",
                host + ".ext",
                "-out",
                certificate.toString()));
        command.addAll(List.of(validity));
        Program.run(folder, Map.of(), command);
        return certificate;
    }

    private void openssl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Program.run(folder, Map.of(), command);
    }
}
