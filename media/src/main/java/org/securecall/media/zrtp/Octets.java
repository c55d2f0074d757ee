// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import com.google.errorprone.annotations.Immutable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Immutable bytes, such as a whole message or a hash image. Compared in constant time. Not for secrets: never wiped. */
@Immutable
final class Octets {

    static final Octets EMPTY = new Octets(new byte[0]);

    @SuppressWarnings("Immutable") // never written to and never handed out
    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    static Octets copyOf(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    /** Takes the array over: the caller must not use it afterwards. */
    static Octets owning(byte[] bytes) {
        return new Octets(bytes);
    }

    /** @param random of the machine */
    static Octets random(SecureRandom random, int length) {
        byte[] fresh = new byte[length];
        random.nextBytes(fresh);
        return owning(fresh);
    }

    int length() {
        return bytes.length;
    }

    /** 0 to 255. */
    int at(int index) {
        return bytes[index] & 0xff;
    }

    /** The bytes from {@code from} up to, not including, {@code to}. */
    Octets slice(int from, int to) {
        return new Octets(Arrays.copyOfRange(bytes, from, to));
    }

    Octets first(int count) {
        return slice(0, count);
    }

    Octets append(Octets more) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
        System.arraycopy(more.bytes, 0, both, bytes.length, more.bytes.length);
        return new Octets(both);
    }

    byte[] toArray() {
        return bytes.clone();
    }

    /** A read-only view, big-endian, for absolute reads. */
    ByteBuffer view() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    void putTo(ByteBuffer target) {
        target.put(bytes);
    }

    /** As unsigned big-endian integers (RFC 6189 §4.2). */
    int compareUnsigned(Octets other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Octets o && MessageDigest.isEqual(bytes, o.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Octets[" + bytes.length + "]";
    }
}
