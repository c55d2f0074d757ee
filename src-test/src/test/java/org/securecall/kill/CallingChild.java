// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.kill;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.storage.Keys;
import org.securecall.app.storage.Storage;
import org.securecall.app.storage.StorageListener;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.media.zrtp.KeyPool;
import org.securecall.media.zrtp.ZrtpConfig;
import org.securecall.media.zrtp.ZrtpOverUdp;

/**
 * A program to be killed: one call after the other with a peer that does the same, with the retained secrets in a real profile.
 *
 * <pre>
 *   CallingChild DATA-DIRECTORY PORT PEER-PORT
 * </pre>
 *
 * It says {@code ready} once, and of each call that became secure what the secrets were, such as {@code MATCH}.
 */
public final class CallingChild {

    /** A responder whose initiator was killed has no timer of its own. */
    private static final Duration AT_MOST = Duration.ofSeconds(2);

    private static final Duration LINGER = Duration.ofMillis(60);

    private CallingChild() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        InetSocketAddress peer =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[2]));
        SecureRandom random = new SecureRandom();
        KeyPool pool = new KeyPool(random);
        StorageListener complain = notice -> System.err.println(notice);
        try (Storage storage = Storage.open(Path.of(arguments[0]), Keys.FILE, complain)) {
            System.out.println("ready");
            while (true) {
                ZrtpConfig config = ZrtpConfig.recommended(
                        random.nextInt(), storage.trust().cache(LocalIdentity.MAIN), pool, InstantSource.system());
                try (ZrtpOverUdp call = new ZrtpOverUdp(port, peer, config)) {
                    System.out.println(call.run(AT_MOST, LINGER)
                            .details()
                            .map(ZrtpDetails::secrets)
                            .map(Enum::name)
                            .orElse("none"));
                }
                // Between two calls of people the disk has more time than this.
                storage.sync().get(10, TimeUnit.SECONDS);
            }
        }
    }
}
