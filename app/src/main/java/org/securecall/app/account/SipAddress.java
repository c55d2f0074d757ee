// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.account;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A SIP address as people exchange them (RFC 3261 §19.1.1), checked and in one spelling.
 *
 * @param secure whether the scheme is {@code sips}
 * @param user the part before the at sign, escapes as they came; empty for a host alone
 * @param host lower case; an IPv6 address is in brackets
 * @param port 1–65535; 0 where none is given
 * @param parameters what follows the port, with its leading semicolon; possibly empty
 */
public record SipAddress(boolean secure, String user, String host, int port, String parameters) {

    private static final int MAX_LENGTH = 512;
    private static final Pattern USER = Pattern.compile("(?:[A-Za-z0-9\\-_.!~*'()&=+$,;?/]|%[0-9A-Fa-f]{2})+");
    private static final Pattern PARAMETERS =
            Pattern.compile("(?:;[A-Za-z0-9\\-_.!~*'()\\[\\]/:&+$%]+(?:=[A-Za-z0-9\\-_.!~*'()\\[\\]/:&+$%]+)?)*");
    private static final Pattern LABELS = Pattern.compile(
            "(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.?");
    private static final Pattern IPV4_LIKE = Pattern.compile("[0-9.]+");
    /** InetAddress would also take {@code 10.1} for {@code 10.0.0.1}. */
    private static final Pattern FOUR_NUMBERS = Pattern.compile("[0-9]{1,3}(?:\\.[0-9]{1,3}){3}");

    private static final Pattern OTHER_SCHEME = Pattern.compile("(?i)(?:tel|mailto|https?|xmpp|im|callto|h323):.*");

    /**
     * Reads {@code sip:user@host}, {@code sips:…}, {@code user@host} or {@code Name <sip:user@host>}.
     *
     * @throws InvalidEntryException with what is wrong
     */
    public static SipAddress parse(String text) throws InvalidEntryException {
        String rest = text.strip();
        int open = rest.indexOf('<');
        if (open >= 0 && rest.endsWith(">")) {
            rest = rest.substring(open + 1, rest.length() - 1).strip();
        }
        if (rest.isEmpty()) {
            throw new InvalidEntryException("The address is empty");
        }
        if (rest.length() > MAX_LENGTH) {
            throw new InvalidEntryException("The address is longer than " + MAX_LENGTH + " characters");
        }
        if (OTHER_SCHEME.matcher(rest).matches()) {
            throw new InvalidEntryException("Only SIP addresses can be called, such as sip:bob@example.org");
        }
        boolean secure = rest.regionMatches(true, 0, "sips:", 0, 5);
        boolean plain = rest.regionMatches(true, 0, "sip:", 0, 4);
        if (secure || plain) {
            rest = rest.substring(secure ? 5 : 4);
        } else if (rest.indexOf('@') < 0) {
            throw new InvalidEntryException("An address looks like sip:bob@example.org");
        }
        int at = rest.indexOf('@');
        String user = at < 0 ? "" : rest.substring(0, at);
        if (at >= 0) {
            checkUser(user);
        }
        return parseHost(secure, user, rest.substring(at + 1));
    }

    /**
     * One spelling for all addresses under which the same person answers: no parameters, no default port, no difference
     * between {@code sip} and {@code sips}.
     */
    public String key() {
        boolean plainPort = port == 0 || port == 5060 || port == 5061;
        return "sip:" + (user.isEmpty() ? "" : user + "@") + host + (plainPort ? "" : ":" + port);
    }

    /** {@link #key()} of a SIP address; anything else, such as {@code practice}, in lower case. */
    public static String keyOf(String uri) {
        try {
            return parse(uri).key();
        } catch (InvalidEntryException notSip) {
            return uri.strip().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks {@code HOST} or {@code HOST:PORT}, such as a registrar.
     *
     * @return the same in one spelling
     * @throws InvalidEntryException with what is wrong
     */
    public static String hostAndPort(String text) throws InvalidEntryException {
        SipAddress address = parseHost(false, "", text.strip());
        if (!address.parameters.isEmpty()) {
            throw new InvalidEntryException("A server is written HOST or HOST:PORT");
        }
        return address.host + (address.port == 0 ? "" : ":" + address.port);
    }

    @Override
    public String toString() {
        return (secure ? "sips:" : "sip:")
                + (user.isEmpty() ? "" : user + "@")
                + host
                + (port == 0 ? "" : ":" + port)
                + parameters;
    }

    private static void checkUser(String user) throws InvalidEntryException {
        if (user.isEmpty()) {
            throw new InvalidEntryException("The name before the @ is missing");
        }
        if (user.indexOf(':') >= 0) {
            throw new InvalidEntryException("An address must not hold a password");
        }
        if (!USER.matcher(user).matches()) {
            throw new InvalidEntryException("The name before the @ has a character that SIP does not allow");
        }
    }

    private static SipAddress parseHost(boolean secure, String user, String text) throws InvalidEntryException {
        if (text.indexOf('?') >= 0) {
            throw new InvalidEntryException("An address must not hold headers (after a question mark)");
        }
        int semicolon = text.indexOf(';');
        String parameters = semicolon < 0 ? "" : text.substring(semicolon);
        if (!PARAMETERS.matcher(parameters).matches()) {
            throw new InvalidEntryException("What follows the semicolon in the address is not valid");
        }
        String hostPort = semicolon < 0 ? text : text.substring(0, semicolon);
        int hostEnd = hostPort.startsWith("[") ? hostPort.indexOf(']') + 1 : hostPort.indexOf(':');
        String host =
                hostEnd <= 0 && !hostPort.startsWith(":") ? hostPort : hostPort.substring(0, Math.max(hostEnd, 0));
        String port = hostPort.substring(host.length());
        return new SipAddress(secure, user, checkHost(host), checkPort(port), parameters);
    }

    private static String checkHost(String host) throws InvalidEntryException {
        if (host.isEmpty()) {
            throw new InvalidEntryException("The server's name is missing");
        }
        boolean v6 = host.startsWith("[");
        if (v6 || IPV4_LIKE.matcher(host).matches()) {
            try {
                String literal = v6 && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
                boolean right = v6
                        ? InetAddress.ofLiteral(literal) instanceof Inet6Address
                        : FOUR_NUMBERS.matcher(host).matches()
                                && InetAddress.ofLiteral(literal) instanceof Inet4Address;
                if (!right) {
                    throw new InvalidEntryException("The address of the server is not valid");
                }
            } catch (IllegalArgumentException e) {
                throw new InvalidEntryException("The address of the server is not valid");
            }
        } else if (host.length() > 253 || !LABELS.matcher(host).matches()) {
            throw new InvalidEntryException("The server's name has a character that host names do not allow");
        }
        return host.toLowerCase(Locale.ROOT);
    }

    private static int checkPort(String text) throws InvalidEntryException {
        if (text.isEmpty()) {
            return 0;
        }
        String digits = text.substring(1);
        if (text.charAt(0) == ':'
                && !digits.isEmpty()
                && digits.length() <= 5
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65535) {
                return port;
            }
        }
        throw new InvalidEntryException("A port is a number from 1 to 65535");
    }
}
