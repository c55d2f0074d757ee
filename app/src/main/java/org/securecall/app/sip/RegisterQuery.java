// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sip;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sip.message.Request;
import javax.sip.message.Response;

/** A REGISTER without a contact, which changes no binding (RFC 3261 §10.2.3): whether the server takes name and password. */
final class RegisterQuery implements Exchange.Party {

    private final Surroundings around;
    private final Outbound account;
    private final SerialTasks tasks;
    private final Exchange exchange;
    private final String callId = SipMessages.token(16);
    private final String fromTag = SipMessages.token(8);
    private final CompletableFuture<SipFailure> answer = new CompletableFuture<>();
    private long cseq;

    /** @param by open */
    RegisterQuery(Surroundings around, Outbound account, Flow by) {
        this.around = around;
        this.account = account;
        this.tasks = new SerialTasks(
                around.work().threads(),
                () -> answer.complete(SipFailure.of("The registration failed inside this telephone.")));
        this.exchange = new Exchange(
                around.work(), tasks, account.authenticator(), target -> by.line(), List.of(by.target()), this);
    }

    /** The status of the answer with the sentence that goes with it, 0 where none came. */
    CompletableFuture<SipFailure> ask() {
        tasks.execute(exchange::start);
        return answer;
    }

    void abandon() {
        tasks.execute(exchange::abandon);
        answer.complete(SipFailure.of("Cancelled."));
    }

    @Override
    public Request request(Flow flow) {
        cseq++;
        return around.messages()
                .request(
                        new SipMessages.Outline(
                                Request.REGISTER,
                                SipMessages.domain(account.addressOfRecord()),
                                account.from(),
                                fromTag,
                                account.from(),
                                Optional.empty(),
                                callId,
                                cseq,
                                List.of()),
                        flow);
    }

    @Override
    public void provisional(Flow flow, Response response) {}

    @Override
    public void answered(Flow flow, Request request, Response response) {
        int code = response.getStatusCode();
        answer.complete(new SipFailure(code, SipSentences.registration(code), Optional.empty()));
    }

    @Override
    public void failed(SipFailure failure) {
        answer.complete(failure);
    }
}
