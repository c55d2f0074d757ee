/**
 * What keeps a profile secret at rest: the master key, how it is kept itself (under a passphrase, in the desktop's key store or in a
 * file of the user's alone), and the sealing of records under it.
 */
@NullMarked
package org.securecall.app.vault;

import org.jspecify.annotations.NullMarked;
