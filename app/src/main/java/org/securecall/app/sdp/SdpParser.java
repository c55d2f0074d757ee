// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sdp;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.app.sdp.SessionDescription.MediaLine;
import org.securecall.media.api.DtlsFingerprint;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.api.SdesCrypto;

/**
 * Reads a session description line by line. Lines and attributes that a telephone does not need are passed over; what it
 * needs and is broken is refused.
 */
public final class SdpParser {

    /** Longer ones are not from a telephone. */
    private static final int MOST_CHARACTERS = 65_536;

    private static final int MOST_MEDIA_LINES = 32;

    /** Of {@code a=crypto} and of {@code a=fingerprint} under one media line: no telephone has as many ciphers. */
    private static final int MOST_KEY_LINES = 32;

    private static final String ZRTP_VERSION = "1.10";

    private final List<MediaLine> lines = new ArrayList<>();
    private final Section session = new Section();
    private final List<Section> others = new ArrayList<>();
    private @Nullable Section audio;
    private int audioLine = -1;
    private Section current = session;

    private SdpParser() {}

    /** @throws SdpException when the text is no session description, or its audio cannot be understood */
    public static SessionDescription parse(String text) throws SdpException {
        SdpParser parser = new SdpParser();
        boolean whole = false;
        try {
            SessionDescription read = parser.read(text);
            whole = true;
            return read;
        } finally {
            // The keys belong to the description; where there is none, to nobody.
            if (!whole) {
                parser.session.wipe();
                parser.others.forEach(Section::wipe);
            } else {
                parser.others.stream()
                        .filter(section -> section != parser.audio)
                        .forEach(Section::wipe);
            }
        }
    }

