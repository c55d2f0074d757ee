// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.securecall.app.account.InvalidEntryException;
import org.securecall.app.api.AccountProbe;
import org.securecall.app.api.ProbeRequest;
import org.securecall.app.api.ProbeStep;
import org.securecall.app.api.ProgramVersion;
import org.securecall.app.sip.JainSipUserAgent;
import org.securecall.app.sip.Probes;
import org.securecall.app.sip.SipOptions;
import org.securecall.app.sip.SipUnavailableException;
import org.securecall.app.sip.SipUserAgent;
import org.securecall.app.storage.Storage;

/** One try-out of an account on sockets of its own. */
final class ProbeRun {

    private final Storage storage;

    ProbeRun(Storage storage) {
        this.storage = storage;
    }

    /**
     * Takes the steps up to one of them.
     *
     * @param ended hears of each step once it has ended
     * @return the steps that ended, in order; the last one failed, or all went well
     */
    List<ProbeStep> take(ProbeRequest request, ProbeStep.Kind last, Consumer<ProbeStep> ended)
            throws InvalidEntryException, CommandException {
        List<ProbeStep> steps = new CopyOnWriteArrayList<>();
        SipOptions options =
                new SipOptions(Optional.empty(), OptionalInt.of(0), "SecureCall/" + ProgramVersion.current());
        try (SipUserAgent agent = JainSipUserAgent.open(options, event -> {});
                AccountProbe probe = Probes.open(agent, storage.accounts(), storage.tls(), request, step -> {
                    if (step.outcome() != ProbeStep.Outcome.RUNNING) {
                        steps.add(step);
                        ended.accept(step);
                    }
                })) {
            probe.run(ProbeStep.Kind.NAPTR, last).toCompletableFuture().get();
            return List.copyOf(steps);
        } catch (SipUnavailableException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        } catch (ExecutionException e) {
            throw new CommandException("An internal error stopped the check");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted");
        }
    }
}
