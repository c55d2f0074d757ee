// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.trust;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.securecall.app.api.KeyAlarm;
import org.securecall.app.api.KeyStanding;
import org.securecall.app.api.Security;
import org.securecall.app.api.Security.Protocol;
import org.securecall.app.api.Security.State;
import org.securecall.app.trust.CallTrust.Answer;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MiddleServer;
import org.securecall.media.api.PeerDeclarations;
import org.securecall.media.api.SasSignature;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpDetails.HelloHash;
import org.securecall.media.api.ZrtpDetails.Secrets;

/**
 * Decides how safe a call is. Pure. Follows the ZRTP user-interface guidelines, and is stricter in two things: an address
 * whose key was verified and that now shows another key is a changed key, and so is a key whose SAS once differed.
 */
public final class TrustPolicy {

    private static final String WEAKER =
            "Encryption is weaker than before: earlier calls with this address were encrypted from end to end";

    private TrustPolicy() {}

    public static Verdict judge(CallTrust call) {
        if (call.answer() == Answer.DENIED) {
            return verdict(call, State.MISMATCH, "You found another code than the other side");
        }
        if (call.encryption() == Encryption.OFF && !(call.keying() instanceof Keying.Agreed)) {
            return verdict(call, State.NONE, "Encryption is switched off");
        }
        return switch (call.keying()) {
            // What the servers could have may protect voice already; whoever was met with ZRTP is waited for.
            case Keying.Looking looking ->
                call.server().isPresent() && !call.demand().metWithZrtp()
                        ? withoutZrtp(call, "")
                        : verdict(call, State.SECURING, "");
            case Keying.Agreeing agreeing -> verdict(call, State.SECURING, "");
            case Keying.Agreed agreed -> judge(call, agreed.details());
            case Keying.Absent absent -> withoutZrtp(call, absence(call));
            case Keying.Failed failed ->
                failed.attack() ? verdict(call, State.MISMATCH, failed.cause()) : withoutZrtp(call, failed.cause());
            case Keying.Gone gone -> verdict(call, State.LOST, gone.cause());
            case Keying.Ended ended ->
                verdict(
                        call,
                        State.LOST,
                        sentences(
                                ended.byPeer() ? "The other side ended the encryption" : "You ended the encryption",
                                call.talkAnyway() ? "You talk all the same, and anybody on the way can listen" : ""));
        };
    }

    private static String absence(CallTrust call) {
        if (!call.demand().zrtp()) {
            return call.server().isPresent() ? "" : "The two telephones have no encryption in common";
        }
        return call.encryption() == Encryption.REQUIRE
                ? "The other telephone does not offer ZRTP, so no voice is sent"
                : "The other telephone does not offer ZRTP";
    }

    /** A call whose voice goes under keys that servers on the way could have, or under none. */
    private static Verdict withoutZrtp(CallTrust call, String cause) {
        if (call.demand().metWithZrtp()) {
            return verdict(call, State.WEAKER, WEAKER + (cause.isEmpty() ? "" : ": " + cause));
        }
        if (call.server().isEmpty()) {
            return verdict(call, State.NONE, cause);
        }
        return call.signallingSecure()
                ? verdict(call, State.SERVER, cause)
                : verdict(call, State.NONE, "The keys came over signalling that is not protected");
    }

    private static Verdict judge(CallTrust call, ZrtpDetails details) {
        SasSignature signature = details.declarations().signature();
        if (signature.status() == SasSignature.Status.INVALID) {
            return verdict(call, State.MISMATCH, "The other side signed another code than this one");
        }
        if (details.declarations().server().enrolled()) {
            return throughServer(call, details);
        }
        if (call.answer() == Answer.CONFIRMED) {
            return verdict(call, State.VERIFIED, remark(details));
        }
        // §7.2: the signature checks the code without the user, and the key is the one that the user confirmed.
        if (signature.status() == SasSignature.Status.CONFIRMED) {
            return verdict(
                    call,
                    State.VERIFIED,
                    sentences("The code is signed with the key of " + signature.owner(), remark(details)));
        }
        Optional<String> alarm = alarm(call.known(), details);
        if (alarm.isPresent()) {
            return verdict(call, State.CHANGED, alarm.get());
        }
        // Guidelines, 'The Cache: RS1': only with a match and both V flags may Verified be shown at the outset.
        boolean matched = details.secrets() == Secrets.MATCH;
        if (matched && details.verifiedLocally() && details.verifiedByPeer()) {
            return verdict(call, State.VERIFIED, remark(details));
        }
        return verdict(call, State.ENCRYPTED, sentences(remark(details), hint(call, details)));
    }

