// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A machine and an honest peer, with the input as their network: what it delivers, changes, repeats, invents and lets end, in
 * any state. A fuzz target.
 */
public final class ZrtpMachineFuzz {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final FixedShares SHARES = new FixedShares(new Repeatable(1));
    private static final FixedShares PEER_SHARES = new FixedShares(new Repeatable(2));
    private static final List<ZrtpTimer> TIMERS = List.of(ZrtpTimer.values());
    private static final List<String> TYPES = List.of(
        "Hello   ", "HelloACK", "Commit  ", "DHPart1 ", "DHPart2 ", "Confirm1", "Confirm2", "Conf2ACK", "Error   ",
        "ErrorACK", "GoClear ", "ClearACK", "SASrelay", "RelayACK", "Ping    ", "PingACK ");

    /** What one input may cause: a few answers and timers. */
    private static final int MOST_OUTPUTS = 16;

    private final ZrtpMachine machine = machine(1, 0xa, SHARES);
    private final ZrtpMachine peer = machine(2, 0xb, PEER_SHARES);
    private final Deque<byte[]> toMachine = new ArrayDeque<>();
    private final Deque<byte[]> toPeer = new ArrayDeque<>();
    private final List<byte[]> seen = new ArrayList<>();
    private boolean secured;
    private boolean failed;

    private ZrtpMachineFuzz() {}

    private static ZrtpMachine machine(int ssrc, int id, FixedShares shares) {
        ZrtpConfig config = ZrtpConfig.recommended(ssrc, new MemoryCache(id, CLOCK), shares, CLOCK)
                .withAlgorithms(AlgorithmPreferences.RECOMMENDED.withKeyAgreements(KeyAgreement.X255));
        return ZrtpMachine.create(config, new Repeatable(ssrc));
    }

    public static void fuzzerTestOneInput(byte[] data) {
        ZrtpMachineFuzz fuzz = new ZrtpMachineFuzz();
        try {
            fuzz.run(ByteBuffer.wrap(data));
        } finally {
            fuzz.machine.close();
            fuzz.peer.close();
        }
    }

    private void run(ByteBuffer in) {
        take(machine.start());
        answer(peer.start());
        while (in.hasRemaining()) {
            int step = in.get() & 0xff;
            switch (step % 10) {
                case 0, 1 -> deliver(0, 0);
                case 2 -> deliver(in.remaining() < 3 ? 0 : in.getShort() & 0xffff, in.hasRemaining() ? in.get() : 0);
                case 3 -> {
                    byte[] packet = toPeer.pollFirst();
                    if (packet != null) {
                        answer(peer.receive(ByteBuffer.wrap(packet)));
                    }
                }
                case 4 -> take(machine.timeout(TIMERS.get(step / 10 % TIMERS.size())));
                case 5 -> take(machine.receive(ByteBuffer.wrap(invented(in, step / 10))));
                case 6 -> take(machine.srtpReceived());
                case 7 -> {
                    if (!seen.isEmpty()) {
                        take(machine.receive(ByteBuffer.wrap(seen.get((step / 10) % seen.size()))));
                    }
                }
                case 8 -> answer(peer.timeout(TIMERS.get(step / 10 % TIMERS.size())));
                default -> toMachine.pollFirst();
            }
        }
    }

    /** The next packet of the peer, with one octet of its message changed and the CRC put right. */
    private void deliver(int at, int xor) {
        byte[] packet = toMachine.pollFirst();
        if (packet == null) {
            return;
        }
        byte[] arriving = packet;
        if (xor != 0 && ZrtpPacket.parse(ByteBuffer.wrap(packet)) instanceof ZrtpPacket.Intact intact) {
            byte[] message = intact.message().toArray();
            message[at % message.length] ^= (byte) xor;
            arriving = ZrtpPacket.write(intact.sequence(), intact.ssrc(), Octets.owning(message));
        }
        take(machine.receive(ByteBuffer.wrap(arriving)));
    }

    /** A message of the given type with a content from the input, its length field right. */
    private static byte[] invented(ByteBuffer in, int type) {
        int words = in.hasRemaining() ? in.get() & 0x7f : 0;
        ByteBuffer message = ByteBuffer.allocate(12 + 4 * words);
        message.putShort((short) 0x505a).putShort((short) (3 + words));
        message.put(TYPES.get(type % TYPES.size()).getBytes(StandardCharsets.US_ASCII));
        while (message.hasRemaining() && in.hasRemaining()) {
            message.put(in.get());
        }
        return ZrtpPacket.write(1, 2, Octets.owning(message.array()));
    }

    private void take(List<ZrtpOutput> outputs) {
        require(outputs.size() <= MOST_OUTPUTS, "Too many outputs");
        for (ZrtpOutput output : outputs) {
            switch (output) {
                case ZrtpOutput.Send(byte[] packet) -> toPeer.addLast(packet);
                case ZrtpOutput.Secured secure -> {
                    require(!secured && !failed, "Secure after an end");
                    secured = true;
                }
                case ZrtpOutput.Failed failure -> {
                    require(!secured && !failed, "Failed after an end");
                    failed = true;
                }
                case ZrtpOutput.KeysReady ready -> ready.keys().close();
                default -> {}
            }
        }
    }

    private void answer(List<ZrtpOutput> outputs) {
        for (ZrtpOutput output : outputs) {
            if (output instanceof ZrtpOutput.Send(byte[] packet)) {
                toMachine.addLast(packet);
                seen.add(packet);
            }
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
