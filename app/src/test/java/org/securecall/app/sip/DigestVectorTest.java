// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.securecall.app.sip.DigestAuthentication.Algorithm;
import org.securecall.app.sip.DigestAuthentication.Protection;

/** Published values of the digest calculation. */
class DigestVectorTest {

    /** RFC 7616 §3.9.1: the same challenge answered by MD5 and by SHA-256. */
    @Test
    void rfc7616Section391() {
        Optional<Protection> protection =
                Optional.of(new Protection(1, "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"));
        String nonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
        assertThat(DigestAuthentication.response(
                        Algorithm.MD5,
                        "Mufasa",
                        "http-auth@example.org",
                        "Circle of Life".toCharArray(),
                        nonce,
                        "GET",
                        "/dir/index.html",
                        protection))
                .isEqualTo("8ca523f5e9506fed4657c9700eebdbec");
        assertThat(DigestAuthentication.response(
                        Algorithm.SHA_256,
                        "Mufasa",
                        "http-auth@example.org",
                        "Circle of Life".toCharArray(),
                        nonce,
                        "GET",
                        "/dir/index.html",
                        protection))
                .isEqualTo("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
    }

    /** RFC 2617 §3.5. */
    @Test
    void rfc2617Section35() {
        assertThat(DigestAuthentication.response(
                        Algorithm.MD5,
                        "Mufasa",
                        "testrealm@host.com",
                        "Circle Of Life".toCharArray(),
                        "dcd98b7102dd2f0e8b11d0f600bfb0c093",
                        "GET",
                        "/dir/index.html",
                        Optional.of(new Protection(1, "0a4f113b"))))
                .isEqualTo("6629fae49393a05397450978507c4ef1");
    }

    @Test
    void algorithmsAreKnownByNameInAnyCaseAndNoneIsMd5() {
        assertThat(Algorithm.of(Optional.empty())).contains(Algorithm.MD5);
        assertThat(Algorithm.of(Optional.of("sha-256"))).contains(Algorithm.SHA_256);
        assertThat(Algorithm.of(Optional.of("SHA-512-256"))).contains(Algorithm.SHA_512_256);
        assertThat(Algorithm.of(Optional.of("AKAv1-MD5"))).isEmpty();
    }

    @Test
    void thePasswordIsNotChanged() {
        char[] password = "geheim€".toCharArray();
        DigestAuthentication.response(
                Algorithm.SHA_256, "a", "r", password, "n", "REGISTER", "sip:r", Optional.empty());
        assertThat(password).isEqualTo("geheim€".toCharArray());
    }
}
