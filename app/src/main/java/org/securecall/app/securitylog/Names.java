// SPDX-License-Identifier: GPL-3.0-or-later
package org.securecall.app.securitylog;

/** What people and servers are called in words. */
interface Names {

    /** For the user's own eyes. */
    Names AS_THEY_ARE = new Names() {
        @Override
        public String person(String name) {
            return name;
        }

        @Override
        public String server(String host) {
            return host;
        }

        @Override
        public String free(String sentence) {
            return sentence;
        }
    };

    String person(String name);

    String server(String host);

    /** A sentence that was made elsewhere. */
    String free(String sentence);
}
