// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.model;

import java.util.Optional;
import java.util.function.Consumer;

/** Starts a call and shows it. */
@FunctionalInterface
public interface Dialler {

    /**
     * @param target as {@link org.securecall.app.api.Phone#call} takes it
     * @param account to call from; empty for the first fitting one
     * @param failure gets the sentence that says why there is no call
     */
    void call(String target, Optional<String> account, Consumer<String> failure);

    /** Shows what can be practised, where there is a page for that. */
    default void practise() {}
}
