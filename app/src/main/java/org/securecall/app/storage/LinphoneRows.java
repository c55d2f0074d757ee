// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.transfer.ImportedKey;
import org.securecall.app.transfer.ImportedKeys;
import org.securecall.app.transfer.ImportedKeys.Skipped;
import org.securecall.app.transfer.TransferException;
import org.securecall.media.api.Zid;
import org.securecall.media.secret.SecretBytes;

/** What stands in Linphone's two tables, put together as bzrtp does it. */
final class LinphoneRows {

    private static final String SELF = "self";
    private static final int SECRET_BYTES = 32;

    private final List<Binding> bindings;
    private final List<Secrets> secrets;
    private final List<ImportedKey> keys = new ArrayList<>();
    private final List<Skipped> skipped = new ArrayList<>();

    /**
     * A row of {@code ziduri}.
     *
     * @param zid of the peer; of the account itself where {@code peerUri} is {@code self}
     */
    record Binding(long zuid, Optional<byte[]> zid, String selfUri, String peerUri) {

        boolean isOwn() {
            return peerUri.equals(SELF);
        }

        Optional<Zid> asZid() {
            return zid.filter(bytes -> bytes.length == Zid.BYTES).map(Zid::of);
        }
    }

    /**
     * A row of {@code zrtp}.
     *
     * @param pvs the previously verified SAS flag: a single byte of 1 when it is set
     */
    record Secrets(
            long zuid, Optional<SecretBytes> rs1, Optional<SecretBytes> rs2, boolean ofServer, Optional<byte[]> pvs)
            implements AutoCloseable {

        boolean isVerified() {
            return pvs.isPresent() && pvs.get().length == 1 && pvs.get()[0] == 1;
        }

        @Override
        public void close() {
            rs1.ifPresent(SecretBytes::close);
            rs2.ifPresent(SecretBytes::close);
        }
    }

    LinphoneRows(List<Binding> bindings, List<Secrets> secrets) {
        this.bindings = bindings.stream()
                .sorted(Comparator.comparingLong(Binding::zuid))
                .toList();
        this.secrets =
                secrets.stream().sorted(Comparator.comparingLong(Secrets::zuid)).toList();
    }

    /** Takes the secrets over. */
    ImportedKeys toKeys() throws TransferException {
        Map<String, Zid> own = new HashMap<>();
        Map<Long, Binding> byZuid = new HashMap<>();
        for (Binding binding : bindings) {
            if (binding.isOwn()) {
                binding.asZid().ifPresent(zid -> own.putIfAbsent(binding.selfUri(), zid));
            } else {
                byZuid.putIfAbsent(binding.zuid(), binding);
            }
        }
        if (own.isEmpty()) {
            secrets.forEach(Secrets::close);
            throw new TransferException(
                    "Linphone has made no encrypted call with ZRTP yet: there is nothing to take over");
        }
        Set<List<String>> seen = new HashSet<>();
        for (Secrets row : secrets) {
            Binding binding = byZuid.get(row.zuid());
            if (binding == null || binding.asZid().isEmpty()) {
                skip(row, "the secrets of row " + row.zuid(), "belong to no identifier");
            } else {
                Zid peer = binding.asZid().get();
                boolean first = seen.add(List.of(binding.selfUri(), binding.peerUri(), peer.hex()));
                add(own.get(binding.selfUri()), peer, binding.peerUri(), row, first);
            }
        }
        List<Zid> ownZids = bindings.stream()
                .filter(Binding::isOwn)
                .flatMap(binding -> Optional.ofNullable(own.get(binding.selfUri())).stream())
                .distinct()
                .toList();
        return new ImportedKeys(ownZids, keys, skipped);
    }

    private void add(@Nullable Zid own, Zid peer, String peerUri, Secrets row, boolean first) {
        String what = "the key " + peer.hex();
        if (row.ofServer()) {
            skipped.add(new Skipped(
                    "the secret of the trusted server " + peer.hex(),
                    "is not taken over: the server has to be trusted anew"));
        }
        Optional<SecretBytes> rs1 = usable(row.rs1());
        Optional<SecretBytes> rs2 = usable(row.rs2());
        if (own == null) {
            skip(row, what, "was made by an account without an identifier");
        } else if (peer.equals(own)) {
            skip(row, what, "cannot be that of a peer");
        } else if (!first) {
            skip(row, what, "is there a second time for the same address, and the first one counts");
        } else if (rs1.isEmpty() && rs2.isEmpty()) {
            skip(row, what, "has no secrets of the right length");
        } else {
            String address = address(peerUri);
            if (address.isEmpty()) {
                skipped.add(new Skipped("the address of " + what, "is no SIP address"));
            }
            keys.add(new ImportedKey(own, peer, rs1, rs2, row.isVerified(), Optional.empty(), address, ""));
        }
    }

    private void skip(Secrets row, String what, String why) {
        row.close();
        skipped.add(new Skipped(what, why));
    }

    /** A secret of zeros would be one that everybody knows. */
    private static Optional<SecretBytes> usable(Optional<SecretBytes> secret) {
        if (secret.isPresent()
                && (secret.get().length() != SECRET_BYTES || secret.get().matches(new byte[SECRET_BYTES]))) {
            secret.get().close();
            return Optional.empty();
        }
        return secret;
    }

    private static String address(String peerUri) {
        try {
            return SipAddress.parse(peerUri).key();
        } catch (InvalidEntryException e) {
            return "";
        }
    }
}
