// SPDX-License-Identifier: GPL-3.0-or-later
/** What is done to samples between a device and a codec. Every object belongs to the thread that feeds it. */
@NullMarked
package org.securecall.media.dsp;

import org.jspecify.annotations.NullMarked;
