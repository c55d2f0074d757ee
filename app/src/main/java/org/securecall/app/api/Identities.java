// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The user's own key, and those of others, as people compare them. May be called from any thread and never blocks; a stage fails with a
 * {@link PhoneException} and with nothing else.
 */
public interface Identities {

    /** This device's own key; made when it is first asked for, or first signs. */
    CompletionStage<OwnCard> own();

    /**
     * The code of the own key for somebody to scan.
     *
     * @param contact an address of the one who scans it: it then holds a secret for the next call between the two, and is for that
     *     person's eyes alone. Empty for a code that anybody may see
     * @param own the own address that it names; empty for that of the default account
     */
    CompletionStage<QrCode> show(Optional<String> contact, Optional<String> own);

    /** The safety codes with the keys that were met under an address of a contact's, or confirmed for it. */
    CompletionStage<List<SafetyNumber>> safetyNumbers(String address);

    /**
     * Compares what the other side shows, and confirms its key for the address when it agrees.
     *
     * @param shown the digits of the safety code, or the text of the other's QR code
     */
    CompletionStage<IdentityCheck> check(String address, String shown);

    /** Every key met or confirmed. */
    List<PeerIdentity> known();

    /** Takes a confirmation back: what is signed with the key verifies no call any more. */
    CompletionStage<Void> revoke(String address, String fingerprint);

    /** What the QR code in a picture says. */
    CompletionStage<String> read(Path image);

    /** Writes a code into a new PNG file. */
    CompletionStage<Void> save(QrCode code, Path image);

    /**
     * This device asks another one of the user's to vouch for it.
     *
     * @param name what it is called
     */
    CompletionStage<QrCode> requestLink(String name);

    /** Reads what a new device shows, on the one that is to vouch for it. */
    CompletionStage<LinkQuestion> readRequest(String request);

    /** Vouches for the new device, for a year; the code is shown to it. */
    CompletionStage<QrCode> approveLink(String request);

    /** Reads the answer, on the new device. */
    CompletionStage<LinkQuestion> readAnswer(String answer);

    /** From now on this device signs as one of the person who answered. */
    CompletionStage<OwnCard> acceptLink(String answer);
}
