// SPDX-License-Identifier: GPL-3.0-or-later
/** The telephone: user agent, calls, accounts, contacts and trust. Front ends drive it through {@code api}. */
module org.securecall.app {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires org.securecall.resources;
    requires transitive org.securecall.media;
    requires org.slf4j;
    requires java.desktop;
    requires java.logging;
    requires java.naming;
    requires org.bouncycastle.provider;
    requires java.sql;
    requires info.picocli;
    requires com.fasterxml.jackson.core;
    requires com.google.zxing;
    requires com.googlecode.ezvcard;
    requires jain.sip.ri;
    requires java.keyring;
    requires org.dnsjava;

    exports org.securecall.app.api;
    exports org.securecall.app.cli;
    exports org.securecall.app.headless;
    exports org.securecall.app.runtime;
    exports org.securecall.app.sas;
    exports org.securecall.app.text;
}
