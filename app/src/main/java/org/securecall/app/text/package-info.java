/** What several parts do with texts. */
@NullMarked
package org.securecall.app.text;

import org.jspecify.annotations.NullMarked;
