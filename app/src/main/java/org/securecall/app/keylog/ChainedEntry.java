// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.keylog;

import java.time.Instant;

/** An entry with its place in the chain: as it is, or as a redacted export shows it. */
public sealed interface ChainedEntry permits LoggedEntry, RedactedEntry {

    long number();

    Instant time();

    KeyLogKind kind();

    /** The peer's client identifier; possibly empty. */
    String software();

    String algorithms();

    /** The contact's address, or a pseudonym for it; possibly empty. */
    String contact();

    /** The ZID in hexadecimal digits, or a pseudonym for it; possibly empty. */
    String key();

    /** What is otherwise than before; always empty in a redacted export. */
    String change();

    /** Who said so, or a pseudonym; possibly empty. */
    String confirmer();

    /** Over this entry and all before it, as it was stored. */
    LogHash hash();

    /** What the hash is over, after the hash of the entry before. */
    byte[] chained();
}
