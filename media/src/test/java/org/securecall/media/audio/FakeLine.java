// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.audio;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import javax.sound.sampled.SourceDataLine;
import javax.sound.sampled.TargetDataLine;
import org.jspecify.annotations.Nullable;

/**
 * A sound card of a test: a buffer that fills or empties at the pace of real time, until something is wrong with it. Serves as
 * a microphone, which hears a ramp of samples, or as a speaker.
 */
final class FakeLine implements InvocationHandler {

    private final int rate;
    private final int frameBytes;
    private final int bufferFrames;
    private final boolean microphone;
    private long startedAt;
    private long frames;
    private long origin;
    private boolean dead;
    private boolean silent;
    private boolean blocking;
    private boolean stopped;
    private boolean closed;
    private volatile boolean hanging;
    private final CountDownLatch hung = new CountDownLatch(1);

    FakeLine(PcmLayout layout, int bufferFrames, boolean microphone) {
        this.rate = layout.rate();
        this.frameBytes = layout.frameBytes();
        this.bufferFrames = bufferFrames;
        this.microphone = microphone;
    }

    TargetDataLine microphone() {
        return proxy(TargetDataLine.class);
    }

    SourceDataLine speaker() {
        return proxy(SourceDataLine.class);
    }

    private <L> L proxy(Class<L> kind) {
        return kind.cast(Proxy.newProxyInstance(FakeLine.class.getClassLoader(), new Class<?>[] {kind}, this));
    }

    /** Says that it has sound or room, but neither gives nor takes any: as a line does whose sound server died. */
    synchronized void die() {
        dead = true;
    }

    /** Says that it has neither sound nor room any more. */
    synchronized void fallSilent() {
        silent = true;
    }

    /** Hangs in whatever is asked next, and in being closed too, as native code does that waits for a lost lock. */
    void hang() {
        hanging = true;
    }

    void endHanging() {
        hung.countDown();
    }

    /** Hangs in the next read or write, until it is stopped. */
    synchronized void block() {
        blocking = true;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized long framesWritten() {
        return frames;
    }

    int bufferFrames() {
        return bufferFrames;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        if (hanging) {
            hung.await();
        }
        Object[] arguments = given == null ? new Object[0] : given;
        return switch (method.getName()) {
            case "start" -> start();
            case "stop", "flush" -> stop();
            case "close" -> close();
            case "available" -> available();
            case "getBufferSize" -> bufferFrames * frameBytes;
            case "read", "write" -> transfer((byte[]) arguments[0], (int) arguments[1], (int) arguments[2]);
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }

    private synchronized @Nullable Object start() {
        startedAt = System.nanoTime();
        return null;
    }

    private synchronized @Nullable Object stop() {
        stopped = true;
        notifyAll();
        return null;
    }

    private synchronized @Nullable Object close() {
        closed = true;
        return stop();
    }

    private synchronized int available() {
        if (dead) {
            return bufferFrames * frameBytes;
        }
        if (silent) {
            return 0;
        }
        long elapsed = (System.nanoTime() - startedAt) * rate / 1_000_000_000L;
        if (microphone) {
            return Math.clamp(elapsed - frames, 0, bufferFrames) * frameBytes;
        }
        // Sound that was to be played while there was none is lost time.
        origin = frames == 0 ? elapsed : origin;
        long played = elapsed - origin;
        if (played > frames) {
            origin += played - frames;
            played = frames;
        }
        return (int) (bufferFrames - (frames - played)) * frameBytes;
    }

    private synchronized int transfer(byte[] data, int offset, int length) throws InterruptedException {
        while (blocking && !stopped) {
            wait();
        }
        if (dead || stopped) {
            return 0;
        }
        int count = length / frameBytes;
        if (microphone) {
            for (int i = 0; i < length; i += 2) {
                short sample = (short) ((frames + i / frameBytes) % 20_000);
                data[offset + i] = (byte) sample;
                data[offset + i + 1] = (byte) (sample >> 8);
            }
        }
        frames += count;
        return count * frameBytes;
    }
}
