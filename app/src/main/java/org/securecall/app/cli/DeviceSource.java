// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.cli;

import java.util.List;
import org.securecall.app.api.PhoneException;
import org.securecall.media.api.AudioDevice;

/** Looks for sound devices when asked. */
@FunctionalInterface
public interface DeviceSource {

    /** @throws PhoneException when the sound system cannot be asked */
    List<AudioDevice> devices() throws PhoneException;
}
