// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.call;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.securecall.app.api.AccountSnapshot;
import org.securecall.app.api.CallSnapshot;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.Security;
import org.securecall.app.api.ServerCertificate;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.ui.control.Controls;
import org.securecall.ui.control.Icon;
import org.securecall.ui.model.Addresses;
import org.securecall.ui.security.AlgorithmNames;
import org.securecall.ui.security.Shortcomings;
import org.securecall.ui.security.ZidDigits;
import org.securecall.ui.text.Texts;

/** What the strip's word rests on: algorithms, secrets, hashes, signalling, timing, and why it is not better. */
final class CallDetails extends VBox {

    private static final Texts TEXTS = Texts.of("call");

    private static final DateTimeFormatter DATES = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
            .withLocale(Locale.getDefault(Locale.Category.FORMAT))
            .withZone(ZoneId.systemDefault());

    private record Row(String name, String value) {}

    private final VBox rows = new VBox();
    private final Button compare;
    private final Button keys;
    private Runnable onCompare = () -> {};
    private Runnable onKeys = () -> {};
    private Runnable onHappened = () -> {};

    CallDetails() {
        getStyleClass().addAll("card", "call-details");
        rows.getStyleClass().add("detail-rows");
        compare = Controls.button(Icon.COMPARE, TEXTS.get("details.compare"), () -> onCompare.run(), "flat");
        keys = Controls.button(Icon.KEY, TEXTS.get("details.keys"), () -> onKeys.run(), "flat");
        keys.setId("call-keys");
        Button happened =
                Controls.button(Icon.DIAGNOSTICS, TEXTS.get("details.happened"), () -> onHappened.run(), "flat");
        happened.setId("call-happened");
        FlowPane actions = new FlowPane(compare, keys, happened);
        actions.getStyleClass().add("action-row");
        getChildren().addAll(Controls.line(TEXTS.get("details.title"), "card-title"), rows, actions);
        // One stop for a screen reader, which then reads all rows.
        rows.setFocusTraversable(true);
        rows.setAccessibleRole(AccessibleRole.TEXT);
    }

    void onCompare(Runnable action) {
        onCompare = action;
    }

    void onKeys(Runnable action) {
        onKeys = action;
    }

    void focusKeys() {
        Controls.focus(keys);
    }

    /** @param action shows the log of the call */
    void onHappened(Runnable action) {
        onHappened = action;
    }

    /** @param account the one that the call goes over; empty for a direct call */
    void show(CallSnapshot call, Optional<AccountSnapshot> account) {
        List<Row> list = rowsOf(call, account);
        rows.getChildren().clear();
        StringBuilder spoken = new StringBuilder();
        for (Row row : list) {
            var value = Controls.label(row.value, "detail-value");
            HBox line = new HBox(Controls.line(row.name, "detail-name"), value);
            line.setAlignment(Pos.TOP_LEFT);
            line.getStyleClass().add("detail-row");
            rows.getChildren().add(line);
            spoken.append(row.name).append(": ").append(row.value).append(". ");
        }
        rows.setAccessibleText(spoken.toString());
        Controls.show(
                compare,
                call.state() != CallSnapshot.State.ENDED
                        && call.security().zrtp().isPresent());
    }

