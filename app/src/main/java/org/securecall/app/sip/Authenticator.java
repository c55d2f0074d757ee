// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sip.header.AuthorizationHeader;
import javax.sip.header.ProxyAuthenticateHeader;
import javax.sip.header.WWWAuthenticateHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Meets digest challenges (RFC 3261 §22, RFC 8760) with one account's name and password, and remembers the nonces of the realms
 * it met, so that later requests carry credentials at once. Owned by one call's or registration's tasks.
 */
final class Authenticator {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int MAX_CHALLENGES = 6;

    private final Optional<Credentials> credentials;
    private final Map<Key, Known> known = new HashMap<>();
    private int challenges;

    /** @param password gives a fresh array each time, possibly empty */
    record Credentials(String user, Supplier<char[]> password) {}

    private record Key(boolean proxy, String realm) {}

    private record Challenge(
            Key key,
            DigestAuthentication.Algorithm algorithm,
            String nonce,
            Optional<String> opaque,
            boolean qop,
            boolean stale) {}

    private static final class Known {
        private final Challenge challenge;
        private int count;

        Known(Challenge challenge) {
            this.challenge = challenge;
        }
    }

    Authenticator(Optional<Credentials> credentials) {
        this.credentials = credentials;
    }

    /** Something was accepted: what is challenged from now on is a new matter. */
    void accepted() {
        challenges = 0;
    }

    /** Adds credentials for the realms that are known. */
    void addKnown(Request request) {
        credentials.ifPresent(c -> known.values().forEach(k -> request.addHeader(authorization(c, k, request))));
    }

    /**
     * Takes up what a 401 or 407 asks for.
     *
     * @param request what was challenged
     * @return whether it is worth sending again
     */
    boolean challenged(Request request, Response response) {
        if (credentials.isEmpty() || ++challenges > MAX_CHALLENGES) {
            return false;
        }
        boolean proxy = response.getStatusCode() == Response.PROXY_AUTHENTICATION_REQUIRED;
        Map<Key, Challenge> best = new HashMap<>();
        offered(response, proxy)
                .forEach(c -> best.merge(
                        c.key(),
                        c,
                        (a, b) -> Stream.of(a, b)
                                .min(Comparator.comparing(Challenge::algorithm))
                                .orElseThrow()));
        boolean worthIt = false;
        for (Challenge challenge : best.values()) {
            Known before = known.get(challenge.key());
            // A nonce that worked before may have aged; one that never worked was refused for the password.
            if (before != null && before.count == 1 && !challenge.stale()) {
                known.remove(challenge.key());
                return false;
            }
            known.put(challenge.key(), new Known(challenge));
            worthIt = true;
        }
        return worthIt;
    }

    private static Stream<Challenge> offered(Response response, boolean proxy) {
        Stream.Builder<Challenge> challenges = Stream.builder();
        Iterator<?> headers = response.getHeaders(proxy ? ProxyAuthenticateHeader.NAME : WWWAuthenticateHeader.NAME);
        while (headers.hasNext()) {
            if (headers.next() instanceof WWWAuthenticateHeader header
                    && "digest".equalsIgnoreCase(header.getScheme())
                    && header.getRealm() != null
                    && header.getNonce() != null) {
                Optional<String> qop = Optional.ofNullable(header.getQop());
                boolean auth = qop.stream()
                        .flatMap(q -> Arrays.stream(q.split(",")))
                        .anyMatch(q -> "auth".equalsIgnoreCase(q.strip()));
                if (qop.isEmpty() || auth) {
                    DigestAuthentication.Algorithm.of(Optional.ofNullable(header.getAlgorithm()))
                            .ifPresent(algorithm -> challenges.add(new Challenge(
                                    new Key(proxy, header.getRealm()),
                                    algorithm,
                                    header.getNonce(),
                                    Optional.ofNullable(header.getOpaque()),
                                    auth,
                                    "true"
                                            .equals(String.valueOf(header.getParameter("stale"))
                                                    .toLowerCase(Locale.ROOT)))));
                }
            }
        }
        return challenges.build();
    }

    private static AuthorizationHeader authorization(Credentials credentials, Known known, Request request) {
        Challenge challenge = known.challenge;
        known.count++;
        Optional<DigestAuthentication.Protection> protection = challenge.qop()
                ? Optional.of(new DigestAuthentication.Protection(known.count, clientNonce()))
                : Optional.empty();
        String uri = request.getRequestURI().toString();
        char[] password = credentials.password().get();
        try {
            String answer = DigestAuthentication.response(
                    challenge.algorithm(),
                    credentials.user(),
                    challenge.key().realm(),
                    password,
                    challenge.nonce(),
                    request.getMethod(),
                    uri,
                    protection);
            return header(credentials.user(), challenge, request, protection, answer);
        } catch (ParseException e) {
            throw new IllegalStateException("Credentials that cannot be written", e);
        } finally {
            Arrays.fill(password, '\0');
        }
    }

    private static AuthorizationHeader header(
            String user,
            Challenge challenge,
            Request request,
            Optional<DigestAuthentication.Protection> protection,
            String answer)
            throws ParseException {
        AuthorizationHeader header = challenge.key().proxy()
                ? SipMessages.HEADERS.createProxyAuthorizationHeader("Digest")
                : SipMessages.HEADERS.createAuthorizationHeader("Digest");
        header.setUsername(user);
        header.setRealm(challenge.key().realm());
        header.setNonce(challenge.nonce());
        header.setURI(request.getRequestURI());
        header.setResponse(answer);
        header.setAlgorithm(challenge.algorithm().token());
        if (challenge.opaque().isPresent()) {
            header.setOpaque(challenge.opaque().get());
        }
        if (protection.isPresent()) {
            header.setQop("auth");
            header.setNonceCount(protection.get().count());
            header.setCNonce(protection.get().clientNonce());
        }
        return header;
    }

    private static String clientNonce() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
