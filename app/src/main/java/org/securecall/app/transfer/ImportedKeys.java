// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.transfer;

import java.util.List;
import org.securecall.media.api.Zid;

/**
 * The keys of another telephone.
 *
 * <p>A retained secret belongs to a pair of ZIDs (RFC 6189 §4.9): the peer looks it up by the ZID of who calls. So these keys
 * are of use only to a telephone that goes on under the ZID under which they came about. Taking over that ZID means:
 *
 * <ul>
 *   <li>of several own ZIDs one can be taken over, and the keys under the others are lost;
 *   <li>the present ZID of this telephone, and each key that was met under it, is given up: whoever verified this telephone
 *       sees a stranger and has to compare once more;
 *   <li>the other telephone must not be used for calls any longer: each call of one of the two replaces the secret at the
 *       peer, and the next call of the other one looks like an attack.
 * </ul>
 *
 * <p>Whether it is taken over is for the user to decide, who reads {@link #takingOver}.
 *
 * @param ownZids the other telephone's own, each once; at least one
 * @param keys those that can be used; a peer may be there once for each own ZID and address
 * @param skipped the rest
 */
public record ImportedKeys(List<Zid> ownZids, List<ImportedKey> keys, List<Skipped> skipped) implements AutoCloseable {

    /** So many keys of one file are read at most. */
    public static final int MOST = 10_000;

    private static final String MEANING =
            "These keys were made under the identifier of the other telephone and work under no"
                    + " other one. To use them, Secure Call goes on under that identifier instead of its own: whoever verified this"
                    + " Secure Call has to compare the code once more, and the other telephone must not be used for calls any"
                    + " longer, since each would make the other one look like an attacker.";

    /**
     * Something that was left out.
     *
     * @param what such as {@code the key 0b0b0b0b0b0b0b0b0b0b0b0b}
     * @param why goes on where {@code what} ends, such as {@code has expired}
     */
    public record Skipped(String what, String why) {

        static Skipped key(Zid peer, String why) {
            return new Skipped("the key " + peer.hex(), why);
        }
    }

    public ImportedKeys {
        ownZids = List.copyOf(ownZids);
        keys = List.copyOf(keys);
        skipped = List.copyOf(skipped);
    }

    /** What the user has to know before he has the other telephone's ZID taken over, in a few sentences. */
    public String takingOver() {
        return ownZids.size() == 1
                ? MEANING
                : MEANING + " It has " + ownZids.size()
                        + " identifiers, one for each of its accounts, of which Secure Call can take"
                        + " over one, with the keys that were made under it.";
    }

    /** The keys that can be used when this ZID is taken over; they stay owned by this object. */
    public List<ImportedKey> under(Zid ownZid) {
        return keys.stream().filter(key -> key.ownZid().equals(ownZid)).toList();
    }

    /** Wipes all secrets. */
    @Override
    public void close() {
        keys.forEach(ImportedKey::close);
    }
}
