/** What is kept at bad moments: telephones that are killed in the middle of handshakes, and memory after locking. */
@NullMarked
package org.securecall.kill;

import org.jspecify.annotations.NullMarked;
