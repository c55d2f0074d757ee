// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

/** What the command line starts. Each is called at most once, and only when it was asked for. */
public record Fronts(WindowRunner window, HeadlessRunner headless, DeviceSource devices) {}
