// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.shell;

import java.util.Optional;
import org.securecall.app.api.CallId;

/** What the middle of the window shows. */
public sealed interface Page {

    record Contacts() implements Page {}

    record Dial() implements Page {}

    record History() implements Page {}

    record Keys() implements Page {}

    /** @param about the call that is shown alone at first; empty for everything */
    record Diagnostics(Optional<CallId> about) implements Page {}

    record SettingsPage() implements Page {}

    /** @param from where it was opened, and where it goes back to */
    record Ciphers(Page from) implements Page {}

    /** @param from likewise */
    record Practice(Page from) implements Page {}

    /**
     * The keys of the person with an address.
     *
     * @param from likewise
     */
    record PersonKeys(String address, Page from) implements Page {}

    record Call(CallId id) implements Page {}

    /** The page that {@code page} was opened from; itself for one that stands alone. */
    static Page origin(Page page) {
        return switch (page) {
            case Ciphers(Page from) -> origin(from);
            case Practice(Page from) -> origin(from);
            case PersonKeys(String address, Page from) -> origin(from);
            case Contacts contacts -> page;
            case Dial dial -> page;
            case History history -> page;
            case Keys keys -> page;
            case SettingsPage settings -> page;
            case Diagnostics diagnostics -> page;
            case Call call -> page;
        };
    }

    Page CONTACTS = new Contacts();
    Page DIAL = new Dial();
    Page HISTORY = new History();
    Page KEYS = new Keys();
    Page DIAGNOSTICS = new Diagnostics(Optional.empty());
    Page SETTINGS = new SettingsPage();
}
