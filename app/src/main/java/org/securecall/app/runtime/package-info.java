// SPDX-License-Identifier: GPL-3.0-or-later
/**
 * The running telephone: the call loop, which owns every call's and every ZRTP exchange's state, and the wiring of SIP, media
 * and storage around it. Front ends reach it through {@link org.securecall.app.api.Phone}.
 */
@NullMarked
package org.securecall.app.runtime;

import org.jspecify.annotations.NullMarked;
