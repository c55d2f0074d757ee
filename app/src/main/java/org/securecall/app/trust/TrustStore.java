// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.securecall.app.api.ContactTrust;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.keylog.KeyLogCheck;
import org.securecall.app.keylog.KeyLogHead;
import org.securecall.app.keylog.KeyLogNote;
import org.securecall.app.keylog.LoggedEntry;
import org.securecall.app.transfer.ImportedKey;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpCache;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;

/**
 * What is kept about keys between calls: for each of the user's own ZIDs and each peer's apart (RFC 6189 §4.9). Where no
 * identity is named, all of the user's are meant. Everything but {@link #cache} speaks of the user's own telephone, not of the
 * practice peer. Thread-safe; answers from memory at once, and the disk follows in order.
 *
 * <p>In a call: ask {@link #known} when ZRTP is secure, then tell {@link #met}; tell {@link #confirmed} or {@link #denied}
 * after the media session was told, which sets the verified flag through the cache.
 */
public interface TrustStore {

    /** The retained secrets of one of this program's endpoints; always the same object for the same identity. */
    ZrtpCache cache(LocalIdentity identity);

    /**
     * What an account's calls go under: an identity of its own, or the main one for an account that was there before there were
     * others.
     *
     * @param account its address
     */
    LocalIdentity identityOf(String account);

    /**
     * What was known before this call. That another key was verified for the address counts wherever it was verified; that
     * this one was, does not make it verified here, as only secrets do.
     */
    KnownKey known(LocalIdentity identity, String uri, Zid zid);

    /**
     * A call with this key became secure. With a mismatch only the history is written: the key may be somebody else's.
     */
    void met(LocalIdentity identity, String uri, ZrtpDetails details);

    /**
     * The user compared the SAS and it agreed: from now on the key stands for this address.
     *
     * @param name whom the key belongs to; empty leaves the name as it is
     * @param by on which of the user's accounts or devices; for the history of the key
     */
    void confirmed(LocalIdentity identity, String uri, ZrtpDetails details, Optional<String> name, String by);

    /** The user compared the SAS and it differed; likewise. */
    void denied(LocalIdentity identity, String uri, ZrtpDetails details, String by);

    /** Says, or corrects, whom a key belongs to, wherever it was compared; nothing happens for a key never met. */
    void nameKey(Zid zid, String name);

    /** The keys that the user verified for an address; a verified flag that was cleared later still counts. */
    Set<Zid> verifiedZidsFor(String uri);

    /** Whether calls under this address were encrypted by ZRTP, with a key that was not forgotten since. */
    boolean metWithZrtp(String uri);

    /** Every key met, the last met first; one met under several of the own ZIDs is there for each of them. */
    List<ContactTrust> trust();

    /** What the telephones behind the keys listed in their last call, by ZID in hexadecimal; without those that it is not known of. */
    Map<String, ZrtpOffer> offers();

    /** What happened to one key, oldest first. */
    List<KeyLogNote> history(Zid zid);

    /** What happened to all keys, oldest first: a chained log that is only ever added to. */
    List<LoggedEntry> log();

    KeyLogHead logHead();

    /** Whether the log hung together when it was loaded. */
    KeyLogCheck logCheck();

    /**
     * The main identity, and with it every account, goes on under the ZID of another telephone, with the keys that were made
     * under it. Only for a telephone that has met nobody yet: it would give up what it knows.
     *
     * @param keys copied
     * @return whether that was done
     */
    boolean takeOver(Zid own, List<ImportedKey> keys);

    /**
     * Wipes secrets, name and verification of a key under all of the own ZIDs; its next call is a first one. Gives whether there was
     * one.
     */
    boolean forget(Zid zid);
}
