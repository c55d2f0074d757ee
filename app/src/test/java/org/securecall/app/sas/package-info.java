// SPDX-License-Identifier: GPL-3.0-or-later
@NullMarked
package org.securecall.app.sas;

import org.jspecify.annotations.NullMarked;
