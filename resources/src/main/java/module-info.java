// SPDX-License-Identifier: GPL-3.0-or-later
/** Everything the program shows or ships that is not code: texts, styles, icons, sounds and SQL migrations. */
module org.securecall.resources {
    requires static org.jspecify;

    exports org.securecall.resources;
}
