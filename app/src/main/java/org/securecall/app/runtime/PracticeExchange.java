// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.Encryption;
import org.securecall.media.api.EventLoop;
import org.securecall.media.api.KeyingMethod;
import org.securecall.media.api.MediaEngine;
import org.securecall.media.api.MediaEvent;
import org.securecall.media.api.MediaException;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.MediaSession;
import org.securecall.media.api.PeerKeying;
import org.securecall.media.api.RemoteMedia;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.api.ZrtpOptions;
import org.securecall.media.api.ZrtpPreferences;

/** Two media sessions on the loopback address that agree on keys, as in a call between two telephones. Belongs to the call loop. */
final class PracticeExchange implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Consumer<Optional<Agreed>> done;
    private final Side one;
    private final Side other;
    private final EventLoop.Timer limit;
    private boolean told;

    /** What each of the two found. */
    record Agreed(ZrtpDetails one, ZrtpDetails other) {}

    /** One of the two telephones. */
    private static final class Side {

        private @Nullable ZrtpDetails details;
        private final MediaSession session;

        Side(
                PracticeMemory memory,
                ZrtpPreferences algorithms,
                MediaEngine engine,
                EventLoop loop,
                Runnable onEvent,
                Runnable onFailure)
                throws MediaException {
            this.session = engine.open(
                    new MediaParameters(
                            InetAddress.getLoopbackAddress(),
                            MediaParameters.ECHO,
                            MediaParameters.ECHO,
                            Encryption.REQUIRE,
                            memory,
                            algorithms,
                            List.of(KeyingMethod.ZRTP),
                            ZrtpOptions.DEFAULT),
                    loop,
                    event -> {
                        if (event instanceof MediaEvent.Secured secured) {
                            details = secured.details();
                            onEvent.run();
                        } else if (event instanceof MediaEvent.SecurityFailed) {
                            onFailure.run();
                        }
                    });
        }

        void connect(Side to) {
            MediaSession peer = to.session;
            session.connect(new RemoteMedia(
                    peer.localAddress(),
                    peer.localAddress(),
                    true,
                    peer.offeredFormats(),
                    Optional.of(peer.zrtpHash()),
                    true,
                    true,
                    new PeerKeying.Nothing()));
        }
    }

    /**
     * Begins.
     *
     * @param done told once, on the loop: what was agreed on, or that nothing was
     * @throws MediaException when there are no ports
     */
    PracticeExchange(
            PracticeMemory one,
            PracticeMemory other,
            ZrtpPreferences algorithms,
            MediaEngine engine,
            EventLoop loop,
            Consumer<Optional<Agreed>> done)
            throws MediaException {
        this.done = done;
        this.one = new Side(one, algorithms, engine, loop, this::secured, this::failed);
        boolean opened = false;
        try {
            this.other = new Side(other, algorithms, engine, loop, this::secured, this::failed);
            opened = true;
        } finally {
            if (!opened) {
                this.one.session.close();
            }
        }
        this.limit = loop.schedule(LIMIT, this::failed);
        this.one.connect(this.other);
        this.other.connect(this.one);
    }

    /** Both users find the same code. */
    void compare() {
        one.session.confirmSas();
        other.session.confirmSas();
    }

    private void secured() {
        ZrtpDetails here = one.details;
        ZrtpDetails there = other.details;
        if (here != null && there != null) {
            tell(Optional.of(new Agreed(here, there)));
        }
    }

    private void failed() {
        tell(Optional.empty());
    }

    private void tell(Optional<Agreed> outcome) {
        if (!told) {
            told = true;
            done.accept(outcome);
        }
    }

    @Override
    public void close() {
        told = true;
        limit.cancel();
        one.session.close();
        other.session.close();
    }
}
