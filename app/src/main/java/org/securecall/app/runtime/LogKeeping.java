// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.runtime;

import java.time.InstantSource;
import org.securecall.app.account.Trusted;
import org.securecall.app.securitylog.RecordedLog;
import org.securecall.app.securitylog.SecurityJournal;
import org.securecall.app.storage.Storage;
import org.securecall.media.engine.VoiceEngine;

/** The security log, and who writes it. */
record LogKeeping(RecordedLog log, SecurityJournal journal) {

    /** Begins the log; of everything but calls it hears by {@code front}. */
    static LogKeeping begin(Storage storage, Front front, InstantSource clock) {
        RecordedLog log = new RecordedLog(clock);
        SecurityJournal journal = new SecurityJournal(
                log,
                VoiceEngine.algorithms(),
                storage.settings().settings(),
                () -> Trusted.of(storage.accounts(), storage.tls()),
                storage.identities().identities());
        front.listen(journal::onPhoneEvent);
        return new LogKeeping(log, journal);
    }
}
