// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpForecast;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.api.ZrtpSuite;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.AlgorithmRules;
import org.securecall.media.zrtp.AuthTag;
import org.securecall.media.zrtp.CipherAlgorithm;
import org.securecall.media.zrtp.HashAlgorithm;
import org.securecall.media.zrtp.KeyAgreement;
import org.securecall.media.zrtp.SasRendering;
import org.securecall.media.zrtp.ZrtpAlgorithm;

/** The user's words for ZRTP algorithms, understood. */
final class ZrtpChoice implements ZrtpAlgorithms {

    static final ZrtpChoice INSTANCE = new ZrtpChoice();

    private ZrtpChoice() {}

    /** @throws MediaException when a name is unknown, with those that are known, or a list is too long */
    static AlgorithmPreferences of(ZrtpPreferences wanted) throws MediaException {
        AlgorithmPreferences recommended = AlgorithmPreferences.RECOMMENDED;
        try {
            return new AlgorithmPreferences(
                    list(wanted, Kind.HASH, HashAlgorithm.values(), recommended.hashes()),
                    list(wanted, Kind.CIPHER, CipherAlgorithm.values(), recommended.ciphers()),
                    list(wanted, Kind.AUTH_TAG, AuthTag.values(), recommended.authTags()),
                    list(wanted, Kind.KEY_AGREEMENT, KeyAgreement.values(), recommended.keyAgreements()),
                    list(wanted, Kind.SAS, SasRendering.values(), recommended.sasRenderings()));
        } catch (IllegalArgumentException e) {
            throw new MediaException(String.valueOf(e.getMessage()), e);
        }
    }

    private static <A extends ZrtpAlgorithm> List<A> list(
            ZrtpPreferences wanted, Kind kind, A[] known, List<A> recommended) throws MediaException {
        List<String> names = wanted.names(kind);
        if (names.isEmpty()) {
            return recommended;
        }
        List<A> list = new ArrayList<>();
        for (String name : names) {
            list.add(Arrays.stream(known)
                    .filter(algorithm -> algorithm.label().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new MediaException("Unknown " + kind.token() + " '" + name + "'; known are "
                            + String.join(", ", labels(Arrays.asList(known))))));
        }
        return list;
    }

    @Override
    public List<String> known(Kind kind) {
        return labels(all(kind));
    }

    @Override
    public ZrtpPreferences offered(ZrtpPreferences wanted) throws MediaException {
        AlgorithmPreferences complete = of(wanted);
        return new ZrtpPreferences(Map.of(
                Kind.HASH, labels(complete.hashes()),
                Kind.CIPHER, labels(complete.ciphers()),
                Kind.AUTH_TAG, labels(complete.authTags()),
                Kind.KEY_AGREEMENT, labels(complete.keyAgreements()),
                Kind.SAS, labels(complete.sasRenderings())));
    }

    @Override
    public ZrtpPreferences usable(ZrtpPreferences stored) {
        Map<Kind, List<String>> lists = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            List<String> names = new ArrayList<>(stored.names(kind).stream()
                    .filter(known(kind)::contains)
                    .distinct()
                    .toList());
            while (!names.isEmpty() && !isOfferable(kind, names)) {
                names.removeLast();
            }
            if (!names.isEmpty()) {
                lists.put(kind, names);
            }
        }
        return new ZrtpPreferences(lists);
    }

    private static boolean isOfferable(Kind kind, List<String> names) {
        try {
            of(new ZrtpPreferences(Map.of(kind, names)));
            return true;
        } catch (MediaException e) {
            return false;
        }
    }

    @Override
    public boolean goTogether(String one, String other) {
        return find(one)
                .flatMap(first -> find(other).map(second -> AlgorithmRules.goTogether(first, second)))
                .orElse(false);
    }

    @Override
    public boolean favours(String keyAgreement, String other) {
        return find(keyAgreement)
                .filter(KeyAgreement.class::isInstance)
                .map(KeyAgreement.class::cast)
                .flatMap(key -> find(other).filter(it -> AlgorithmRules.favours(key, it)))
                .isPresent();
    }

    @Override
    public boolean isPostQuantum(String keyAgreement) {
        return find(keyAgreement)
                .filter(found -> found instanceof KeyAgreement key && key.isPostQuantum())
                .isPresent();
    }

    @Override
    public ZrtpForecast forecast(ZrtpPreferences own, ZrtpOffer peer) throws MediaException {
        return AlgorithmRules.forecast(of(own), peer);
    }

    @Override
    public Map<Kind, ZrtpReason> reasons(ZrtpPreferences own, ZrtpOffer peer, ZrtpSuite suite, boolean initiator)
            throws MediaException {
        return AlgorithmRules.reasons(of(own), peer, suite, initiator);
    }

    private static List<? extends ZrtpAlgorithm> all(Kind kind) {
        return Arrays.asList(
                switch (kind) {
                    case KEY_AGREEMENT -> KeyAgreement.values();
                    case HASH -> HashAlgorithm.values();
                    case CIPHER -> CipherAlgorithm.values();
                    case AUTH_TAG -> AuthTag.values();
                    case SAS -> SasRendering.values();
                });
    }

    private static Optional<ZrtpAlgorithm> find(String label) {
        for (Kind kind : Kind.values()) {
            for (ZrtpAlgorithm algorithm : all(kind)) {
                if (algorithm.label().equals(label)) {
                    return Optional.of(algorithm);
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> labels(List<? extends ZrtpAlgorithm> algorithms) {
        return algorithms.stream().map(ZrtpAlgorithm::label).toList();
    }
}
