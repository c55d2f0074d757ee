// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.RetainedSecrets;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpDetails.Auxiliary;
import org.securecall.media.secret.SecretBytes;

/**
 * What this side has that the peer of one exchange may have too (RFC 6189 §4.3): the secrets of earlier calls, the auxiliary
 * secret, and that of a trusted server in the middle. Moves from state to state; whoever has it last closes it.
 *
 * @param retained from the cache, expired ones excluded
 * @param auxiliary as it stands for this exchange
 * @param pbx of the peer, where the user trusts it as a server in the middle (§7.3.1)
 */
record SharedSecrets(Optional<RetainedSecrets> retained, Optional<SecretBytes> auxiliary, Optional<SecretBytes> pbx)
        implements AutoCloseable {

    static final SharedSecrets NONE = new SharedSecrets(Optional.empty(), Optional.empty(), Optional.empty());

    static SharedSecrets of(Context context, Peer peer, Role own, HashAlgorithm hash) {
        Zid ours = context.ownHello().zid();
        Zid theirs = peer.hello().zid();
        Zid initiator = own == Role.INITIATOR ? ours : theirs;
        Zid responder = own == Role.INITIATOR ? theirs : ours;
        return new SharedSecrets(
                context.config().cache().find(theirs),
                context.auxiliary().map(a -> a.derive(hash, initiator, responder)),
                context.config().cache().pbxSecret(theirs));
    }

    /** The identifiers for this side's own DHPart message (§4.3.1). */
    SecretIds ids(Context context, Role own, HashAlgorithm hash) {
        SecretIds ids = RetainedMatch.ownIds(
                retained,
                auxiliary.map(a -> auxiliaryId(a, context.ownHello().h3(), hash)),
                own,
                hash,
                context.random());
        return pbx.map(p -> new SecretIds(ids.rs1(), ids.rs2(), ids.aux(), pbxId(p, own, hash)))
                .orElse(ids);
    }

    /** pbxsecretID = MAC(pbxsecret, role of whoever sends it) (§4.3.1). */
    private static Octets pbxId(SecretBytes pbx, Role sender, HashAlgorithm hash) {
        return hash.mac64(pbx.reveal(), sender.ascii());
    }

    /**
     * s3, which belongs to this object; null unless both sides have it.
     *
     * @param peer the role of the one who sent {@code peerIds}
     */
    @Nullable
    SecretBytes s3(SecretIds peerIds, Role peer, HashAlgorithm hash) {
        return pbx.filter(p -> pbxId(p, peer, hash).equals(peerIds.pbx())).orElse(null);
    }

    /** auxsecretID = MAC(auxsecret, H3 of whoever sends it): in every call another (§4.3.1). */
    private static Octets auxiliaryId(SecretBytes auxiliary, Octets h3, HashAlgorithm hash) {
        return hash.mac64(auxiliary.reveal(), h3.toArray());
    }

    /** "The shared secret s2 MUST be set to the value of auxsecret if and only if both parties have matching values" (§4.3). */
    Auxiliary compareAuxiliary(SecretIds peerIds, Hello peer, HashAlgorithm hash) {
        return auxiliary
                .map(a -> auxiliaryId(a, peer.h3(), hash).equals(peerIds.aux()) ? Auxiliary.MATCH : Auxiliary.MISMATCH)
                .orElse(Auxiliary.NONE);
    }

    /** s2, which belongs to this object; null unless both sides have it. */
    @Nullable
    SecretBytes s2(Auxiliary found) {
        return found == Auxiliary.MATCH ? auxiliary.orElseThrow() : null;
    }

    @Override
    public void close() {
        retained.ifPresent(RetainedSecrets::close);
        auxiliary.ifPresent(SecretBytes::close);
        pbx.ifPresent(SecretBytes::close);
    }

    @Override
    public String toString() {
        return "SharedSecrets";
    }
}