    /** A man in the middle whom the user trusts (RFC 6189 §7.3): never plainly verified, whatever was compared. */
    private static Verdict throughServer(CallTrust call, ZrtpDetails details) {
        Optional<String> alarm = alarm(call.known(), details);
        if (alarm.isPresent()) {
            return verdict(call, State.CHANGED, alarm.get());
        }
        String server = call.known().name().isEmpty()
                ? details.peerClient()
                : call.known().name();
        String code = details.declarations().server().relayedSas().isEmpty()
                ? ""
                : call.answer() == Answer.CONFIRMED
                        ? "You found the same code as the other side"
                        : "The code is the one that the other person sees";
        return verdict(
                call,
                State.SERVER,
                sentences("Through a trusted server (" + server + "), which could listen in", code, remark(details)));
    }

    /** What the peer says of itself that the user should know. */
    private static String remark(ZrtpDetails details) {
        PeerDeclarations declared = details.declarations();
        MiddleServer server = declared.server();
        return sentences(
                declared.disclosure() ? "The other telephone may disclose the keys" : "",
                server.declared() && !server.enrolled() ? "The other side says that it is a server in the middle" : "",
                declared.clearRefused() ? "The other telephone asked to stop encrypting, which was refused" : "",
                switch (details.exchange().auxiliary()) {
                    case NONE -> "";
                    case MATCH -> "The secret of the code that one of you scanned agreed";
                    case MISMATCH -> "The other side does not have the secret of the code that one of you scanned";
                });
    }

