// SPDX-License-Identifier: GPL-3.0-or-later
/** What comes from elsewhere: the keys that other telephones keep, and the backup file with its printed code. Files in, records
 * out: what becomes of them is for the caller to say. */
@NullMarked
package org.securecall.app.transfer;

import org.jspecify.annotations.NullMarked;
