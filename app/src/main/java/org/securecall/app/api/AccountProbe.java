// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

import java.util.concurrent.CompletionStage;

/**
 * A try-out of an account's way to its server, one step after the other, which changes nothing there or here. Only the transport that the
 * account names is tried. Thread-safe.
 */
public interface AccountProbe extends AutoCloseable {

    /**
     * Takes the steps from one to another, each told to the listener when it begins and when it ends. What came before is kept from the last
     * run, or done as well where there was none. Ends with the first step that fails; a run that goes on is cancelled by a new one.
     *
     * @return whether all went well; false also when it was cancelled
     */
    CompletionStage<Boolean> run(ProbeStep.Kind from, ProbeStep.Kind last);

    /** Cancels, closes the connection and wipes the password; nothing is told afterwards. */
    @Override
    void close();
}
