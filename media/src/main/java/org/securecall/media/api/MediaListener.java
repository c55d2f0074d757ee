// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.media.api;

/** Hears of one session; called on the event loop. */
@FunctionalInterface
public interface MediaListener {
    void onMediaEvent(MediaEvent event);
}
