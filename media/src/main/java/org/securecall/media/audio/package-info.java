// SPDX-License-Identifier: GPL-3.0-or-later
/** Sound devices through Java Sound, and WAV files that stand in for them. A port belongs to the media thread that uses it. */
@NullMarked
package org.securecall.media.audio;

import org.jspecify.annotations.NullMarked;
