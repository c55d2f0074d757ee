// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.engine;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.AudioDevice;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.audio.AudioException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps voice flowing whatever its device does. When the device that was asked for goes, the system's default takes over, and
 * where that does not work either, silence at the pace of real time; meanwhile the device is tried again. Belongs to one media
 * thread, except {@link #close()}.
 *
 * @param <P> the kind of port
 */
final class DeviceKeeper<P> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceKeeper.class);

    private static final long RETRY_NANOS = 2_000_000_000;

    /** Opens a port of a device. */
    interface Opener<P> {
        P open(String name) throws AudioException;
    }

    /** Moves one frame through a port, which waits for it. */
    interface Transfer<P> {
        void move(P port, short[] frame) throws AudioException;
    }

    private final boolean microphone;
    private final String wanted;
    private final Opener<P> opener;
    private final Transfer<P> transfer;
    private final Consumer<P> closer;
    private final Consumer<MediaEvent> events;
    private final Pace pace = new Pace();
    private final AtomicReference<@Nullable P> regained = new AtomicReference<>();
    private String inUse = "";
    private long nextTry;
    private volatile boolean trying;
    private volatile boolean closed;
    private volatile @Nullable P port;

    /**
     * @param events called on the media thread
     */
    DeviceKeeper(
            boolean microphone,
            String wanted,
            Opener<P> opener,
            Transfer<P> transfer,
            Consumer<P> closer,
            Consumer<MediaEvent> events) {
        this.microphone = microphone;
        this.wanted = wanted;
        this.opener = opener;
        this.transfer = transfer;
        this.closer = closer;
        this.events = events;
    }

    /** Opens the device, which may take its time. */
    void open() {
        P opened = tryToOpen(wanted);
        if (opened == null) {
            replace();
        } else {
            use(opened, wanted);
        }
    }

    /** Moves a frame, and waits as long as it lasts. Answers false when there was no device for it. */
    boolean move(short[] frame) {
        regain();
        P now = port;
        if (now != null) {
            try {
                transfer.move(now, frame);
                return true;
            } catch (AudioException e) {
                lose(now, e);
            }
        }
        pace.await(frame.length);
        return false;
    }

    /** The port in use, for what else can be asked of it. */
    @Nullable
    P port() {
        return port;
    }

    private void lose(P lost, AudioException cause) {
        if (closed) {
            return;
        }
        LOG.info("A sound device was lost: {}", cause.getMessage());
        port = null;
        closer.accept(lost);
        if (inUse.equals(wanted)) {
            replace();
        } else {
            events.accept(new MediaEvent.DeviceLost(microphone, inUse, ""));
            inUse = "";
        }
    }

    private void replace() {
        nextTry = System.nanoTime() + RETRY_NANOS;
        inUse = "";
        P other = replaceable() ? tryToOpen(AudioDevice.DEFAULT) : null;
        if (other != null) {
            use(other, AudioDevice.DEFAULT);
        }
        if (!closed) {
            events.accept(new MediaEvent.DeviceLost(microphone, wanted, inUse));
        }
    }

    /** Who names a file, or nobody, does not want to be heard through the system's default. */
    private boolean replaceable() {
        return !wanted.equals(AudioDevice.DEFAULT) && !isFile() && !wanted.equals(MediaParameters.ECHO);
    }

    private boolean isFile() {
        return wanted.startsWith(AudioDevice.FILE_PREFIX);
    }

    private void use(P opened, String name) {
        port = opened;
        inUse = name;
        if (closed) {
            // Closing may have looked for a port just before there was one.
            closer.accept(opened);
        }
    }

    private void regain() {
        if (inUse.equals(wanted)) {
            return;
        }
        P again = regained.getAndSet(null);
        if (again != null) {
            P replacement = port;
            use(again, wanted);
            if (replacement != null) {
                closer.accept(replacement);
            }
            events.accept(new MediaEvent.DeviceRestored(microphone, wanted));
        } else if (!isFile() && !trying && System.nanoTime() - nextTry >= 0) {
            // Opening may take long, so it is not done where voice flows.
            trying = true;
            nextTry = System.nanoTime() + RETRY_NANOS;
            Thread.ofPlatform().name("device-retry").daemon().start(this::retry);
        }
    }

    private void retry() {
        P opened = closed ? null : tryToOpen(wanted);
        if (opened != null) {
            regained.set(opened);
            if (closed) {
                closeRegained();
            }
        }
        trying = false;
    }

    private @Nullable P tryToOpen(String name) {
        try {
            return opener.open(name);
        } catch (AudioException e) {
            LOG.debug("A sound device cannot be opened: {}", e.getMessage());
            return null;
        }
    }

    private void closeRegained() {
        P spare = regained.getAndSet(null);
        if (spare != null) {
            closer.accept(spare);
        }
    }

    /** From now on a device that fails is not replaced. Any thread may call it; it does not wait. */
    void retire() {
        closed = true;
    }

    /** Closes the device, which may take its time, and wakes the media thread. Any thread may call it. */
    @Override
    public void close() {
        closed = true;
        P open = port;
        if (open != null) {
            closer.accept(open);
        }
        closeRegained();
    }
}
