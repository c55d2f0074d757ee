-- SPDX-License-Identifier: GPL-3.0-or-later
-- How much calls with a contact insist on.
ALTER TABLE contact ADD COLUMN policy TEXT NOT NULL DEFAULT 'default'
    CHECK (policy IN ('default', 'prefer', 'require-zrtp', 'require-verified'));
