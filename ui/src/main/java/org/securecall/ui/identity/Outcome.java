// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.identity;

import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What came of the last command; it stays until the next one. */
final class Outcome {

    private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");

    /** Empty when there was none, or it failed. */
    ReadOnlyStringProperty result() {
        return result.getReadOnlyProperty();
    }

    /** Why it failed; empty when it did not. */
    ReadOnlyStringProperty problem() {
        return problem.getReadOnlyProperty();
    }

    void clear() {
        result.set("");
        problem.set("");
    }

    void done(String sentence) {
        problem.set("");
        result.set(sentence);
    }

    void failed(String reason) {
        result.set("");
        problem.set(reason);
    }
}
