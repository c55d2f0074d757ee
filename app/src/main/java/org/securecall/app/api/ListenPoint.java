// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/** Where this telephone can be reached by SIP. */
public record ListenPoint(Transport transport, String address, int port) {}
