// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.comparing;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.securecall.app.account.AccountStore;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.AccountSpec;
import org.securecall.app.api.IdentityCheck;
import org.securecall.app.api.OwnCard;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PeerIdentity.How;
import org.securecall.app.api.QrCode;
import org.securecall.app.api.SafetyNumber;
import org.securecall.app.identity.DeviceCertificate;
import org.securecall.app.identity.IdentityException;
import org.securecall.app.identity.IdentityKey;
import org.securecall.app.identity.OwnIdentity;
import org.securecall.app.identity.OwnKeys;
import org.securecall.app.identity.QrPayload;
import org.securecall.app.identity.SafetyCode;
import org.securecall.app.trust.IdentityStore;
import org.securecall.media.secret.SecretBytes;

/** Two people compare their keys in person: each shows a code, and scans, types or pastes the other's. Thread-safe. */
public final class Comparison {

    private static final String DIGITS = "[0-9\\s]+";

    private final OwnKeys own;
    private final IdentityStore known;
    private final Addresses addresses;
    private final AccountStore accounts;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public Comparison(
            OwnKeys own, IdentityStore known, Addresses addresses, AccountStore accounts, InstantSource clock) {
        this.own = own;
        this.known = known;
        this.addresses = addresses;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** @throws IdentityException when the own key is damaged */
    public OwnCard card() throws IdentityException {
        IdentityKey key = own.identity().key();
        Optional<DeviceCertificate> certificate = own.certificate();
        return new OwnCard(
                key.hex(),
                key.fingerprint(),
                certificate.map(c -> new OwnCard.Linked(c.name(), c.identity().hex(), c.expires())));
    }

    /**
     * @param contact as in {@link org.securecall.app.api.Identities#show}
     * @param ownAddress likewise
     * @throws IdentityException when there is no own address
     * @throws InvalidEntryException when an address is none
     */
    public QrCode show(Optional<String> contact, Optional<String> ownAddress)
            throws IdentityException, InvalidEntryException {
        SipAddress address = SipAddress.parse(
                ownAddress
                        .or(() -> accounts.accounts().stream().findFirst().map(AccountSpec::address))
                        .orElseThrow(
                                () -> new IdentityException(
                                        "The code names your address: add an account first, or say under which address you are called")));
        OwnIdentity identity = own.identity();
        if (contact.isEmpty()) {
            return QrCodes.of(QrPayload.of(identity, address).text());
        }
        String peer = SipAddress.parse(contact.get()).toString();
        if (addresses.of(peer).stream().anyMatch(known::hasScanned)) {
            // The secret that the other side showed is the one for the next call.
            return QrCodes.of(QrPayload.of(identity, address).text());
        }
        Optional<SecretBytes> before = known.shownTo(peer);
        try (QrPayload payload = before.isPresent()
                ? QrPayload.withSecret(identity, address, before.get())
                : QrPayload.withSecret(identity, address, random)) {
            if (before.isEmpty()) {
                try (SecretBytes secret = payload.secret().orElseThrow()) {
                    known.shown(peer, secret);
                }
            }
            return QrCodes.of(payload.text());
        }
    }

    /** @throws IdentityException when the own key is damaged */
    public List<SafetyNumber> safetyNumbers(String address) throws IdentityException {
        IdentityKey mine = own.identity().key();
        List<SafetyNumber> numbers = new ArrayList<>();
        for (PeerIdentity identity : at(address)) {
            Optional<IdentityKey> key = keyOf(identity).filter(other -> !other.equals(mine));
            if (key.isPresent()) {
                numbers.add(new SafetyNumber(
                        identity, SafetyCode.of(mine, key.get()).groups()));
            }
        }
        return List.copyOf(numbers);
    }

    /**
     * @param shown as in {@link org.securecall.app.api.Identities#check}
     * @throws IdentityException when it does not agree, or is no code
     * @throws InvalidEntryException when the address is none
     */
    public IdentityCheck check(String address, String shown) throws IdentityException, InvalidEntryException {
        String peer = SipAddress.parse(address).toString();
        String text = shown.strip();
        if (QrPayload.isMeant(text)) {
            return scanned(peer, text);
        } else if (DeviceCertificate.isMeant(text)) {
            return device(peer, text);
        } else if (text.matches(DIGITS)) {
            return typed(peer, text);
        }
        throw new IdentityException(
                "This is neither a safety code of 60 digits nor the text of a code: it begins with securecall:");
    }

    private IdentityCheck scanned(String peer, String text) throws IdentityException {
        IdentityKey mine = own.identity().key();
        try (QrPayload payload = QrPayload.parse(text)) {
            if (payload.key().equals(mine)) {
                throw new IdentityException("This is your own code: the other person's is the one to scan");
            }
            if (addresses.of(peer).stream()
                    .map(SipAddress::keyOf)
                    .noneMatch(payload.address().key()::equals)) {
                throw new IdentityException(
                        "The code is for another address: " + payload.address().key());
            }
            PeerIdentity confirmed = known.confirm(
                    peer, payload.key().fingerprint(), payload.key().hex(), How.SCANNED);
            Optional<SecretBytes> secret = payload.secret();
            secret.ifPresent(s -> {
                // Where both showed one, both take that of the lower key.
                known.scanned(peer, s, payload.key().hex().compareTo(mine.hex()) < 0);
                s.close();
            });
            return new IdentityCheck(confirmed, "", secret.isPresent());
        }
    }

    private IdentityCheck device(String peer, String text) throws IdentityException {
        DeviceCertificate certificate = DeviceCertificate.parse(text);
        Optional<PeerIdentity> identity = at(peer).stream()
                .filter(PeerIdentity::confirmed)
                .filter(i -> i.key().equals(certificate.identity().hex()))
                .findFirst();
        if (identity.isEmpty()) {
            throw new IdentityException(
                    "The device is signed with a key that you have not confirmed for this person: compare that one first");
        }
        return switch (certificate.verify(certificate.identity(), clock.instant())) {
            case VALID -> new IdentityCheck(identity.get(), certificate.name(), false);
            case FORGED, OTHER_IDENTITY -> throw new IdentityException("The certificate of the device is forged");
            case NOT_YET_VALID ->
                throw new IdentityException(
                        "The certificate of the device is not valid yet: the clock of one device is wrong");
            case EXPIRED -> throw new IdentityException("The certificate of the device has expired");
        };
    }

    private IdentityCheck typed(String peer, String digits) throws IdentityException {
        List<SafetyNumber> numbers = safetyNumbers(peer);
        if (numbers.isEmpty()) {
            throw new IdentityException(
                    "No key of this person was met yet: call once before you type the digits, or scan the code");
        }
        String plain = digits.replaceAll("\\s", "");
        for (SafetyNumber number : numbers) {
            if (String.join("", number.groups()).equals(plain)) {
                PeerIdentity of = number.of();
                return new IdentityCheck(known.confirm(of.address(), of.fingerprint(), of.key(), How.TYPED), "", false);
            }
        }
        throw new IdentityException("These are not the digits of the safety code with this person's key: compare them"
                + " once more, and if they differ, somebody may be in between");
    }

    private List<PeerIdentity> at(String address) {
        return addresses.of(address).stream()
                .flatMap(one -> known.of(one).stream())
                .toList();
    }

    private static Optional<IdentityKey> keyOf(PeerIdentity identity) throws IdentityException {
        return identity.key().isEmpty()
                ? Optional.empty()
                : Optional.of(IdentityKey.of(HexFormat.of().parseHex(identity.key())));
    }
}
