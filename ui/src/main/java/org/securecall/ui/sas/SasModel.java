// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.sas;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.securecall.app.api.CallId;
import org.securecall.app.api.CallSnapshot;
import org.securecall.media.api.SasEmoji;
import org.securecall.media.api.ZrtpDetails;
import org.securecall.ui.model.PhoneModel;

/**
 * One comparison of the short authentication string. A right answer cannot be clicked through: the half that is asked for is
 * not shown. Wrong once, the whole code is typed; wrong twice, the code differs.
 */
public final class SasModel {

    /** Where the comparison stands. */
    public enum Step {
        /** Say the one half, type the other. */
        TYPE_HALF,
        /** The half was wrong once: the peer repeats, and the whole code is typed. */
        TYPE_WHOLE,
        /** The whole code is shown, for peers that read it out at once; the user says whether it matches. */
        SHOWN,
        /** It agreed: whose key is it? */
        NAME,
        VERIFIED,
        DIFFERS
    }

    private final PhoneModel model;
    private final CallId call;
    private final SasCode code;
    private final List<SasEmoji> emoji;
    private final String suggestedName;
    private final ReadOnlyObjectWrapper<Step> step = new ReadOnlyObjectWrapper<>(Step.TYPE_HALF);
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper keyName = new ReadOnlyStringWrapper("");

    /**
     * @param zrtp whose code is compared
     * @param suggestedName what the name of the key is likely to be
     */
    public SasModel(PhoneModel model, CallSnapshot call, ZrtpDetails zrtp, String suggestedName) {
        this.model = model;
        this.call = call.id();
        this.code = SasCode.of(zrtp.comparedSas(), call.direction());
        this.emoji = zrtp.comparedEmoji();
        this.suggestedName = suggestedName;
    }

    CallId call() {
        return call;
    }

    SasCode code() {
        return code;
    }

    /**
     * The code as pictures, only beside the whole code: a voice carries no pictures, and while a half is asked for they would
     * show what is not to be seen.
     */
    List<SasEmoji> emoji() {
        return step.get() == Step.SHOWN ? emoji : List.of();
    }

    String suggestedName() {
        return suggestedName;
    }

    public ReadOnlyObjectProperty<Step> step() {
        return step.getReadOnlyProperty();
    }

    /** Why the last command failed; empty when it did not. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    /** The name that was confirmed. */
    ReadOnlyStringProperty keyName() {
        return keyName.getReadOnlyProperty();
    }

    /** Takes what the user heard. Nothing typed is not an answer. */
    public void type(String heard) {
        if (heard.isBlank()) {
            return;
        }
        switch (step.get()) {
            case TYPE_HALF -> step.set(code.isTheirs(heard) || code.isWhole(heard) ? Step.NAME : Step.TYPE_WHOLE);
            case TYPE_WHOLE -> {
                if (code.isWhole(heard)) {
                    step.set(Step.NAME);
                } else {
                    deny();
                }
            }
            case SHOWN, NAME, VERIFIED, DIFFERS -> {}
        }
    }

    /** Shows the whole code: the peer reads all of it out. */
    public void showWhole() {
        if (step.get() == Step.TYPE_HALF || step.get() == Step.TYPE_WHOLE) {
            step.set(Step.SHOWN);
        }
    }

    /** The user compared the whole code by ear. */
    public void match() {
        if (step.get() == Step.SHOWN) {
            step.set(Step.NAME);
        }
    }

    /** The codes differ. */
    public void deny() {
        problem.set("");
        model.ask(model.phone().denySas(call), done -> {}, problem::set);
        // The user's word counts at once, whatever becomes of the command.
        step.set(Step.DIFFERS);
    }

    /** @param name whom the key belongs to; may be empty */
    public void confirm(String name) {
        if (step.get() != Step.NAME) {
            return;
        }
        problem.set("");
        String stripped = name.strip();
        model.ask(
                model.phone().confirmSas(call, stripped.isEmpty() ? Optional.empty() : Optional.of(stripped)),
                done -> {
                    keyName.set(stripped);
                    step.set(Step.VERIFIED);
                },
                problem::set);
    }
}
