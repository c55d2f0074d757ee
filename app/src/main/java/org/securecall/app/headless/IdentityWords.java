// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.headless;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.securecall.app.account.SipAddress;
import org.securecall.app.api.Identities;
import org.securecall.app.api.PeerIdentity;
import org.securecall.app.api.PhoneException;

/** The commands that begin with {@code identity}. */
final class IdentityWords {

    private static final String USE = "identity needs show, check, list, revoke or link";
    private static final String IMAGE = "--image";
    private static final String ANSWER = "securecall:linked?";

    private final Identities identities;
    private final JsonLines events;

    IdentityWords(Identities identities, JsonLines events) {
        this.identities = identities;
        this.events = events;
    }

    /** @throws PhoneException when the words are no command */
    CompletionStage<?> carryOut(String[] words) throws PhoneException {
        List<String> rest = Arrays.asList(words).subList(Math.min(2, words.length), words.length);
        return switch (words.length > 1 ? words[1] : "") {
            case "show" -> show(atMost(rest, 2));
            case "check" -> check(rest);
            case "list" -> {
                atMost(rest, 0);
                events.identities(identities.known());
                yield CompletableFuture.completedFuture(null);
            }
            case "revoke" -> revoke(atMost(rest, 2));
            case "link" -> link(rest);
            default -> throw new PhoneException(USE);
        };
    }

    private static List<String> atMost(List<String> words, int most) throws PhoneException {
        if (words.size() > most) {
            throw new PhoneException("Too many words after identity");
        }
        return words;
    }

    private static Optional<String> word(List<String> words, int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    /** {@code [CONTACT [OWN]]}; a dash in place of the contact for a code that anybody may see. */
    private CompletionStage<?> show(List<String> words) {
        Optional<String> contact = word(words, 0).filter(address -> !address.equals("-"));
        CompletionStage<?> shown = identities
                .own()
                .thenCombine(identities.show(contact, word(words, 1)), (card, code) -> {
                    events.identity(card, code.text());
                    return card;
                });
        return contact.isEmpty()
                ? shown
                : shown.thenCompose(done -> identities.safetyNumbers(contact.get()))
                        .thenAccept(numbers -> numbers.forEach(events::safetyCode));
    }

    private CompletionStage<?> check(List<String> words) throws PhoneException {
        if (words.size() < 2) {
            throw new PhoneException("identity check needs an address, and digits or the text of a code");
        }
        return shown(words.subList(1, words.size()))
                .thenCompose(text -> identities.check(words.getFirst(), text))
                .thenAccept(events::identityCheck);
    }

    /** {@code --image FILE}, or what the picture would say. */
    private CompletionStage<String> shown(List<String> words) throws PhoneException {
        if (!words.getFirst().equals(IMAGE) || words.size() == 1) {
            return CompletableFuture.completedFuture(String.join(" ", words));
        }
        try {
            return identities.read(Path.of(rest(words)));
        } catch (InvalidPathException e) {
            throw new PhoneException("This is not the name of a file", e);
        }
    }

    private static String rest(List<String> words) {
        return String.join(" ", words.subList(1, words.size()));
    }

    /** {@code request NAME}, {@code read CODE}, {@code approve CODE} or {@code accept CODE}. */
    private CompletionStage<?> link(List<String> words) throws PhoneException {
        if (words.size() < 2) {
            throw new PhoneException("identity link needs request and a name, or read, approve or accept and a code");
        }
        if (words.getFirst().equals("request")) {
            return identities.requestLink(rest(words)).thenAccept(events::linkCode);
        }
        CompletionStage<String> code = shown(words.subList(1, words.size()));
        return switch (words.getFirst()) {
            case "read" ->
                code.thenCompose(text ->
                                text.startsWith(ANSWER) ? identities.readAnswer(text) : identities.readRequest(text))
                        .thenAccept(events::linkQuestion);
            case "approve" -> code.thenCompose(identities::approveLink).thenAccept(events::linkCode);
            case "accept" -> code.thenCompose(identities::acceptLink).thenAccept(events::linked);
            default -> throw new PhoneException("identity link needs request, read, approve or accept");
        };
    }

    /** {@code ADDRESS [FINGERPRINT]}. */
    private CompletionStage<?> revoke(List<String> words) throws PhoneException {
        String address = word(words, 0).orElseThrow(() -> new PhoneException("identity revoke needs an address"));
        List<PeerIdentity> meant = identities.known().stream()
                .filter(PeerIdentity::confirmed)
                .filter(identity -> identity.address().equals(SipAddress.keyOf(address)))
                .filter(identity -> identity.fingerprint()
                        .startsWith(word(words, 1).orElse("").toLowerCase(Locale.ROOT)))
                .toList();
        if (meant.isEmpty()) {
            throw new PhoneException("No key is confirmed for this address");
        }
        CompletableFuture<?>[] revoked = meant.stream()
                .map(identity -> identities.revoke(identity.address(), identity.fingerprint()))
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(revoked).thenRun(() -> events.identities(identities.known()));
    }
}
