// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.zrtp;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecall.media.api.ZrtpDetails;

/** One real machine within an explored call, and what must hold for it by itself. */
final class ExploredParty {

    final Step.Side side;
    final MemoryCache cache;
    final Set<Integer> sent = new HashSet<>();
    final Set<Integer> heard = new HashSet<>();

    /** Packets on their way to this party, the one sent first first. */
    final List<Integer> arriving = new ArrayList<>();

    /** Nothing arrives here any more. */
    boolean cut;

    private final ExploredCall call;
    private final ZrtpMachine machine;
    private final Map<ZrtpTimer, Long> timers = new EnumMap<>(ZrtpTimer.class);
    private final Map<ZrtpOutput.Direction, String> keys = new EnumMap<>(ZrtpOutput.Direction.class);
    private boolean started;
    private boolean found;
    private boolean securing;
    private boolean foundNothing;
    private boolean failed;
    private @Nullable ZrtpDetails details;
    private final Set<String> withoutEffect = new HashSet<>();
    private long history = 17;

    ExploredParty(ExploredCall call, Step.Side side, MemoryCache cache, ZrtpMachine machine) {
        this.call = call;
        this.side = side;
        this.cache = cache;
        this.machine = machine;
    }

    boolean started() {
        return started;
    }

    Map<ZrtpTimer, Long> timers() {
        return timers;
    }

    Optional<ZrtpDetails> details() {
        return Optional.ofNullable(details);
    }

    /** Secure, failed, or without anybody to talk to. */
    boolean ended() {
        return details != null || failed || foundNothing;
    }

    String key(ZrtpOutput.Direction direction) {
        return keys.getOrDefault(direction, "none");
    }

    void start() {
        started = true;
        happened(1, machine.start(), machine.toString());
    }

    void hear(int letter, boolean fromWire) {
        String before = machine.toString();
        ZrtpCounters counters = machine.counters();
        List<ZrtpOutput> outputs;
        if (call.letters().isSrtp(letter)) {
            boolean authentic = call.letters().srtpKey(letter).equals(keys.get(ZrtpOutput.Direction.RECEIVE));
            outputs = authentic && fromWire ? machine.srtpReceived() : List.of();
        } else {
            heard.add(letter);
            outputs = machine.receive(ByteBuffer.wrap(ZrtpPacket.write(
                    1, ExploredCall.ssrc(side.other()), call.letters().message(letter))));
        }
        // What gave no output in this state gives none, and changes nothing, when it comes again.
        boolean ignored =
                outputs.isEmpty() && (!counters.equals(machine.counters()) || !withoutEffect.add(before + letter));
        boolean onlyRepeated = !outputs.isEmpty()
                && outputs.stream().allMatch(o -> o instanceof ZrtpOutput.Send(byte[] p) && sent.contains(letter(p)));
        if ((ignored || onlyRepeated) && before.equals(machine.toString())) {
            outputs.forEach(this::act);
        } else {
            happened(1000 + letter, outputs, before);
        }
    }

    void timeout(ZrtpTimer timer) {
        timers.remove(timer);
        happened(timer.name().hashCode(), machine.timeout(timer), machine.toString());
    }

    void hangUp() {
        machine.close();
    }

    String state() {
        return machine.toString();
    }

    private void happened(int what, List<ZrtpOutput> outputs, String before) {
        history = Exploration.mix(history, what);
        outputs.forEach(this::act);
        history = Exploration.mix(history, machine.toString().equals(before) ? 0 : 1);
    }

    /** All that decides what this party does next: what happened to it, as far as it took notice, and its timers. */
    long key(long now) {
        long key = history;
        for (Map.Entry<ZrtpTimer, Long> timer : timers.entrySet()) {
            key = Exploration.mix(key, timer.getKey().name().hashCode());
            key = Exploration.mix(key, timer.getValue() - now);
        }
        key = Exploration.mix(key, cut ? 1 : 0);
        for (int letter : arriving) {
            key = Exploration.mix(key, letter);
        }
        return key;
    }

