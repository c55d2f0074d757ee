// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads what {@link RecordOut} wrote. Whatever else it is given, it throws {@link DamagedException} alone. */
final class RecordIn {

    private final ByteBuffer in;
    private final int version;

    RecordIn(byte[] bytes) throws DamagedException {
        in = ByteBuffer.wrap(bytes);
        version = readByte();
    }

    /** Of what follows. */
    int version() {
        return version;
    }

    private byte readByte() throws DamagedException {
        need(1);
        return in.get();
    }

    byte[] bytes() throws DamagedException {
        long length = number();
        if (length < 0 || length > in.remaining()) {
            throw cut();
        }
        byte[] value = new byte[(int) length];
        try {
            in.get(value);
        } catch (BufferUnderflowException e) {
            throw cut();
        }
        return value;
    }

    String text() throws DamagedException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    boolean flag() throws DamagedException {
        return switch (readByte()) {
            case 0 -> false;
            case 1 -> true;
            default -> throw new DamagedException("A record holds what is neither yes nor no");
        };
    }

    long number() throws DamagedException {
        need(Long.BYTES);
        return in.getLong();
    }

    Instant time() throws DamagedException {
        return Instant.ofEpochMilli(number());
    }

    Optional<byte[]> optionalBytes() throws DamagedException {
        return flag() ? Optional.of(bytes()) : Optional.empty();
    }

    Optional<String> optionalText() throws DamagedException {
        return flag() ? Optional.of(text()) : Optional.empty();
    }

    Optional<Instant> optionalTime() throws DamagedException {
        return flag() ? Optional.of(time()) : Optional.empty();
    }

    List<String> texts() throws DamagedException {
        long count = number();
        if (count < 0 || count > in.remaining()) {
            throw cut();
        }
        List<String> values = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            values.add(text());
        }
        return values;
    }

    /** The enum value whose token comes. */
    <E> E choice(E[] values, Function<E, String> token) throws DamagedException {
        String stored = text();
        for (E value : values) {
            if (token.apply(value).equals(stored)) {
                return value;
            }
        }
        throw new DamagedException("A record holds an unknown word");
    }

    private void need(int count) throws DamagedException {
        if (in.remaining() < count) {
            throw cut();
        }
    }

    private static DamagedException cut() {
        return new DamagedException("A record ends too soon");
    }
}
