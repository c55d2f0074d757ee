// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.rtp;

/**
 * One packet on its way, changed in place so that nothing is allocated for it. Not thread-safe: it belongs to the thread
 * that carries the packet, and handing it on hands over all of it.
 */
public final class PacketBuffer {

    /** Bytes a buffer holds: more than any packet that crosses an Ethernet, with room for tags. */
    public static final int CAPACITY = 2048;

    private final byte[] bytes = new byte[CAPACITY];
    private int length;

    /** The memory itself, {@link #CAPACITY} long; the packet is its first {@link #length()} bytes. */
    public byte[] bytes() {
        return bytes;
    }

    /** Bytes in use, from the start. */
    public int length() {
        return length;
    }

    /** @throws IllegalArgumentException when {@code length} is negative or over {@link #CAPACITY} */
    public void length(int length) {
        if (length < 0 || length > CAPACITY) {
            throw new IllegalArgumentException("A packet buffer holds 0 to " + CAPACITY + " bytes, not " + length);
        }
        this.length = length;
    }

    /** Replaces the packet by a copy of {@code packet}. */
    public void set(byte[] packet) {
        length(packet.length);
        System.arraycopy(packet, 0, bytes, 0, packet.length);
    }

    /** A copy of the packet alone. */
    public byte[] copy() {
        byte[] copy = new byte[length];
        System.arraycopy(bytes, 0, copy, 0, length);
        return copy;
    }

    /** The 16 bits at {@code at}, big-endian, 0 to 65535. */
    public int uint16(int at) {
        return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
    }

    /** The 32 bits at {@code at}, big-endian. */
    public int int32(int at) {
        return uint16(at) << 16 | uint16(at + 2);
    }

    public void int32(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }
}
