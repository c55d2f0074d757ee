// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.fx;

/** Something that was attached, such as a listener; closing detaches it. */
@FunctionalInterface
public interface Attachment extends AutoCloseable {
    @Override
    void close();
}
