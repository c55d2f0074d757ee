// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.api.ZrtpReason;
import org.securecall.media.api.ZrtpSuite;

/**
 * What the security log says that happened. There are no keys in it, no codes, no secrets and no hashes of any, no ZIDs, no addresses:
 * what names somebody at all is said where it stands. Causes are one sentence each, in English, as the rest of the program says them.
 */
public sealed interface SecurityFact {

    // Of a call: how it began, and what came over the signalling.

    /**
     * @param metWithZrtp whether earlier calls with the address were encrypted by ZRTP
     * @param verifiedOnly whether the user's voice waits until the code was compared
     * @param keying what may make keys, best first
     */
    record CallBegan(
            CallSnapshot.Direction direction,
            Encryption encryption,
            boolean metWithZrtp,
            boolean verifiedOnly,
            List<KeyingMethod> keying)
            implements SecurityFact {

        public CallBegan {
            keying = List.copyOf(keying);
        }
    }

    /**
     * The signalling of the call came over verified TLS, or not.
     *
     * @param names for which the certificate of the account's server is valid, where that is known; they name the server
     * @param pinned whether it is one that the user pinned
     */
    record Signalling(boolean tls, List<String> names, boolean pinned) implements SecurityFact {

        public Signalling {
            names = List.copyOf(names);
        }

        /** Leaves the names out: records end up in logs. */
        @Override
        public String toString() {
            return "Signalling[tls=" + tls + " pinned=" + pinned + "]";
        }
    }

    /** What a description of the peer's media agrees on for keys, beside ZRTP. */
    enum Agreed {
        NOTHING,
        DTLS_SRTP,
        SDES,
        /** It promises SRTP in a way that cannot be used. */
        UNUSABLE
    }

    /**
     * @param announcesZrtp whether it has a zrtp-hash
     * @param lookedFor whether this side looks for ZRTP in this call
     */
    record Described(boolean announcesZrtp, boolean lookedFor, Agreed agreed) implements SecurityFact {}

    /** Another telephone of the peer's has the call: what was known of the former one's key does not count. */
    record AnotherTelephone() implements SecurityFact {}

    /** The peer asked for a change within the call that was refused, or keeps the call as it is. */
    record ChangeRefused(String cause) implements SecurityFact {}

    // Of a call: keys.

    record ZrtpHeard() implements SecurityFact {}

    /** What becomes of a call whose peer answered no ZRTP. */
    enum Without {
        /** It goes on under keys that servers on the way could have. */
        SERVER_KEYS,
        /** It goes on in the clear. */
        CLEAR,
        /** ZRTP or other encryption is required: no voice flows. */
        REFUSED
    }

    record NoZrtp(Without then) implements SecurityFact {}

    /** DTLS-SRTP or SDES gave keys. */
    record ServerKeys(KeyingMethod method, String suite) implements SecurityFact {}

    /** What each side's Hello message lists, best first. */
    record OffersCompared(ZrtpOffer own, ZrtpOffer peer) implements SecurityFact {}

    /**
     * @param initiator whether this side sent the Commit
     * @param reasons what no rule explains is missing
     */
    record AlgorithmsChosen(ZrtpSuite suite, boolean initiator, ZrtpDetails.Mode mode, Map<Kind, ZrtpReason> reasons)
            implements SecurityFact {

        public AlgorithmsChosen {
            reasons = Map.copyOf(reasons);
        }
    }

    record HashCompared(ZrtpDetails.HelloHash result) implements SecurityFact {}

    /**
     * @param lastMet when this key was last met, where it was
     * @param here whether this side had compared the code before
     * @param there whether the peer says that it had
     * @param standing what the key is to the user after that
     */
    record SecretsCompared(
            ZrtpDetails.Secrets result, Optional<Instant> lastMet, boolean here, boolean there, KeyStanding standing)
            implements SecurityFact {}

    /** The secret of a QR code that one of the two scanned. */
    record ScannedSecretCompared(boolean matched) implements SecurityFact {}

    /** @param owner whom the user confirmed the signing key for, or empty; it names somebody */
    record SignatureChecked(SasSignature.Status status, String owner) implements SecurityFact {

        /** Leaves out whose key it is: records end up in logs. */
        @Override
        public String toString() {
            return "SignatureChecked[" + status + "]";
        }
    }

    record KeyChanged(KeyAlarm alarm) implements SecurityFact {}

    /** @param trusted whether the user trusts this server in the middle */
    record ServerInTheMiddle(boolean trusted) implements SecurityFact {}

    /** The peer says that it may give the keys to others. */
    record DisclosureDeclared() implements SecurityFact {}

    /** @param times so often in this call */
    record KeysReplaced(int times) implements SecurityFact {}

    /** The peer asked to end the encryption (GoClear), which is not allowed here. */
    record ClearRefused() implements SecurityFact {}

    record WentClear(boolean byPeer) implements SecurityFact {}

    /** @param attack whether an authentication failed */
    record KeysFailed(String cause, boolean attack) implements SecurityFact {}

    // Of a call: what follows.

    /** How safe the call is from now on. */
    record Judged(Security.State state, boolean microphoneBlocked) implements SecurityFact {}

    /** @param throughServer whether it was the code of a server in the middle that the user compared */
    record UserConfirmed(boolean throughServer) implements SecurityFact {}

    record UserDenied() implements SecurityFact {}

    record UserTalksAnyway() implements SecurityFact {}

    record CallEnded(int code, String reason) implements SecurityFact {}

    // Of an account.

    record RegistrationChanged(AccountSnapshot.Registration state, Transport transport, int code, String reason)
            implements SecurityFact {}

    /** @param names they name the server */
    record CertificateShown(CertificateVerdict verdict, List<String> names, String protocol, String suite)
            implements SecurityFact {

        public CertificateShown {
            names = List.copyOf(names);
        }

        /** Leaves the names out: records end up in logs. */
        @Override
        public String toString() {
            return "CertificateShown[" + verdict + " " + protocol + "]";
        }
    }

    /** What the user did about an account. */
    enum Change {
        ADDED,
        REMOVED,
        PINNED,
        UNPINNED,
        CLIENT_CERTIFICATE,
        NO_CLIENT_CERTIFICATE
    }

    record AccountChanged(Change change) implements SecurityFact {}

    // Of the program.

    /** The telephone can be used. */
    record Started(String version) implements SecurityFact {}

    /** What calls insist on was changed in the settings. */
    record PolicyChanged(Encryption encryption, boolean verifiedOnly, AlgorithmPreset preset, List<KeyingMethod> keying)
            implements SecurityFact {

        public PolicyChanged {
            keying = List.copyOf(keying);
        }
    }

    /** A signing key of somebody was met, confirmed, or revoked. */
    record SigningKeySaid(PeerIdentity.How how) implements SecurityFact {}
}