    private static List<Row> rowsOf(CallSnapshot call, Optional<AccountSnapshot> account) {
        Security security = call.security();
        List<Row> rows = new ArrayList<>();
        rows.add(new Row(TEXTS.get("details.protocol"), protocol(security.protocol())));
        if (!security.suite().isEmpty()) {
            rows.add(new Row(TEXTS.get("details.cipher"), security.suite()));
        }
        security.zrtp().ifPresent(zrtp -> {
            rows.add(new Row(TEXTS.get("details.agreement"), AlgorithmNames.of(zrtp.keyAgreement())));
            rows.add(new Row(TEXTS.get("details.hash"), AlgorithmNames.of(zrtp.hash())));
            rows.add(new Row(TEXTS.get("details.cipher"), AlgorithmNames.of(zrtp.cipher())));
            rows.add(new Row(TEXTS.get("details.tag"), AlgorithmNames.of(zrtp.authTag())));
            rows.add(new Row(TEXTS.get("details.sas"), AlgorithmNames.of(zrtp.sasType())));
            security.standing().ifPresent(standing -> rows.add(new Row(TEXTS.get("details.key"), key(standing))));
            rows.add(new Row(TEXTS.get("details.secrets"), secrets(zrtp.secrets())));
            rows.add(new Row(
                    TEXTS.get("details.signature"),
                    signature(zrtp.declarations().signature())));
            if (zrtp.exchange().auxiliary() != ZrtpDetails.Auxiliary.NONE) {
                rows.add(new Row(
                        TEXTS.get("details.scanned"),
                        zrtp.exchange().auxiliary() == ZrtpDetails.Auxiliary.MATCH
                                ? TEXTS.get("scanned.match")
                                : TEXTS.get("scanned.mismatch")));
            }
            rows.add(new Row(TEXTS.get("details.hello"), helloHash(zrtp.zrtpHash())));
            rows.add(new Row(TEXTS.get("details.flags"), flags(zrtp)));
            rows.add(new Row(
                    TEXTS.get("details.zid"), ZidDigits.grouped(zrtp.peerZid().hex())));
            if (!zrtp.peerClient().isEmpty()) {
                rows.add(new Row(TEXTS.get("details.client"), zrtp.peerClient()));
            }
        });
        rows.add(new Row(
                TEXTS.get("details.signalling"),
                security.signallingSecure()
                        ? TEXTS.get("details.signalling.tls")
                        : TEXTS.get("details.signalling.open")));
        rows.add(new Row(
                TEXTS.get("details.way"),
                account.map(over -> TEXTS.get(
                                "way.server",
                                over.spec().transport().name(),
                                Addresses.shown(over.spec().address())))
                        .orElse(TEXTS.get("way.direct"))));
        account.flatMap(AccountSnapshot::certificate)
                .ifPresent(
                        certificate -> rows.add(new Row(TEXTS.get("details.certificate"), certificate(certificate))));
        security.secureAfterMs()
                .ifPresent(ms -> rows.add(new Row(
                        TEXTS.get("details.time"),
                        ms < 0
                                ? TEXTS.get("details.time.before")
                                : TEXTS.get(
                                        "details.time.after",
                                        String.format(Locale.getDefault(), "%.2f", ms / 1000.0)))));
        List<String> shortcomings = Shortcomings.of(security);
        if (!shortcomings.isEmpty() && call.state() != CallSnapshot.State.TRYING) {
            rows.add(new Row(TEXTS.get("details.why"), String.join(" ", shortcomings)));
        }
        return rows;
    }

    private static String certificate(ServerCertificate certificate) {
        return TEXTS.get(
                "certificate",
                String.join(", ", certificate.names()),
                certificate.issuer(),
                DATES.format(certificate.notAfter()),
                certificate.protocol(),
                certificate.suite(),
                certificate.sha256(),
                certificate.trusted() ? TEXTS.get("certificate.trusted") : TEXTS.get("certificate.refused"));
    }

    private static String protocol(Security.Protocol protocol) {
        return switch (protocol) {
            case ZRTP -> TEXTS.get("protocol.zrtp");
            case DTLS_SRTP -> TEXTS.get("protocol.dtls");
            case SDES -> TEXTS.get("protocol.sdes");
            case NONE -> TEXTS.get("protocol.none");
        };
    }

    private static String key(KeyStanding standing) {
        return switch (standing) {
            case NEW -> TEXTS.get("key.new");
            case UNVERIFIED -> TEXTS.get("key.unverified");
            case VERIFIED -> TEXTS.get("key.verified");
            case CHANGED -> TEXTS.get("key.changed");
            case RESTORED -> TEXTS.get("key.restored");
            case EXPIRED -> TEXTS.get("key.expired");
        };
    }

    private static String secrets(ZrtpDetails.Secrets secrets) {
        return switch (secrets) {
            case FIRST -> TEXTS.get("secrets.first");
            case MATCH -> TEXTS.get("secrets.match");
            case MISMATCH -> TEXTS.get("secrets.mismatch");
        };
    }

    private static String signature(SasSignature signature) {
        return switch (signature.status()) {
            case ABSENT -> TEXTS.get("signature.absent");
            case CONFIRMED -> TEXTS.get("signature.confirmed", signature.owner());
            case UNKNOWN_KEY -> TEXTS.get("signature.unknown");
            case UNSUPPORTED -> TEXTS.get("signature.unsupported");
            case INVALID -> TEXTS.get("signature.invalid");
        };
    }

    private static String helloHash(ZrtpDetails.HelloHash hash) {
        return switch (hash) {
            case MATCH -> TEXTS.get("hello.match");
            case ABSENT -> TEXTS.get("hello.absent");
            case MISMATCH -> TEXTS.get("hello.mismatch");
        };
    }

    private static String flags(ZrtpDetails zrtp) {
        if (zrtp.verifiedLocally() && zrtp.verifiedByPeer()) {
            return TEXTS.get("flags.both");
        }
        if (zrtp.verifiedLocally()) {
            return TEXTS.get("flags.here");
        }
        return zrtp.verifiedByPeer() ? TEXTS.get("flags.there") : TEXTS.get("flags.none");
    }
}
