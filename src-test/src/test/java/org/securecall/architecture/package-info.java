// SPDX-License-Identifier: GPL-3.0-or-later
/** The architecture as tests: who may use what. */
@NullMarked
package org.securecall.architecture;

import org.jspecify.annotations.NullMarked;
