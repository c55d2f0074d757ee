// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.api;

/**
 * A part of the security log as others may see it, exactly as it is written into a file.
 *
 * @param entries how many there are in it
 * @param text lines ended by line feeds
 */
public record SecurityLogText(int entries, String text) {}
