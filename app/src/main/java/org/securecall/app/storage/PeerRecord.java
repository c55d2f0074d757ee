// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.securecall.app.api.LocalIdentity;
import org.securecall.media.api.Zid;
import org.securecall.media.api.ZrtpOffer;
import org.securecall.media.api.ZrtpPreferences.Kind;
import org.securecall.media.secret.SecretBytes;

/** A {@link Peer} as a record, with the addresses it stands for. */
final class PeerRecord {

    /** Since 2 with what the peer's telephone listed, at the end, where earlier programs do not look. */
    private static final int VERSION = 2;

    private PeerRecord() {}

    static String key(Peer peer) {
        return peer.identity.token() + "/" + peer.zid.hex();
    }

    /** The caller owns it: it holds secrets. */
    static byte[] bytes(Peer peer) {
        try (RecordOut out = new RecordOut(VERSION)) {
            out.text(peer.identity.token()).bytes(peer.zid.bytes());
            secret(out, peer.rs1);
            secret(out, peer.rs2);
            secret(out, peer.pbxSecret);
            out.flag(peer.verified)
                    .optionalTime(peer.compared)
                    .flag(peer.denied)
                    .optionalTime(peer.expires)
                    .text(peer.uri)
                    .text(peer.name)
                    .text(peer.client)
                    .time(peer.firstSeen)
                    .time(peer.lastSeen)
                    .texts(peer.addresses)
                    .flag(peer.offer.isKnown());
            if (peer.offer.isKnown()) {
                for (Kind kind : Kind.values()) {
                    out.texts(peer.offer.names(kind));
                }
            }
            return out.toBytes();
        }
    }

    private static void secret(RecordOut out, Optional<SecretBytes> secret) {
        out.flag(secret.isPresent());
        secret.ifPresent(s -> out.bytes(s.reveal()));
    }

    /** Wipes what it reads. */
    static Peer read(byte[] bytes) throws DamagedException {
        try {
            RecordIn in = new RecordIn(bytes);
            LocalIdentity identity = LocalIdentity.parse(in.text())
                    .orElseThrow(() -> new DamagedException("A key of an endpoint that is not known here"));
            byte[] zid = in.bytes();
            if (zid.length != Zid.BYTES) {
                throw new DamagedException("A ZID has 12 bytes");
            }
            Optional<SecretBytes> rs1 = in.optionalBytes().map(SecretBytes::owning);
            Optional<SecretBytes> rs2 = in.optionalBytes().map(SecretBytes::owning);
            Optional<SecretBytes> pbxSecret = in.optionalBytes().map(SecretBytes::owning);
            boolean verified = in.flag();
            var compared = in.optionalTime();
            boolean denied = in.flag();
            var expires = in.optionalTime();
            String uri = in.text();
            String name = in.text();
            String client = in.text();
            Peer peer = new Peer(identity, Zid.of(zid), in.time());
            peer.rs1 = rs1;
            peer.rs2 = rs2;
            peer.pbxSecret = pbxSecret;
            peer.verified = verified;
            peer.compared = compared;
            peer.denied = denied;
            peer.expires = expires;
            peer.uri = uri;
            peer.name = name;
            peer.client = client;
            peer.lastSeen = in.time();
            peer.addresses.addAll(in.texts());
            if (in.version() >= 2 && in.flag()) {
                peer.offer = offer(in);
            }
            return peer;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static ZrtpOffer offer(RecordIn in) throws DamagedException {
        Map<Kind, List<String>> lists = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            lists.put(kind, in.texts());
        }
        try {
            return new ZrtpOffer(lists);
        } catch (IllegalArgumentException e) {
            // Not worth the key: the next call tells it again.
            return ZrtpOffer.NONE;
        }
    }
}
