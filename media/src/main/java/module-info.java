// SPDX-License-Identifier: GPL-3.0-or-later
/** Sound and its secrecy: capture, codecs, RTP, SRTP and ZRTP. Knows no SIP, no window and no SQL. */
module org.securecall.media {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires java.desktop;
    requires com.sun.jna;
    requires org.bouncycastle.provider;
    requires org.bouncycastle.tls;
    requires org.slf4j;

    exports org.securecall.media.api;
    exports org.securecall.media.engine;
    exports org.securecall.media.secret;
}
