// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.Security;
import org.securecall.app.api.SecurityFact;
import org.securecall.app.call.Call;
import org.securecall.app.trust.Keying;
import org.securecall.app.trust.TrustPolicy;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.api.ZrtpSuite;

/** What a finished ZRTP exchange says, and why it came to its algorithms. Pure. */
final class ExchangeFacts {

    private ExchangeFacts() {}

    /**
     * What this side brought into a call.
     *
     * @param algorithms the rules of the choice
     * @param own the order that this side's Hello was made of
     * @param lastMet when the peer's key was last met before this call; asked of a finished exchange
     */
    record Terms(ZrtpAlgorithms algorithms, ZrtpPreferences own, Optional<Instant> lastMet) {}

    static List<SecurityFact> secured(Call before, Call after, ZrtpDetails details, Terms terms) {
        Optional<ZrtpDetails> earlier = inForce(before);
        boolean same = earlier.filter(
                        e -> e.sas().equals(details.sas()) && e.peerZid().equals(details.peerZid()))
                .isPresent();
        if (!same) {
            return exchange(after, details, terms);
        }
        int times = details.exchange().rekeys();
        return times > earlier.orElseThrow().exchange().rekeys()
                ? List.of(new SecurityFact.KeysReplaced(times))
                : changed(before, details);
    }

    /** Of an exchange that was told of before, what is known now and was not then. */
    static List<SecurityFact> changed(Call before, ZrtpDetails now) {
        if (!(before.trust().keying() instanceof Keying.Agreed(ZrtpDetails then))) {
            return List.of();
        }
        List<SecurityFact> facts = new ArrayList<>();
        if (then.zrtpHash() != now.zrtpHash()) {
            facts.add(new SecurityFact.HashCompared(now.zrtpHash()));
        }
        facts.addAll(declared(then.declarations(), now.declarations()));
        return facts;
    }

    private static Optional<ZrtpDetails> inForce(Call call) {
        return call.trust().keying() instanceof Keying.Agreed(ZrtpDetails details)
                ? Optional.of(details)
                : Optional.empty();
    }

    private static List<SecurityFact> exchange(Call after, ZrtpDetails details, Terms terms) {
        List<SecurityFact> facts = new ArrayList<>();
        ZrtpOffer peer = details.declarations().offer();
        Optional<ZrtpPreferences> offered = offered(terms);
        if (peer.isKnown() && offered.isPresent()) {
            facts.add(new SecurityFact.OffersCompared(
                    new ZrtpOffer(offered.orElseThrow().lists()), peer));
        }
        ZrtpSuite suite = ZrtpSuite.of(details);
        facts.add(new SecurityFact.AlgorithmsChosen(
                suite,
                details.initiator(),
                details.exchange().mode(),
                reasons(terms, peer, suite, details.initiator())));
        facts.add(new SecurityFact.HashCompared(details.zrtpHash()));
        facts.add(new SecurityFact.SecretsCompared(
                details.secrets(),
                terms.lastMet(),
                details.verifiedLocally(),
                details.verifiedByPeer(),
                after.verdict().security().standing().orElse(KeyStanding.NEW)));
        switch (details.exchange().auxiliary()) {
            case NONE -> {}
            case MATCH -> facts.add(new SecurityFact.ScannedSecretCompared(true));
            case MISMATCH -> facts.add(new SecurityFact.ScannedSecretCompared(false));
        }
        facts.addAll(declared(PeerDeclarations.NONE, details.declarations()));
        if (after.verdict().security().state() == Security.State.CHANGED) {
            TrustPolicy.alarmOf(after.trust().known(), details)
                    .ifPresent(alarm -> facts.add(new SecurityFact.KeyChanged(alarm)));
        }
        return facts;
    }

    private static List<SecurityFact> declared(PeerDeclarations then, PeerDeclarations now) {
        List<SecurityFact> facts = new ArrayList<>();
        SasSignature signature = now.signature();
        if (signature.status() != then.signature().status()) {
            facts.add(new SecurityFact.SignatureChecked(signature.status(), signature.owner()));
        }
        boolean middle = now.server().declared() || now.server().enrolled();
        boolean wasMiddle = then.server().declared() || then.server().enrolled();
        if (middle && (!wasMiddle || now.server().enrolled() != then.server().enrolled())) {
            facts.add(new SecurityFact.ServerInTheMiddle(now.server().enrolled()));
        }
        if (now.disclosure() && !then.disclosure()) {
            facts.add(new SecurityFact.DisclosureDeclared());
        }
        if (now.clearRefused() && !then.clearRefused()) {
            facts.add(new SecurityFact.ClearRefused());
        }
        return facts;
    }

    private static Optional<ZrtpPreferences> offered(Terms terms) {
        try {
            return Optional.of(terms.algorithms().offered(terms.own()));
        } catch (MediaException e) {
            // No call begins under such an order.
            return Optional.empty();
        }
    }

    private static Map<Kind, ZrtpReason> reasons(Terms terms, ZrtpOffer peer, ZrtpSuite suite, boolean initiator) {
        try {
            return terms.algorithms().reasons(terms.own(), peer, suite, initiator);
        } catch (MediaException e) {
            return Map.of();
        }
    }
}