    private SessionDescription read(String text) throws SdpException {
        if (text.length() > MOST_CHARACTERS) {
            throw new SdpException("The session description is too long");
        }
        List<String> all = text.lines().filter(line -> !line.isEmpty()).toList();
        if (all.isEmpty() || !all.getFirst().equals("v=0")) {
            throw new SdpException("The session description does not begin with its version");
        }
        for (String line : all) {
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw new SdpException("A line of the session description has no type");
            }
            String value = line.substring(2).strip();
            switch (line.charAt(0)) {
                case 'm' -> media(value);
                case 'c' -> current.address = connection(value);
                case 'a' -> attribute(value);
                default -> {}
            }
        }
        Section found = audio;
        return new SessionDescription(
                found == null ? Optional.empty() : Optional.of(describe(found, lines.get(audioLine))),
                audioLine,
                lines);
    }

    private void media(String value) throws SdpException {
        String[] words = value.split(" +", -1);
        if (words.length < 4 || lines.size() == MOST_MEDIA_LINES) {
            throw new SdpException("A media line is incomplete, or there are too many");
        }
        String port = words[1].contains("/") ? words[1].substring(0, words[1].indexOf('/')) : words[1];
        MediaLine line = new MediaLine(
                words[0], number(port, 65_535, "port"), words[2], List.of(words).subList(3, words.length));
        lines.add(line);
        current = new Section();
        others.add(current);
        boolean rtp = line.profile().toUpperCase(Locale.ROOT).contains("RTP/");
        if (audio == null && line.type().equals("audio") && line.port() != 0 && rtp) {
            audio = current;
            audioLine = lines.size() - 1;
        }
    }

    private static String connection(String value) throws SdpException {
        String[] words = value.split(" +", -1);
        if (words.length != 3 || !words[0].equals("IN") || words[2].isEmpty()) {
            throw new SdpException("A connection line is not an Internet address");
        }
        // A time to live or a count of addresses belongs to multicast.
        int slash = words[2].indexOf('/');
        return slash < 0 ? words[2] : words[2].substring(0, slash);
    }

    private void attribute(String value) throws SdpException {
        int colon = value.indexOf(':');
        String name = colon < 0 ? value : value.substring(0, colon);
        String rest = colon < 0 ? "" : value.substring(colon + 1).strip();
        switch (name) {
            case "rtpmap" -> current.rtpmap(rest);
            case "fmtp" -> current.fmtp(rest);
            case "rtcp-mux" -> current.rtcpMux = true;
            case "rtcp" -> current.rtcp(rest);
            case "zrtp-hash" -> current.zrtpHash(rest);
            case "fingerprint" -> current.fingerprint(rest);
            case "cryptex" -> current.cryptex = true;
            // An unknown role begins nothing.
            case "setup" -> current.setup = Optional.of(DtlsSetup.of(rest).orElse(DtlsSetup.HOLDCONN));
            // RFC 4568 §5: at the media level only.
            case "crypto" -> {
                if (current != session) {
                    current.crypto(rest);
                }
            }
            case "sendrecv", "sendonly", "recvonly", "inactive" ->
                current.direction = Direction.valueOf(name.toUpperCase(Locale.ROOT));
            default -> {}
        }
    }

    private AudioDescription describe(Section section, MediaLine line) throws SdpException {
        String address = section.address != null ? section.address : session.address;
        if (address == null) {
            throw new SdpException("The audio has no address");
        }
        List<PayloadFormat> formats = new ArrayList<>();
        for (String word : line.formats()) {
            int payloadType = number(word, 127, "payload type");
            PayloadFormat format = section.format(payloadType);
            if (format != null && formats.stream().noneMatch(f -> f.payloadType() == payloadType)) {
                formats.add(format);
            }
        }
        Direction direction = section.direction != null ? section.direction : session.direction;
        String rtcpAddress = section.rtcpAddress != null ? section.rtcpAddress : address;
        int rtcpPort = section.rtcpPort != 0 ? section.rtcpPort : Math.min(line.port() + 1, 65_535);
        return new AudioDescription(
                InetSocketAddress.createUnresolved(address, line.port()),
                InetSocketAddress.createUnresolved(rtcpAddress, rtcpPort),
                section.rtcpMux,
                formats,
                direction == null ? Direction.SENDRECV : direction,
                keys(section),
                line.profile());
    }

    /** RFC 8122 §5: what stands under the media line replaces what stands above it. */
    private KeyAttributes keys(Section section) {
        Section dtls = section.fingerprints.isEmpty() && !section.passedOverFingerprint ? session : section;
        return new KeyAttributes(
                section.zrtpHash.or(() -> session.zrtpHash),
                dtls.fingerprints,
                section.setup.or(() -> session.setup),
                section.crypto,
                dtls.passedOverFingerprint,
                section.passedOverCrypto,
                // RFC 9335 §4: above the media lines it is said of all of them.
                section.cryptex || session.cryptex);
    }

    private static int number(String word, int most, String what) throws SdpException {
        try {
            int number = Integer.parseInt(word);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, without the text.
        }
        throw new SdpException("A " + what + " is not a number within 0 to " + most);
    }

    /** What stands before the first media line, or under one. */
    private static final class Section {

        private final Map<Integer, PayloadFormat> mapped = new LinkedHashMap<>();
        private final Map<Integer, String> parameters = new LinkedHashMap<>();
        private @Nullable String address;
        private @Nullable Direction direction;
        private boolean rtcpMux;
        private int rtcpPort;
        private @Nullable String rtcpAddress;
        private Optional<String> zrtpHash = Optional.empty();
        private final List<DtlsFingerprint> fingerprints = new ArrayList<>();
        private Optional<DtlsSetup> setup = Optional.empty();
        private final List<SdesCrypto> crypto = new ArrayList<>();
        private boolean passedOverFingerprint;
        private boolean passedOverCrypto;
        private boolean cryptex;

        private void rtpmap(String value) throws SdpException {
            String[] words = value.split(" +", 2);
            String[] parts = words.length == 2 ? words[1].strip().split("/", -1) : new String[0];
            if (parts.length < 2) {
                throw new SdpException("An rtpmap is incomplete");
            }
            int payloadType = number(words[0], 127, "payload type");
            int channels = parts.length > 2 ? number(parts[2], 255, "number of channels") : 1;
            mapped.put(
                    payloadType,
                    new PayloadFormat(payloadType, parts[0], number(parts[1], 1_000_000, "clock rate"), channels, ""));
        }

        private void fmtp(String value) throws SdpException {
            String[] words = value.split(" +", 2);
            if (words.length == 2) {
                parameters.put(number(words[0], 127, "payload type"), words[1].strip());
            }
        }

        private void rtcp(String value) throws SdpException {
            String[] words = value.split(" +", -1);
            rtcpPort = number(words[0], 65_535, "port");
            rtcpAddress = words.length == 4 ? words[3] : null;
        }

        /** Other versions are passed over; a hash that is not sound is kept, for ZRTP to judge. */
        private void zrtpHash(String value) {
            String[] words = value.split(" +", 2);
            if (words.length == 2 && words[0].equals(ZRTP_VERSION)) {
                zrtpHash = Optional.of(words[1].strip());
            }
        }

        private void fingerprint(String value) throws SdpException {
            if (fingerprints.size() == MOST_KEY_LINES) {
                throw new SdpException("There are too many fingerprints");
            }
            Optional<DtlsFingerprint> sound = DtlsFingerprint.parse(value);
            sound.ifPresentOrElse(fingerprints::add, () -> passedOverFingerprint = true);
        }

        /** What cannot be used is as if it were not there (RFC 4568 §5.1.2); a tag is there once (§4.1). */
        private void crypto(String value) throws SdpException {
            Optional<SdesCrypto> sound = SdesCrypto.parse(value);
            if (sound.isEmpty()) {
                passedOverCrypto = true;
                return;
            }
            boolean tagTaken =
                    crypto.stream().anyMatch(c -> c.tag() == sound.get().tag());
            if (tagTaken || crypto.size() == MOST_KEY_LINES) {
                sound.get().close();
                throw new SdpException(
                        tagTaken ? "Two crypto lines have the same tag" : "There are too many crypto lines");
            }
            crypto.add(sound.get());
        }

        private void wipe() {
            crypto.forEach(SdesCrypto::close);
        }

        private @Nullable PayloadFormat format(int payloadType) {
            PayloadFormat format = mapped.get(payloadType);
            if (format == null) {
                // The static payload types of RFC 3551 §6 that telephones leave unmapped.
                format = switch (payloadType) {
                    case 0 -> new PayloadFormat(0, "PCMU", 8000, 1, "");
                    case 8 -> new PayloadFormat(8, "PCMA", 8000, 1, "");
                    default -> null;
                };
            }
            if (format == null) {
                return null;
            }
            return new PayloadFormat(
                    payloadType,
                    format.encoding(),
                    format.clockRate(),
                    format.channels(),
                    parameters.getOrDefault(payloadType, ""));
        }
    }
}
