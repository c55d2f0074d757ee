// SPDX-License-Identifier: GPL-3.0-or-later
/** Contacts' pictures: made from image files, and read to be drawn. What reads files runs on a thread of its own. */
@NullMarked
package org.securecall.ui.picture;

import org.jspecify.annotations.NullMarked;