    private static String sentences(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining(". "));
    }

    /** Why the key is not the one expected; the most telling reason first. */
    public static Optional<KeyAlarm> alarmOf(KnownKey known, ZrtpDetails details) {
        if (details.secrets() == Secrets.MISMATCH) {
            return Optional.of(known.olderCopy() ? KeyAlarm.SECRETS_DIFFER_AFTER_RESTORE : KeyAlarm.SECRETS_DIFFER);
        }
        if (known.otherKeyVerified()) {
            return Optional.of(KeyAlarm.ANOTHER_VERIFIED);
        }
        if (known.denied()) {
            return Optional.of(KeyAlarm.DENIED_BEFORE);
        }
        return details.zrtpHash() == HelloHash.MISMATCH ? Optional.of(KeyAlarm.ANOTHER_ANNOUNCED) : Optional.empty();
    }

    private static Optional<String> alarm(KnownKey known, ZrtpDetails details) {
        String who = known.name().isEmpty() ? "" : " of " + known.name();
        return alarmOf(known, details).map(alarm -> switch (alarm) {
            case SECRETS_DIFFER_AFTER_RESTORE ->
                "The key does not fit what is known" + who
                        + ". This profile was restored from an older copy, which explains it; only comparing the code"
                        + " tells that it is no attack";
            case SECRETS_DIFFER -> "The key is not the known one" + who;
            case ANOTHER_VERIFIED ->
                known.name().isEmpty()
                        ? "You have verified another key for this address"
                        : "You have verified another key for this address; this one is known as " + known.name();
            case DENIED_BEFORE -> "You found another code with this key in an earlier call";
            case ANOTHER_ANNOUNCED -> "The key is not the one that the signalling announced";
        });
    }

    /** What the user should know of an encrypted, not verified call; empty for an ordinary first one. */
    private static String hint(CallTrust call, ZrtpDetails details) {
        if (call.demand().verifiedOnly()) {
            return "Your voice is not sent until you have compared the code";
        }
        if (call.known().olderCopy() && details.secrets() == Secrets.FIRST) {
            return "This profile was restored from an older copy: if you met this key since, compare the code once more";
        }
        if (call.known().expired()) {
            return "The secrets kept from earlier calls have expired: compare the code again";
        }
        if (call.known().comparedElsewhere()) {
            return "You have compared the code with this key in calls of another account or contact, not in these: compare it once";
        }
        if (details.secrets() == Secrets.MATCH && details.verifiedLocally()) {
            return "You have compared the code with this key, the other side has not yet";
        }
        if (details.secrets() == Secrets.MATCH && details.verifiedByPeer()) {
            return "The other side has compared the code with this key, you have not yet";
        }
        if (details.zrtpHash() == HelloHash.ABSENT) {
            return "The signalling did not announce the key: only comparing the code tells who is there";
        }
        if (!call.signallingSecure()) {
            return "The signalling is not protected: only comparing the code tells who is there";
        }
        return "";
    }

    /** What the key of a call in this state is to the user. */
    private static KeyStanding standing(CallTrust call, State state, ZrtpDetails details) {
        boolean explained = call.known().olderCopy();
        return switch (state) {
            case VERIFIED -> KeyStanding.VERIFIED;
            case MISMATCH -> KeyStanding.CHANGED;
            case CHANGED ->
                explained && details.secrets() == Secrets.MISMATCH ? KeyStanding.RESTORED : KeyStanding.CHANGED;
            default -> {
                if (details.secrets() == Secrets.FIRST && explained) {
                    yield KeyStanding.RESTORED;
                }
                if (call.known().expired()) {
                    yield KeyStanding.EXPIRED;
                }
                yield details.secrets() == Secrets.FIRST ? KeyStanding.NEW : KeyStanding.UNVERIFIED;
            }
        };
    }

    /**
     * What a key is to the user between calls.
     *
     * @param known of the key, whatever address it may be met under
     * @param verified whether the user compared the SAS with it
     * @param alarmed whether the last call with it did not fit what was known
     */
    public static KeyStanding standing(KnownKey known, boolean verified, boolean alarmed) {
        if (known.denied()) {
            return KeyStanding.CHANGED;
        }
        if (alarmed) {
            return known.olderCopy() ? KeyStanding.RESTORED : KeyStanding.CHANGED;
        }
        if (known.expired()) {
            return KeyStanding.EXPIRED;
        }
        return verified ? KeyStanding.VERIFIED : KeyStanding.UNVERIFIED;
    }

    private static Verdict verdict(CallTrust call, State state, String detail) {
        Optional<ZrtpDetails> zrtp =
                call.keying() instanceof Keying.Agreed agreed ? Optional.of(agreed.details()) : Optional.empty();
        // With a mismatch the key is not the one that was named: to show that name would vouch for a stranger.
        boolean named = call.answer() == Answer.CONFIRMED
                || zrtp.filter(z -> z.secrets() == Secrets.MATCH).isPresent();
        Security security = new Security(
                state,
                protocol(call),
                zrtp.isPresent()
                        ? ""
                        : call.server().map(MediaEvent.Keyed::suite).orElse(""),
                zrtp,
                state == State.VERIFIED,
                named ? call.known().name() : "",
                call.signallingSecure(),
                detail,
                call.secureAfterMs(),
                zrtp.map(details -> standing(call, state, details)));
        // Where there were keys, no voice goes without them: also not while new ones are being agreed.
        boolean keysGone = call.wasSecure() && zrtp.isEmpty();
        boolean weaker = !call.wasSecure() && call.demand().metWithZrtp();
        boolean undecided = state == State.CHANGED
                || state == State.WEAKER
                // Its servers' keys would do for voice: not for someone who had better.
                || (state == State.SECURING && weaker && call.server().isPresent());
        boolean clear =
                call.keying() instanceof Keying.Ended && call.talkAnyway() && call.encryption() == Encryption.PREFER;
        boolean blocked = (keysGone && !clear)
                || state == State.MISMATCH
                || (state == State.LOST && !clear)
                || (undecided && !call.talkAnyway())
                || (call.demand().verifiedOnly() && state != State.VERIFIED);
        return new Verdict(security, blocked, state == State.MISMATCH);
    }

    private static Protocol protocol(CallTrust call) {
        if (call.keying() instanceof Keying.Agreed) {
            return Protocol.ZRTP;
        }
        return call.server()
                .map(keys -> switch (keys.method()) {
                    case DTLS_SRTP -> Protocol.DTLS_SRTP;
                    case SDES -> Protocol.SDES;
                    case ZRTP -> Protocol.ZRTP;
                })
                .orElse(Protocol.NONE);
    }
}
