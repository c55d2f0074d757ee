// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.securecall.media.api.PayloadFormat;
import org.securecall.media.codec.opus.OpusLibrary;

/** Opus where there is a libopus for this system, and G.711 everywhere. */
public final class NativeVoiceCodecs implements VoiceCodecs {

    /** RFC 7587 §6.1 and §7: always 48000 and 2 channels, also for mono. Constant bit rate both ways, as RFC 6562 asks for. */
    private static final PayloadFormat OPUS =
            new PayloadFormat(96, "opus", 48_000, 2, "minptime=10;useinbandfec=1;cbr=1");

    private static final PayloadFormat PCMU = new PayloadFormat(0, "PCMU", 8_000, 1, "");
    private static final PayloadFormat PCMA = new PayloadFormat(8, "PCMA", 8_000, 1, "");

    private final Optional<OpusLibrary> opus;

    /** Loads libopus when it is not yet loaded, which takes some 100 ms. */
    public NativeVoiceCodecs() {
        this(OpusLibrary.load());
    }

    NativeVoiceCodecs(Optional<OpusLibrary> opus) {
        this.opus = opus;
    }

    @Override
    public List<PayloadFormat> formats() {
        List<PayloadFormat> formats = new ArrayList<>();
        if (opus.isPresent()) {
            formats.add(OPUS);
        }
        formats.add(PCMU);
        formats.add(PCMA);
        return List.copyOf(formats);
    }

    @Override
    public boolean supports(PayloadFormat format) {
        return formats().stream()
                .anyMatch(ours -> ours.is(format.encoding())
                        && ours.clockRate() == format.clockRate()
                        && ours.channels() == format.channels());
    }

    @Override
    public VoiceEncoder encoder(PayloadFormat format) {
        refuseUnsupported(format);
        return format.is(OPUS.encoding()) ? opus.orElseThrow().encoder(format) : new CompandedEncoder(law(format));
    }

    @Override
    public VoiceDecoder decoder(PayloadFormat format) {
        refuseUnsupported(format);
        return format.is(OPUS.encoding()) ? opus.orElseThrow().decoder() : new CompandedDecoder(law(format));
    }

    private void refuseUnsupported(PayloadFormat format) {
        if (!supports(format)) {
            throw new IllegalArgumentException("No codec for " + format.encoding() + "/" + format.clockRate());
        }
    }

    private static Companding law(PayloadFormat format) {
        return format.is(PCMU.encoding()) ? Companding.MU_LAW : Companding.A_LAW;
    }
}
