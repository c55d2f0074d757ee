// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.ZrtpDetails;

/** One machine with a driver that does what it says, and writes down what it said. */
final class Party {

    final MemoryCache cache;
    final ZrtpMachine machine;
    final List<ZrtpOutput> said = new ArrayList<>();
    final List<byte[]> sent = new ArrayList<>();
    private final VirtualNetwork network;
    private final Map<ZrtpTimer, Long> timers = new EnumMap<>(ZrtpTimer.class);
    private final Map<ZrtpOutput.Direction, String> keys = new EnumMap<>(ZrtpOutput.Direction.class);
    private long timerOrder;
    private @Nullable Party other;
    private @Nullable Instant securedAt;
    private boolean deaf;

    Party(VirtualNetwork network, ZrtpMachine machine, MemoryCache cache) {
        this.network = network;
        this.machine = machine;
        this.cache = cache;
    }

    static Party create(VirtualNetwork network, MemoryCache cache, int ssrc, long seed) {
        return create(network, cache, ssrc, seed, AlgorithmPreferences.RECOMMENDED);
    }

    static Party create(
            VirtualNetwork network, MemoryCache cache, int ssrc, long seed, AlgorithmPreferences algorithms) {
        return new Party(
                network, ZrtpMachine.create(config(network, cache, ssrc, seed, algorithms), random(seed)), cache);
    }

    static ZrtpConfig config(
            VirtualNetwork network, MemoryCache cache, int ssrc, long seed, AlgorithmPreferences algorithms) {
        return ZrtpConfig.recommended(ssrc, cache, new KeyPool(random(seed ^ 0x5eed)), network)
                .withAlgorithms(algorithms);
    }

    /** Repeatable, which is what a test wants and a telephone must never have. */
    static SecureRandom random(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static void connect(Party one, Party two) {
        one.other = two;
        two.other = one;
    }

    /** One way only. */
    static void answerTo(Party one, Party two) {
        one.other = two;
    }

    void start() {
        act(machine.start());
    }

    /** Neither hears nor ends timers any more: its machine was unplugged. */
    void unplug() {
        deaf = true;
    }

    void plugIn() {
        deaf = false;
    }

    void arrive(byte[] packet) {
        if (!deaf) {
            act(machine.receive(ByteBuffer.wrap(packet)));
        }
    }

    void srtpArrives() {
        act(machine.srtpReceived());
    }

    void act(List<ZrtpOutput> outputs) {
        for (ZrtpOutput output : outputs) {
            said.add(output);
            switch (output) {
                case ZrtpOutput.Send(byte[] packet) -> {
                    sent.add(packet);
                    Party to = other;
                    if (to != null) {
                        network.carry(this, to, packet);
                    }
                }
                case ZrtpOutput.SetTimer set -> {
                    long mine = timerOrder++;
                    timers.put(set.timer(), mine);
                    network.after(set.after(), () -> {
                        if (!deaf && Long.valueOf(mine).equals(timers.get(set.timer()))) {
                            timers.remove(set.timer());
                            act(machine.timeout(set.timer()));
                        }
                    });
                }
                case ZrtpOutput.CancelTimer cancel -> timers.remove(cancel.timer());
                case ZrtpOutput.KeysReady ready -> {
                    HexFormat hex = HexFormat.of();
                    keys.put(
                            ready.direction(),
                            ready.keys().profile() + " "
                                    + hex.formatHex(ready.keys().masterKey().reveal()) + " "
                                    + hex.formatHex(ready.keys().masterSalt().reveal()));
                    ready.keys().close();
                }
                case ZrtpOutput.Secured secured -> securedAt = network.instant();
                case ZrtpOutput.PeerFound found -> {}
                case ZrtpOutput.Securing securing -> {}
                case ZrtpOutput.DetailsChanged changed -> {}
                case ZrtpOutput.Failed failed -> {}
                case ZrtpOutput.NoZrtp none -> {}
                case ZrtpOutput.GoClearRefused refused -> {}
                case ZrtpOutput.Rekeyed rekeyed -> {}
                case ZrtpOutput.RekeyFailed failed -> {}
                case ZrtpOutput.GoingClear going -> {}
                case ZrtpOutput.WentClear cleared -> {}
                case ZrtpOutput.PeerErrorIgnored ignored -> {}
            }
        }
    }

    <O extends ZrtpOutput> Optional<O> first(Class<O> kind) {
        return said.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    <O extends ZrtpOutput> long count(Class<O> kind) {
        return said.stream().filter(kind::isInstance).count();
    }

    boolean secure() {
        return first(ZrtpOutput.Secured.class).isPresent();
    }

    ZrtpDetails details() {
        return first(ZrtpOutput.Secured.class).orElseThrow().details();
    }

    Optional<ZrtpFailure> failure() {
        return first(ZrtpOutput.Failed.class).map(ZrtpOutput.Failed::failure);
    }

    ZrtpFailure.Reason failureReason() {
        return failure().orElseThrow().reason();
    }

    String key(ZrtpOutput.Direction direction) {
        return Optional.ofNullable(keys.get(direction)).orElse("none");
    }

    boolean runningTimers() {
        return !timers.isEmpty();
    }

    Instant securedAt() {
        return Optional.ofNullable(securedAt).orElseThrow();
    }
}
