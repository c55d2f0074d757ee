// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.settings;

import org.securecall.app.api.Settings;

/** What the user chose for the whole program. Thread-safe; answers from memory at once, and the disk follows. */
public interface SettingsStore {

    Settings settings();

    void put(Settings settings);
}
