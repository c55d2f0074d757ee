/** Telephones that are killed in the middle of handshakes: what they keep about each other survives. */
@NullMarked
package org.securecall.kill;

import org.jspecify.annotations.NullMarked;
