// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.DataLine;
import javax.sound.sampled.Line;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.Mixer;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.securecall.media.api.AudioDevice;

/** The devices that Java Sound sees, on Linux through ALSA, and WAV files in their place. */
public final class JavaSoundPorts implements AudioPorts {

    /** What a device is asked for, the best first: what needs no conversion, then what most cards have. */
    private static final List<PcmLayout> LAYOUTS = List.of(
            PcmLayout.signed16(48_000, 1),
            PcmLayout.signed16(48_000, 2),
            PcmLayout.signed16(44_100, 1),
            PcmLayout.signed16(44_100, 2),
            PcmLayout.signed16(96_000, 2),
            PcmLayout.signed16(32_000, 1),
            PcmLayout.signed16(16_000, 1),
            PcmLayout.signed16(8_000, 1));

    @Override
    public List<AudioDevice> devices() {
        return SoundCard.devices(cards(AudioSystem.getMixerInfo()));
    }

    private static List<SoundCard> cards(Mixer.Info[] infos) {
        List<SoundCard> cards = new ArrayList<>();
        for (int i = 0; i < infos.length; i++) {
            Mixer mixer = AudioSystem.getMixer(infos[i]);
            cards.add(new SoundCard(
                    i,
                    infos[i].getName(),
                    infos[i].getDescription(),
                    offers(mixer.getTargetLineInfo(), TargetDataLine.class),
                    offers(mixer.getSourceLineInfo(), SourceDataLine.class)));
        }
        return cards;
    }

    private static boolean offers(Line.Info[] lines, Class<? extends DataLine> wanted) {
        return Arrays.stream(lines).anyMatch(line -> line.getLineClass().equals(wanted));
    }

    @Override
    public CapturePort openCapture(String name) throws AudioException {
        if (name.startsWith(AudioDevice.FILE_PREFIX)) {
            return FileCapture.open(file(name));
        }
        Mixer mixer = mixer(name, TargetDataLine.class);
        return firstThatOpens(
                name,
                layout -> new DeviceCapture(name, layout, (same, frames) -> {
                    TargetDataLine line = line(mixer, name, TargetDataLine.class, same);
                    try {
                        line.open(same.format(), frames * same.frameBytes());
                    } catch (LineUnavailableException e) {
                        throw busy(name, e);
                    }
                    return line;
                }));
    }

    @Override
    public PlaybackPort openPlayback(String name) throws AudioException {
        if (name.startsWith(AudioDevice.FILE_PREFIX)) {
            return FilePlayback.open(file(name));
        }
        Mixer mixer = mixer(name, SourceDataLine.class);
        return firstThatOpens(
                name,
                layout -> new DevicePlayback(name, layout, (same, frames) -> {
                    SourceDataLine line = line(mixer, name, SourceDataLine.class, same);
                    try {
                        line.open(same.format(), frames * same.frameBytes());
                    } catch (LineUnavailableException e) {
                        throw busy(name, e);
                    }
                    return line;
                }));
    }

    private interface Opening<P> {
        P open(PcmLayout layout) throws AudioException;
    }

    private static <P> P firstThatOpens(String name, Opening<P> opening) throws AudioException {
        AudioException failure = new AudioException("The sound device “" + name + "” offers no usable format.");
        for (PcmLayout layout : LAYOUTS) {
            try {
                return opening.open(layout);
            } catch (AudioException e) {
                e.addSuppressed(failure);
                failure = e;
            }
        }
        throw failure;
    }

    private static Path file(String name) throws AudioException {
        String path = name.substring(AudioDevice.FILE_PREFIX.length());
        try {
            if (!path.isBlank()) {
                return Path.of(path);
            }
        } catch (InvalidPathException e) {
            throw new AudioException("“" + path + "” is no name of a file.", e);
        }
        throw new AudioException("After “" + AudioDevice.FILE_PREFIX + "” the name of a sound file is missing.");
    }

    private static Mixer mixer(String name, Class<? extends DataLine> use) throws AudioException {
        boolean microphone = use.equals(TargetDataLine.class);
        Mixer.Info[] infos = AudioSystem.getMixerInfo();
        List<SoundCard> named = SoundCard.find(cards(infos), name);
        for (SoundCard card : named) {
            if (microphone ? card.microphone() : card.speaker()) {
                return AudioSystem.getMixer(infos[card.index()]);
            }
        }
        String what = microphone ? "microphone" : "speaker";
        if (name.equals(AudioDevice.DEFAULT)) {
            throw new AudioException("There is no " + what + " on this computer, or its sound system does not run.");
        }
        throw new AudioException(
                named.isEmpty()
                        ? "There is no sound device “" + name + "”; it may have been unplugged."
                        : "The sound device “" + name + "” is no " + what + ".");
    }

    private static <L extends DataLine> L line(Mixer mixer, String name, Class<L> kind, PcmLayout layout)
            throws AudioException {
        try {
            return kind.cast(mixer.getLine(new DataLine.Info(kind, layout.format())));
        } catch (LineUnavailableException e) {
            throw busy(name, e);
        } catch (IllegalArgumentException e) {
            // How Java Sound says that the mixer has no such format, or is gone.
            throw new AudioException("The sound device “" + name + "” offers no usable format.", e);
        }
    }

    private static AudioException busy(String name, LineUnavailableException cause) {
        return new AudioException(
                "The sound device “" + name + "” is in use by another program, or does not work.", cause);
    }
}
