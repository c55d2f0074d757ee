// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

import java.util.List;
import java.util.Map;
import org.securecall.media.api.ZrtpPreferences.Kind;

/**
 * What ZRTP can do here, and what comes of an order of it: the rules by which calls are made, to be asked without one. Names are
 * those of {@link ZrtpPreferences}; no two kinds share one. Every answer depends on the question alone, and comes at once.
 */
public interface ZrtpAlgorithms {

    /** All that there is of a kind. */
    List<String> known(Kind kind);

    /**
     * What goes into a Hello message: all five lists, with what was left out and every endpoint must have (RFC 6189 §5.2), and
     * what a key agreement cannot do without (§5.1.5).
     *
     * @throws MediaException when a name is unknown, or a list is too long
     */
    ZrtpPreferences offered(ZrtpPreferences wanted) throws MediaException;

    /** What can be offered of an order that was stored, maybe by a later version: without unknown names, and not too long. */
    ZrtpPreferences usable(ZrtpPreferences stored);

    /** Whether one call can have both; of different kinds. False for names that are unknown. */
    boolean goTogether(String one, String other);

    /** Whether the key agreement takes this hash or cipher before others, wherever the lists have it (§5.1.5). */
    boolean favours(String keyAgreement, String other);

    /** Whether the key agreement withstands somebody who records a call now and has a quantum computer later. */
    boolean isPostQuantum(String keyAgreement);

    /**
     * What a call with this peer comes to.
     *
     * @throws MediaException when a name of this side's is unknown, or a list is too long
     */
    ZrtpForecast forecast(ZrtpPreferences own, ZrtpOffer peer) throws MediaException;

    /**
     * Why a call with this peer came to its algorithms.
     *
     * @param initiator whether this side sent the Commit
     * @return nothing of a kind where no rule says why; nothing at all where the peer's Hello is not known
     * @throws MediaException as {@link #forecast}
     */
    Map<Kind, ZrtpReason> reasons(ZrtpPreferences own, ZrtpOffer peer, ZrtpSuite suite, boolean initiator)
            throws MediaException;
}
