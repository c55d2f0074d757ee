// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.secret;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Bytes that are wiped when their owner closes them. The holder owns them: to give them to another owner is to stop using
 * them. The JVM's collector may have moved the array before the wipe, so a copy may survive in freed memory for a while;
 * nothing in Java prevents that.
 */
public final class SecretBytes implements AutoCloseable {

    private final byte[] bytes;
    private boolean closed;

    private SecretBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array over: the caller must not use it afterwards. */
    public static SecretBytes owning(byte[] bytes) {
        return new SecretBytes(bytes);
    }

    /** Copies the array; wiping the original stays with the caller. */
    public static SecretBytes copyOf(byte[] bytes) {
        return new SecretBytes(bytes.clone());
    }

    /** A second, independent owner's copy. */
    public SecretBytes copy() {
        return new SecretBytes(reveal().clone());
    }

    /**
     * The bytes themselves, not a copy: to be read during a computation and not kept.
     *
     * @throws IllegalStateException when they were wiped already
     */
    public byte[] reveal() {
        if (closed) {
            throw new IllegalStateException("The secret was wiped already");
        }
        return bytes;
    }

    public int length() {
        return bytes.length;
    }

    /** Compares in constant time for equal lengths. */
    public boolean matches(byte[] other) {
        return MessageDigest.isEqual(reveal(), other);
    }

    @Override
    public void close() {
        Arrays.fill(bytes, (byte) 0);
        closed = true;
    }

    @Override
    public String toString() {
        return "SecretBytes[" + bytes.length + "]";
    }
}
