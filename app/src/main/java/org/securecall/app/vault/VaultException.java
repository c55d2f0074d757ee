// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.vault;

import java.time.Duration;

/** The profile cannot be unlocked, or its lock cannot be changed; the message is a sentence for the user. Nothing was changed. */
public final class VaultException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What the user can do about it. */
    public enum Reason {
        /** A passphrase is needed, and none was given. */
        PASSPHRASE_NEEDED,
        WRONG_PASSPHRASE,
        /** Too many wrong ones: another may be tried after {@link #wait}. */
        WAIT,
        /** The key is not there, or is not this profile's. */
        KEY_MISSING,
        /** The file of the key is damaged or of a newer version. */
        UNREADABLE,
        /** The disk or the key store does not do what it should. */
        FAILED
    }

    private final Reason reason;
    private final Duration wait;

    VaultException(Reason reason, String sentence) {
        this(reason, sentence, Duration.ZERO);
    }

    VaultException(Reason reason, String sentence, Duration wait) {
        super(sentence);
        this.reason = reason;
        this.wait = wait;
    }

    VaultException(Reason reason, String sentence, Throwable cause) {
        super(sentence, cause);
        this.reason = reason;
        this.wait = Duration.ZERO;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the right passphrase, in time, would unlock the profile. */
    public boolean passphraseHelps() {
        return switch (reason) {
            case PASSPHRASE_NEEDED, WRONG_PASSPHRASE, WAIT -> true;
            case KEY_MISSING, UNREADABLE, FAILED -> false;
        };
    }

    /** How long to wait before another try. */
    public Duration waitBefore() {
        return wait;
    }
}
