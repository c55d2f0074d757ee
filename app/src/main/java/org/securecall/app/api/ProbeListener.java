// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/** Hears of the steps of an {@link AccountProbe}, on a thread of its own; must not block for long. */
@FunctionalInterface
public interface ProbeListener {

    void onProbeStep(ProbeStep step);
}
