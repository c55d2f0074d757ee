// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.history;

/** Some peers, by their numbers. */
@FunctionalInterface
interface PeerSet {

    PeerSet ALL = peer -> true;

    boolean has(int peer);
}
