// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import static org.assertj.core.api.Assertions.fail;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A user agent on loopback with what it heard. */
final class Telephone implements AutoCloseable {

    static final String OFFER = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
            + "m=audio 20000 RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\n";
    static final String ANSWER = OFFER.replace("20000", "20002");

    private static final long LIMIT_SECONDS = 10;

    final JainSipUserAgent agent;
    private final BlockingQueue<SipEvent> heard = new LinkedBlockingQueue<>();
    private final List<SipEvent> passed = new CopyOnWriteArrayList<>();

    Telephone() throws SipUnavailableException {
        this(Optional.of(InetAddress.ofLiteral("127.0.0.1")));
    }

    Telephone(Optional<InetAddress> bind) throws SipUnavailableException {
        agent = JainSipUserAgent.open(new SipOptions(bind, OptionalInt.of(0), "SecureCall/test"), heard::add);
    }

    int port() {
        return agent.listening().getFirst().port();
    }

    String address() {
        return "sip:phone@127.0.0.1:" + port();
    }

    /** The next event of a kind; others before it are passed over. */
    <T extends SipEvent> T next(Class<T> kind) throws InterruptedException {
        return next(kind, e -> true);
    }

    <T extends SipEvent> T next(Class<T> kind, Predicate<T> which) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (System.nanoTime() < end) {
            SipEvent event = heard.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                break;
            }
            passed.add(event);
            if (kind.isInstance(event) && which.test(kind.cast(event))) {
                return kind.cast(event);
            }
        }
        return fail("No " + kind.getSimpleName() + " came, but " + passed);
    }

    /** All events of a kind so far, and one at least. */
    <T extends SipEvent> List<T> awaitAll(Class<T> kind) throws InterruptedException {
        if (all().stream().noneMatch(kind::isInstance)) {
            next(kind);
        }
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** What came by now, without waiting, the passed-over ones included. */
    List<SipEvent> all() {
        heard.drainTo(passed);
        return List.copyOf(passed);
    }

    @Override
    public void close() {
        agent.close();
    }
}
