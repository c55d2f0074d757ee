// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.bouncycastle.tls.DatagramTransport;

/**
 * The association's end of the media path: datagrams come in by a bounded queue, and leave at once. All but {@link #offer} belongs
 * to the association's thread.
 *
 * <p>An alert that is not encrypted proves nothing, as anybody can send one; RFC 6347 §4.1.2.7 lets it be discarded. It is not
 * passed on, but where the handshake does not go on within two seconds after it, it was the peer's.
 *
 * <p>To a server, ChangeCipherSpec is not passed on before CertificateVerify. Bouncy Castle would switch to the next epoch then, and
 * not take a repeated CertificateVerify any more, where the first one was lost.
 */
final class DatagramQueue implements DatagramTransport {

    /** A flight is six datagrams at most: the rest is room for what others send that looks like one. What is lost is repeated. */
    private static final int MOST_WAITING = 128;

    /** Passes on every path that voice passes on: 1280 bytes of IPv6 without its headers, and with room for a tunnel's. */
    private static final int LARGEST_SENT = 1200;

    private static final int LARGEST_RECEIVED = 2048;

    /** RFC 6347 §4.1: content type, version, epoch, sequence number, length. */
    private static final int HEADER = 13;

    private static final int VERSION_AT = 1;
    private static final int EPOCH_AT = 3;
    private static final int LENGTH_AT = 11;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int CERTIFICATE_VERIFY = 15;
    private static final int FATAL = 2;

    /** Of every version of DTLS: versions count down from 0xfeff. */
    private static final int DTLS_MAJOR = 0xfe;

    private static final long PATIENCE_AFTER_ALERT = Duration.ofSeconds(2).toNanos();

    private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Consumer<byte[]> out;
    private final AtomicBoolean alertTaken = new AtomicBoolean();
    private boolean changeAwaited;
    private boolean refused;
    private boolean gaveUp;
    private long refusedAt;

    DatagramQueue(Consumer<byte[]> out) {
        this.out = out;
    }

    /**
     * Answers false when the datagram was dropped: too many wait, or it cannot be of a handshake, and must not take the place of one
     * that is. Any thread may call it.
     */
    boolean offer(byte[] datagram) {
        if (datagram.length > LARGEST_RECEIVED || !beginsWithRecord(datagram)) {
            return false;
        }
        if (datagram[0] == ALERT && isClear(datagram, 0)) {
            boolean first = datagram[HEADER] == FATAL && alertTaken.compareAndSet(false, true);
            return first && waiting.offer(datagram);
        }
        return waiting.offer(datagram);
    }

    private static boolean beginsWithRecord(byte[] datagram) {
        return datagram.length > HEADER
                && (datagram[VERSION_AT] & 0xff) == DTLS_MAJOR
                && HEADER + uint16(datagram, LENGTH_AT) <= datagram.length;
    }

    private static boolean isClear(byte[] datagram, int at) {
        return uint16(datagram, at + EPOCH_AT) == 0;
    }

    /** A handshake begins: what came before it means nothing. */
    void begin(boolean server) {
        refused = false;
        gaveUp = false;
        alertTaken.set(false);
        changeAwaited = !server;
    }

    /** Whether a fatal alert came since, and no more of the handshake after it. */
    boolean refused() {
        return gaveUp;
    }

    /** Waits, and drops all that comes. */
    void drop(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        long left = time.toNanos();
        while (left > 0) {
            waiting.poll(left, TimeUnit.NANOSECONDS);
            left = end - System.nanoTime();
        }
    }

    @Override
    public int getReceiveLimit() {
        return LARGEST_RECEIVED;
    }

    @Override
    public int getSendLimit() {
        return LARGEST_SENT;
    }

    /** @param waitMillis 0 for as long as it takes */
    @Override
    public int receive(byte[] buffer, int offset, int length, int waitMillis) throws InterruptedIOException {
        long end = System.nanoTime() + (waitMillis == 0 ? Long.MAX_VALUE / 2 : waitMillis * 1_000_000L);
        while (true) {
            long now = System.nanoTime();
            if (refused && now - refusedAt > PATIENCE_AFTER_ALERT) {
                gaveUp = true;
                throw new InterruptedIOException("The other side refused, and did not go on");
            }
            long left = Math.min(end - now, refused ? PATIENCE_AFTER_ALERT : Long.MAX_VALUE);
            byte[] datagram;
            try {
                datagram = waiting.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("The association was closed");
            }
            int count = datagram == null ? 0 : select(datagram);
            if (datagram != null && count > 0 && count <= length) {
                System.arraycopy(datagram, 0, buffer, offset, count);
                return count;
            }
            if (datagram == null && end - System.nanoTime() <= 0) {
                return -1;
            }
        }
    }

    /** Moves the records that are passed on to the front, and answers how many bytes they have. */
    private int select(byte[] datagram) {
        int kept = 0;
        int at = 0;
        while (at + HEADER <= datagram.length) {
            int size = HEADER + uint16(datagram, at + LENGTH_AT);
            if (at + size > datagram.length) {
                break;
            }
            int first = size > HEADER ? datagram[at + HEADER] : 0;
            if (!isClear(datagram, at) || isPassedOn(datagram[at], first)) {
                System.arraycopy(datagram, at, datagram, kept, size);
                kept += size;
            }
            at += size;
        }
        return kept;
    }

    private boolean isPassedOn(int type, int first) {
        return switch (type) {
            case ALERT -> {
                if (first == FATAL && !refused) {
                    refused = true;
                    refusedAt = System.nanoTime();
                }
                yield false;
            }
            case CHANGE_CIPHER_SPEC -> changeAwaited;
            case HANDSHAKE -> {
                changeAwaited |= first == CERTIFICATE_VERIFY;
                // It goes on all the same.
                refusedAt = System.nanoTime();
                yield true;
            }
            default -> false;
        };
    }

    private static int uint16(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    @Override
    public void send(byte[] buffer, int offset, int length) {
        out.accept(Arrays.copyOfRange(buffer, offset, offset + length));
    }

    /** It outlives each attempt at a handshake; the association ends with its thread. */
    @Override
    public void close() {}
}
