// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.lock;

import org.securecall.app.api.Protection;
import org.securecall.ui.model.PhoneModel;
import org.securecall.ui.text.Texts;

/** Locks the profile where that means something and disturbs no call. */
public final class Locker {

    private static final Texts TEXTS = Texts.of("lock");

    private final PhoneModel model;
    private final Runnable close;

    /** @param close closes the window and the telephone, and asks for the passphrase */
    public Locker(PhoneModel model, Runnable close) {
        this.model = model;
        this.close = close;
    }

    /** Locks now, or tells in a notice why not. */
    public void lock() {
        if (!hasPassphrase()) {
            model.notice(TEXTS.get("needs.passphrase"));
        } else if (inCall()) {
            model.notice(TEXTS.get("in.call"));
        } else {
            close.run();
        }
    }

    /** Whether {@link #lock} would lock. */
    public boolean canLock() {
        return hasPassphrase() && !inCall();
    }

    private boolean hasPassphrase() {
        return model.phone().protection() == Protection.PASSPHRASE;
    }

    /** A call that rings counts too. */
    private boolean inCall() {
        return !model.phone().calls().isEmpty();
    }
}