    private int letter(byte[] packet) {
        ZrtpPacket.Intact intact = (ZrtpPacket.Intact) ZrtpPacket.parse(ByteBuffer.wrap(packet));
        return call.letters().number(intact.message(), call.name(side));
    }

    private void act(ZrtpOutput output) {
        switch (output) {
            case ZrtpOutput.Send(byte[] packet) -> {
                int letter = letter(packet);
                if (sent.add(letter)) {
                    call.checkFirstSending(this, letter);
                }
                call.carry(side, letter);
            }
            case ZrtpOutput.SetTimer set ->
                timers.put(set.timer(), call.now() + set.after().toMillis());
            case ZrtpOutput.CancelTimer cancel -> timers.remove(cancel.timer());
            case ZrtpOutput.KeysReady ready -> keysReady(ready);
            case ZrtpOutput.Secured secured -> secured(secured.details());
            case ZrtpOutput.PeerFound peer -> found = true;
            case ZrtpOutput.Securing begun -> securing = true;
            case ZrtpOutput.Failed failure -> failed();
            case ZrtpOutput.NoZrtp none -> noZrtp(none.expected());
            case ZrtpOutput.DetailsChanged changed -> details = changed.details();
            case ZrtpOutput.GoClearRefused refused -> {}
            case ZrtpOutput.GoingClear going -> {}
            case ZrtpOutput.WentClear cleared -> {}
            case ZrtpOutput.Rekeyed rekeyed -> {}
            case ZrtpOutput.RekeyFailed failed -> {}
            case ZrtpOutput.PeerErrorIgnored ignored -> {}
        }
    }

    private void keysReady(ZrtpOutput.KeysReady ready) {
        HexFormat hex = HexFormat.of();
        String key = ready.keys().profile() + " "
                + hex.formatHex(ready.keys().masterKey().reveal()) + " "
                + hex.formatHex(ready.keys().masterSalt().reveal());
        ready.keys().close();
        require(!failed, Violation.Invariant.SECURE_STAYS, "keys after a failure");
        require(
                keys.put(ready.direction(), key) == null,
                Violation.Invariant.KEYS_ONCE,
                ready.direction() + " had its keys already");
        requireConfirm();
        if (ready.direction() == ZrtpOutput.Direction.SEND) {
            call.carry(side, call.letters().srtp(key, call.name(side)));
        }
    }

    private void secured(ZrtpDetails agreed) {
        require(details == null && !failed, Violation.Invariant.SECURE_STAYS, "secure a second time");
        require(keys.size() == 2, Violation.Invariant.EQUAL_KEYS, "secure without keys");
        requireConfirm();
        details = agreed;
        call.checkSameView();
    }

    private void failed() {
        require(details == null, Violation.Invariant.SECURE_STAYS, "failed after it was secure");
        require(!failed, Violation.Invariant.SECURE_STAYS, "failed a second time");
        failed = true;
    }

    private void noZrtp(boolean expected) {
        require(
                expected || !found,
                Violation.Invariant.NO_CLEAR_VOICE,
                "nothing was expected of a peer that was found");
        require(!securing, Violation.Invariant.NO_CLEAR_VOICE, "nothing was found by one that was securing");
        foundNothing = true;
    }

    /** The peer's own Confirm, as it left the peer. */
    private void requireConfirm() {
        boolean confirmed = heard.stream()
                .anyMatch(letter -> call.letters().type(letter).startsWith("Confirm")
                        && call.party(side.other()).sent.contains(letter));
        require(confirmed, Violation.Invariant.NOTHING_WITHOUT_CONFIRM, "no Confirm had come");
    }

    private void require(boolean holds, Violation.Invariant invariant, String otherwise) {
        if (!holds) {
            throw new Violation(invariant, call.name(side) + ": " + otherwise);
        }
    }
}
