// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.security;

import java.util.ArrayList;
import java.util.List;
import org.securecall.app.api.Security;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.ui.text.Texts;

/** Why the security of a call is not better than it is, in sentences, the weightiest first. */
public final class Shortcomings {

    private static final Texts TEXTS = Texts.of("shortcomings");

    private Shortcomings() {}

    /** Never empty, unless keys are still being agreed on: where nothing is missing, that is said. */
    public static List<String> of(Security security) {
        List<String> all = new ArrayList<>();
        switch (security.state()) {
            case SECURING -> {
                return List.of();
            }
            case NONE -> all.add(TEXTS.get("none"));
            case LOST -> all.add(TEXTS.get("lost"));
            case WEAKER -> all.add(TEXTS.get("weaker"));
            case SERVER -> all.add(TEXTS.get("server"));
            case CHANGED -> all.add(TEXTS.get("changed"));
            case MISMATCH -> all.add(TEXTS.get("mismatch"));
            case ENCRYPTED, VERIFIED -> {}
        }
        security.zrtp().ifPresent(zrtp -> ofKeys(security, zrtp, all));
        if (!security.signallingSecure()) {
            all.add(TEXTS.get("signalling"));
        }
        if (all.isEmpty()) {
            all.add(TEXTS.get("best"));
        }
        return List.copyOf(all);
    }

    private static void ofKeys(Security security, ZrtpDetails zrtp, List<String> all) {
        if (security.state() == Security.State.ENCRYPTED) {
            all.add(comparison(zrtp));
        }
        switch (zrtp.zrtpHash()) {
            case MATCH -> {}
            case ABSENT -> all.add(TEXTS.get("hash.absent"));
            case MISMATCH -> all.add(TEXTS.get("hash.mismatch"));
        }
        if (zrtp.exchange().mode() == ZrtpDetails.Mode.PRESHARED) {
            all.add(TEXTS.get("preshared"));
        }
        if (zrtp.declarations().disclosure()) {
            all.add(TEXTS.get("disclosure"));
        }
        if (zrtp.declarations().server().declared()
                && !zrtp.declarations().server().enrolled()) {
            all.add(TEXTS.get("middle"));
        }
        if (!withstandsQuantumComputers(zrtp.keyAgreement())) {
            all.add(TEXTS.get("quantum"));
        }
    }

    private static String comparison(ZrtpDetails zrtp) {
        boolean known = zrtp.secrets() == ZrtpDetails.Secrets.MATCH;
        if (known && zrtp.verifiedLocally()) {
            return TEXTS.get("compare.there");
        }
        return known && zrtp.verifiedByPeer() ? TEXTS.get("compare.here") : TEXTS.get("compare");
    }

    private static boolean withstandsQuantumComputers(String keyAgreement) {
        return switch (keyAgreement) {
            case "X1M1", "X1M2", "X3M3" -> true;
            // From secrets of earlier exchanges, of which this one says nothing.
            case "Mult", "Prsh" -> true;
            default -> false;
        };
    }
}
