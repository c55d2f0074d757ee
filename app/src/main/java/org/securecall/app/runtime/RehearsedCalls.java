// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Supplier;
import org.securecall.app.api.CallId;
import org.securecall.app.api.ContactPolicy;
import org.securecall.app.api.LocalIdentity;
import org.securecall.app.api.Phone;
import org.securecall.app.api.PhoneOptions;
import org.securecall.app.api.Settings;
import org.securecall.app.call.Call;
import org.securecall.app.call.CallEvent;
import org.securecall.app.trust.KnownKey;
import org.securecall.media.api.MediaParameters;
import org.securecall.media.api.ZrtpDetails;

/**
 * The user's calls; those in which something is practised are like any other, by the same settings, with the one difference that
 * what is known of keys is the {@linkplain PracticeStage scenario's} and not what is kept about people.
 */
final class RehearsedCalls implements CallOwner {

    private final UserCalls calls;
    private final PracticeStages stages;
    private final PhoneOptions options;
    private final Supplier<Settings> settings;

    RehearsedCalls(UserCalls calls, PracticeStages stages, PhoneOptions options, Supplier<Settings> settings) {
        this.calls = calls;
        this.stages = stages;
        this.options = options;
        this.settings = settings;
    }

    @Override
    public CallTerms terms(String peer, Optional<String> account) {
        return stages.of(peer)
                .map(stage -> CallTerms.of(
                        LocalIdentity.MAIN, settings.get(), options, ContactPolicy.DEFAULT, stage.metWithZrtp()))
                .orElseGet(() -> calls.terms(peer, account));
    }

    @Override
    public MediaParameters mediaParameters(InetAddress bind, String peer, CallTerms terms) {
        Optional<PracticeStage> stage = stages.of(peer);
        if (stage.isEmpty()) {
            return calls.mediaParameters(bind, peer, terms);
        }
        MediaParameters plain = calls.mediaParameters(bind, Phone.PRACTICE, terms);
        return new MediaParameters(
                plain.bindAddress(),
                plain.microphone(),
                plain.speaker(),
                plain.encryption(),
                stage.get().user(),
                plain.algorithms(),
                plain.keying(),
                plain.zrtpOptions());
    }

    @Override
    public String nameOf(String peer, String displayName) {
        return calls.nameOf(peer, displayName);
    }

    @Override
    public KnownKey known(LocalIdentity identity, String peer, ZrtpDetails details) {
        return stages.of(peer)
                .map(stage -> stage.user().known(details.peerZid()))
                .orElseGet(() -> calls.known(identity, peer, details));
    }

    @Override
    public void met(LocalIdentity identity, String peer, ZrtpDetails details) {
        stages.of(peer).ifPresentOrElse(stage -> stage.user().met(details), () -> calls.met(identity, peer, details));
    }

    @Override
    public void confirmed(LocalIdentity identity, Call.Parties parties, ZrtpDetails details, Optional<String> keyName) {
        stages.of(parties.peer())
                .ifPresentOrElse(
                        stage -> stage.user().confirmed(details, keyName),
                        () -> calls.confirmed(identity, parties, details, keyName));
    }

    @Override
    public void denied(LocalIdentity identity, Call.Parties parties, ZrtpDetails details) {
        stages.of(parties.peer())
                .ifPresentOrElse(stage -> stage.user().denied(details), () -> calls.denied(identity, parties, details));
    }

    @Override
    public void begins(Call call, CallTerms terms) {
        calls.begins(call, terms);
    }

    @Override
    public void stepped(LocalIdentity identity, Call before, CallEvent event, Call after) {
        calls.stepped(identity, before, event, after);
    }

    @Override
    public void changeRefused(CallId call, String cause) {
        calls.changeRefused(call, cause);
    }

    @Override
    public void rings(CallId id) {
        calls.rings(id);
    }

    @Override
    public void callChanged(Call call) {
        stages.callChanged(call);
        calls.callChanged(call);
    }

    @Override
    public void securityChanged(Call call) {
        calls.securityChanged(call);
    }

    @Override
    public void tell(String text) {
        calls.tell(text);
    }
}
