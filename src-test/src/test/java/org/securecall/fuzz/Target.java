// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.fuzz;

/** What is fuzzed: the classes that hold a {@code fuzzerTestOneInput}, with the module whose tests they are among. */
enum Target {
    ZRTP_PACKET("media", "org.securecall.media.zrtp.ZrtpPacketFuzz"),
    ZRTP_MACHINE("media", "org.securecall.media.zrtp.ZrtpMachineFuzz"),
    RTP("media", "org.securecall.media.rtp.RtpFuzz"),
    DTLS("media", "org.securecall.media.dtls.DtlsFuzz"),
    SRTP("media", "org.securecall.media.srtp.SrtpFuzz"),
    OPUS("media", "org.securecall.media.codec.opus.OpusFuzz"),
    WAV("media", "org.securecall.media.audio.WavFuzz"),
    KEYING("media", "org.securecall.media.api.KeyingFuzz"),
    SDP("app", "org.securecall.app.sdp.SdpFuzz"),
    SIP("app", "org.securecall.app.sip.SipFuzz"),
    HEADLESS("app", "org.securecall.app.headless.HeadlessFuzz"),
    ZID_FILE("app", "org.securecall.app.transfer.ZidFileFuzz"),
    BACKUP("app", "org.securecall.app.transfer.BackupFuzz"),
    PAST_CALL("app", "org.securecall.app.history.PastCallFuzz"),
    IDENTITY("app", "org.securecall.app.identity.IdentityFuzz"),
    KEY_LOG("app", "org.securecall.app.keylog.KeyLogFuzz"),
    CONTACTS("app", "org.securecall.app.contact.ContactsFuzz");

    private final String module;
    private final String type;

    Target(String module, String type) {
        this.module = module;
        this.type = type;
    }

    String module() {
        return module;
    }

    String type() {
        return type;
    }

    String simpleName() {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
