// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects notices, and waits for one. */
final class Notices implements StorageListener {

    private final BlockingQueue<String> queue = new LinkedBlockingQueue<>();

    @Override
    public void onStorageNotice(String message) {
        // Of every new profile without a passphrase.
        if (!message.startsWith("The key of this profile is in a file")) {
            queue.add(message);
        }
    }

    /** The next notice; fails after ten seconds without one. */
    String next() throws InterruptedException {
        String message = queue.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("No notice came");
        }
        return message;
    }

    /** Those that have come and were not asked for. */
    List<String> rest() {
        List<String> rest = new ArrayList<>();
        queue.drainTo(rest);
        return rest;
    }
}
