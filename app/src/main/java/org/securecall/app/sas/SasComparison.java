// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.sas;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One comparison of the short authentication string. A right answer cannot be clicked through: what is asked for is not shown.
 * Wrong once, the whole code is typed; wrong twice, the code differs. Immutable; what does not fit the step changes nothing.
 *
 * @param options for {@link Step#CHOOSE_HALF}: halves of which one is right
 */
public record SasComparison(SasCode code, List<String> options, Step step) {

    /** Where the comparison stands. */
    public enum Step {
        /** Say the one half, type the other. */
        TYPE_HALF,
        /** Say the one half, choose the other; once. */
        CHOOSE_HALF,
        /** The other telephone knows no halves: the peer reads all of the code first, and all of it is typed. */
        TYPE_ALL,
        /** The answer was wrong once: the peer repeats slowly, and the whole code is typed. */
        TYPE_AGAIN,
        /** The whole code is shown, and the user says whether it matches. */
        SHOWN,
        /** It agreed: whose key is it? */
        NAME,
        VERIFIED,
        DIFFERS;

        /** Whether the code is still to be heard. */
        public boolean isOpen() {
            return this != NAME && !isOver();
        }

        /** Whether the result is there. */
        public boolean isOver() {
            return this == VERIFIED || this == DIFFERS;
        }
    }

    public SasComparison {
        options = List.copyOf(options);
    }

    /**
     * @param client what the peer's telephone calls itself in its Hello
     * @param random chooses the halves that are wrong
     */
    public static SasComparison start(SasCode code, String client, RandomGenerator random) {
        return new SasComparison(
                code, SasOptions.of(code, random), SasHabit.readsHalves(client) ? Step.TYPE_HALF : Step.TYPE_ALL);
    }

    /** Takes what the user heard. Nothing typed is not an answer. */
    public SasComparison typed(String heard) {
        if (heard.isBlank()) {
            return this;
        }
        return switch (step) {
            case TYPE_HALF -> first(code.isTheirs(heard) || code.isWhole(heard));
            case TYPE_ALL -> first(code.isWhole(heard));
            case TYPE_AGAIN -> at(code.isWhole(heard) ? Step.NAME : Step.DIFFERS);
            case CHOOSE_HALF, SHOWN, NAME, VERIFIED, DIFFERS -> this;
        };
    }

    /** Offers halves to choose from, or typing instead. */
    public SasComparison choosing(boolean choosing) {
        return step == (choosing ? Step.TYPE_HALF : Step.CHOOSE_HALF)
                ? at(choosing ? Step.CHOOSE_HALF : Step.TYPE_HALF)
                : this;
    }

    /** @param option what was heard; empty where it is none of {@link #options} */
    public SasComparison chosen(Optional<String> option) {
        return step == Step.CHOOSE_HALF ? first(option.filter(code::isTheirs).isPresent()) : this;
    }

    /** Shows the whole code. After a wrong answer it stays hidden. */
    public SasComparison shown() {
        return step == Step.TYPE_HALF || step == Step.CHOOSE_HALF || step == Step.TYPE_ALL ? at(Step.SHOWN) : this;
    }

    /** The user compared the shown code by ear. */
    public SasComparison matched() {
        return step == Step.SHOWN ? at(Step.NAME) : this;
    }

    /** The codes differ. */
    public SasComparison denied() {
        return step.isOpen() ? at(Step.DIFFERS) : this;
    }

    /** The user said whose key it is, and that was kept. */
    public SasComparison named() {
        return step == Step.NAME ? at(Step.VERIFIED) : this;
    }

    /**
     * What a word that is being typed may become: whole texts for the field.
     *
     * @param typed so far
     */
    public List<String> suggestions(String typed) {
        return code.words() ? SasSuggestions.of(typed, step == Step.TYPE_HALF && code.mineFirst()) : List.of();
    }

    private SasComparison first(boolean right) {
        return at(right ? Step.NAME : Step.TYPE_AGAIN);
    }

    private SasComparison at(Step next) {
        return new SasComparison(code, options, next);
    }

    /** The SAS is never logged. */
    @Override
    public String toString() {
        return "SasComparison[" + step + "]";
    }
}
