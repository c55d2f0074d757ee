// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.Chime;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEngine;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.MediaListener;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.ZrtpAlgorithms;
import org.securecall.media.api.ZrtpPreferences;
import org.securecall.media.audio.AudioException;
import org.securecall.media.audio.AudioPorts;
import org.securecall.media.audio.ChimePlayer;
import org.securecall.media.audio.JavaSoundPorts;
import org.securecall.media.codec.NativeVoiceCodecs;
import org.securecall.media.codec.VoiceCodecs;
import org.securecall.media.net.PortPair;
import org.securecall.media.secret.SecretBytes;
import org.securecall.media.srtp.SrtpLifetime;
import org.securecall.media.zrtp.AlgorithmPreferences;
import org.securecall.media.zrtp.KeyPool;

/** The engine of this telephone: its sound, its codecs and the keys that are made ahead. */
public final class VoiceEngine implements MediaEngine {

    private final AudioPorts ports;
    private final ChimePlayer chimes;
    private final VoiceCodecs codecs;
    private final SrtpLifetime zrtpLifetime;
    private final SecureRandom random = new SecureRandom();
    private final KeyPool keys = new KeyPool(random);
    private final Set<VoiceSession> sessions = ConcurrentHashMap.newKeySet();

    /** With the sound devices and codecs of this machine. Takes some 100 ms to load libopus the first time. */
    public static VoiceEngine create() {
        return new VoiceEngine(new JavaSoundPorts(), new NativeVoiceCodecs());
    }

    /** Begins in the background to make keys, so that the first call does not wait for them. */
    VoiceEngine(AudioPorts ports, VoiceCodecs codecs) {
        this(ports, codecs, SrtpLifetime.FULL);
    }

    /** @param zrtpLifetime what the keys of one exchange of ZRTP may protect */
    VoiceEngine(AudioPorts ports, VoiceCodecs codecs, SrtpLifetime zrtpLifetime) {
        this.zrtpLifetime = zrtpLifetime;
        this.ports = ports;
        this.chimes = new ChimePlayer(ports);
        this.codecs = codecs;
        inBackground("zrtp-warm-up", keys::warmUp);
    }

    /** What ZRTP can do here, and what comes of an order of it. */
    public static ZrtpAlgorithms algorithms() {
        return ZrtpChoice.INSTANCE;
    }

    /** @throws MediaException when a name is unknown, with those that are known, or there are too many */
    public static void check(ZrtpPreferences algorithms) throws MediaException {
        ZrtpChoice.of(algorithms);
    }

    @Override
    public List<AudioDevice> devices() {
        return ports.devices();
    }

    @Override
    public MediaSession open(MediaParameters parameters, EventLoop loop, MediaListener listener) throws MediaException {
        boolean opened = false;
        try {
            MediaSession session = session(parameters, loop, listener);
            opened = true;
            return session;
        } finally {
            if (!opened) {
                parameters.zrtpOptions().auxiliary().ifPresent(SecretBytes::close);
            }
        }
    }

    private MediaSession session(MediaParameters parameters, EventLoop loop, MediaListener listener)
            throws MediaException {
        checkFile(parameters.microphone());
        if (parameters.encryption() == Encryption.REQUIRE
                && !parameters.keying().contains(KeyingMethod.ZRTP)) {
            throw new MediaException("Required encryption is ZRTP, which the keying methods leave out");
        }
        AlgorithmPreferences algorithms = ZrtpChoice.of(parameters.algorithms());
        keys.expect(algorithms);
        PortPair pair;
        try {
            pair = PortPair.bind(parameters.bindAddress());
        } catch (IOException e) {
            throw new MediaException("No port for voice can be opened on this machine: " + e.getMessage(), e);
        }
        VoiceSession session = new VoiceSession(
                parameters, algorithms, loop, listener, pair, ports, codecs, keys, zrtpLifetime, random, this::closed);
        sessions.add(session);
        session.listen();
        return session;
    }

    @Override
    public void chime(Chime chime, String speaker) {
        chimes.play(chime, speaker);
    }

    /** A file that cannot be read is a mistake to be told at once, whereas a device may come back. */
    private void checkFile(String microphone) throws MediaException {
        if (microphone.startsWith(AudioDevice.FILE_PREFIX)) {
            try {
                ports.openCapture(microphone).close();
            } catch (AudioException e) {
                throw new MediaException("The sound file for the microphone cannot be read: " + e.getMessage(), e);
            }
        }
    }

    private void closed(VoiceSession session) {
        sessions.remove(session);
        inBackground("zrtp-keys", keys::fill);
    }

    private static void inBackground(String name, Runnable task) {
        Thread.ofPlatform().name(name).daemon().start(task);
    }

    @Override
    public void close() {
        chimes.close();
        sessions.forEach(VoiceSession::closeOnLoop);
    }
}
