// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * Runs the voice of calls. A session's state and its ZRTP belong to the event loop that it was opened with. Beside it, each
 * session has a thread per socket ({@code net-rx}), which authenticates what arrives, and once voice flows {@code media-tx}
 * and {@code media-rx}, which own one direction's device and codec each. They hand over by a single-producer ring, or by an
 * immutable object in a volatile field; none waits for a lock.
 */
@NullMarked
package org.securecall.media.engine;

import org.jspecify.annotations.NullMarked;
