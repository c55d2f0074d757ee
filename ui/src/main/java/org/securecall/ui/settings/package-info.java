// SPDX-License-Identifier: GPL-3.0-or-later
/** Settings: sound, encryption, appearance, about. */
@NullMarked
package org.securecall.ui.settings;

import org.jspecify.annotations.NullMarked;
