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
                    offers(mixer, TargetDataLine.class),
                    offers(mixer, SourceDataLine.class)));
        }
        return cards;
    }

    /** Java Sound's target lines are those that a program reads. */
    private static boolean offers(Mixer mixer, Class<? extends DataLine> use) {
        Line.Info[] lines = use.equals(TargetDataLine.class) ? mixer.getTargetLineInfo() : mixer.getSourceLineInfo();
        return Arrays.stream(lines).anyMatch(line -> line.getLineClass().equals(use));
    }

    @Override
    public CapturePort openCapture(String name) throws AudioException {
        if (name.startsWith(AudioDevice.FILE_PREFIX)) {
            return FileCapture.open(file(name));
        }
        Mixer mixer = mixer(name, TargetDataLine.class);
        DeviceCapture.Microphone microphone = (layout, frames) -> {
            try {
                TargetDataLine line = (TargetDataLine) mixer.getLine(info(TargetDataLine.class, layout));
                line.open(layout.format(), frames * layout.frameBytes());
                return line;
            } catch (LineUnavailableException | IllegalArgumentException e) {
                throw unusable(name, e);
            }
        };
        return firstThatOpens(name, mixer, TargetDataLine.class, layout -> new DeviceCapture(name, layout, microphone));
    }

    @Override
    public PlaybackPort openPlayback(String name) throws AudioException {
        if (name.startsWith(AudioDevice.FILE_PREFIX)) {
            return FilePlayback.open(file(name));
        }
        Mixer mixer = mixer(name, SourceDataLine.class);
        DevicePlayback.Speaker speaker = (layout, frames) -> {
            try {
                SourceDataLine line = (SourceDataLine) mixer.getLine(info(SourceDataLine.class, layout));
                line.open(layout.format(), frames * layout.frameBytes());
                return line;
            } catch (LineUnavailableException | IllegalArgumentException e) {
                throw unusable(name, e);
            }
        };
        return firstThatOpens(name, mixer, SourceDataLine.class, layout -> new DevicePlayback(name, layout, speaker));
    }

    private static DataLine.Info info(Class<? extends DataLine> use, PcmLayout layout) {
        return new DataLine.Info(use, layout.format());
    }

    /** Java Sound says by one exception that others use the device, and by the other that it is gone or not as it was. */
    private static AudioException unusable(String name, Exception cause) {
        return new AudioException(
                "The sound device “" + name + "” is in use by another program, or does not work.", cause);
    }

    private interface Opening<P> {
        P open(PcmLayout layout) throws AudioException;
    }

    private static <P> P firstThatOpens(String name, Mixer mixer, Class<? extends DataLine> use, Opening<P> opening)
            throws AudioException {
        AudioException failure = null;
        for (PcmLayout layout : LAYOUTS) {
            if (mixer.isLineSupported(info(use, layout))) {
                try {
                    return opening.open(layout);
                } catch (AudioException e) {
                    if (failure == null) {
                        failure = e;
                    } else {
                        failure.addSuppressed(e);
                    }
                }
            }
        }
        throw failure == null
                ? new AudioException("The sound device “" + name + "” offers no format that can be used here.")
                : failure;
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
        String what = use.equals(TargetDataLine.class) ? "microphone" : "speaker";
        if (name.equals(AudioDevice.DEFAULT)) {
            // Asking a card what it can do takes time, so only as many are asked as needed.
            for (Mixer.Info info : AudioSystem.getMixerInfo()) {
                Mixer mixer = AudioSystem.getMixer(info);
                if (offers(mixer, use)) {
                    return mixer;
                }
            }
            throw new AudioException("There is no " + what + " on this computer, or its sound system does not run.");
        }
        Mixer.Info[] infos = AudioSystem.getMixerInfo();
        List<SoundCard> named = SoundCard.find(cards(infos), name);
        for (SoundCard card : named) {
            Mixer mixer = AudioSystem.getMixer(infos[card.index()]);
            if (offers(mixer, use)) {
                return mixer;
            }
        }
        throw new AudioException(
                named.isEmpty()
                        ? "There is no sound device “" + name + "”; it may have been unplugged."
                        : "The sound device “" + name + "” is no " + what + ".");
    }
}
