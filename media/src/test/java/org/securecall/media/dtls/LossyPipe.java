// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.dtls;

import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.securecall.media.srtp.SrtpKeys;

/** One end of a handshake in memory: what it sends, and what became of it. */
final class LossyPipe implements DtlsAssociation.Listener, Consumer<byte[]>, AutoCloseable {

    /** What an end hears at last. */
    sealed interface Outcome {
        record Keys(SrtpKeys send, SrtpKeys receive) implements Outcome {}

        record Failure(String cause, boolean attack) implements Outcome {}
    }

    private final BlockingQueue<Outcome> outcomes = new ArrayBlockingQueue<>(4);
    private final List<byte[]> sent = new CopyOnWriteArrayList<>();
    private final Predicate<Integer> lose;
    private volatile @Nullable DtlsAssociation own;
    private volatile @Nullable LossyPipe peer;
    private volatile Consumer<byte[]> also = datagram -> {};

    /** @param lose says which datagrams are lost, by their number from 0 */
    LossyPipe(Predicate<Integer> lose) {
        this.lose = lose;
    }

    static void join(LossyPipe one, LossyPipe other) {
        one.peer = other;
        other.peer = one;
    }

    /** Does this, too, before each datagram. */
    void alsoSend(Consumer<byte[]> attacker) {
        also = attacker;
    }

    void is(DtlsAssociation association) {
        own = association;
    }

    @Override
    public void accept(byte[] datagram) {
        int number = sent.size();
        sent.add(datagram);
        also.accept(datagram);
        LossyPipe to = peer;
        if (to != null && !lose.test(number)) {
            to.deliver(datagram);
        }
    }

    void deliver(byte[] datagram) {
        DtlsAssociation association = own;
        if (association != null) {
            association.receive(datagram.clone());
        }
    }

    List<byte[]> sent() {
        return sent;
    }

    @Override
    public void onKeys(SrtpKeys send, SrtpKeys receive) {
        outcomes.add(new Outcome.Keys(send, receive));
    }

    @Override
    public void onFailure(String cause, boolean attack) {
        outcomes.add(new Outcome.Failure(cause, attack));
    }

    /** Waits for the outcome, for half a minute at most. */
    Outcome outcome() throws InterruptedException {
        Outcome outcome = outcomes.poll(30, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("The association neither came about nor failed");
        }
        return outcome;
    }

    Outcome.Keys keys() throws InterruptedException {
        Outcome outcome = outcome();
        if (outcome instanceof Outcome.Keys keys) {
            return keys;
        }
        throw new AssertionError("No keys: " + outcome);
    }

    Outcome.Failure failure() throws InterruptedException {
        Outcome outcome = outcome();
        if (outcome instanceof Outcome.Failure failure) {
            return failure;
        }
        throw new AssertionError("Keys, and no failure");
    }

    @Override
    public void close() {
        DtlsAssociation association = own;
        if (association != null) {
            association.close();
        }
    }
}
