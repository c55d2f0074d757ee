// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.call;

import java.util.List;

/** The call after an event, and what is to be done. */
public record Step(Call call, List<Effect> effects) {

    public Step {
        effects = List.copyOf(effects);
    }
}
