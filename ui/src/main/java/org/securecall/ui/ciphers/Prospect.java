// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.ui.ciphers;

import java.util.Optional;
import org.securecall.media.api.ZrtpForecast;

/**
 * What the next call with a telephone would come to.
 *
 * @param name whose it is
 * @param address as people read it; empty for the practice peer
 * @param client what it says it is; may be empty
 * @param forecast empty where it is not known what it has
 */
record Prospect(String name, String address, String client, Optional<ZrtpForecast> forecast) {}
