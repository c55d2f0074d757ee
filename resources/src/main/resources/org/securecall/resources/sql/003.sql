-- SPDX-License-Identifier: GPL-3.0-or-later
-- What a server in the middle is known by that the user trusts (RFC 6189 section 7.3.1); NULL for everybody else.
ALTER TABLE zrtp_peer ADD COLUMN pbxsecret BLOB CHECK (pbxsecret IS NULL OR length(pbxsecret) = 32);
