-- SPDX-License-Identifier: GPL-3.0-or-later
-- From here on all is sealed (docs/decisions/0040). The program moves what the tables before hold, and drops them.

-- What stands for a record's name, and its sealed content.
CREATE TABLE record (
    id    BLOB PRIMARY KEY NOT NULL CHECK (length(id) = 16),
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- What happened to keys, never changed afterwards; it outlives a key that was forgotten.
CREATE TABLE key_event (
    number INTEGER PRIMARY KEY NOT NULL,
    value  BLOB NOT NULL
) STRICT;

CREATE TRIGGER key_event_stays_unchanged BEFORE UPDATE ON key_event
BEGIN
    SELECT RAISE(ABORT, 'key_event is append-only');
END;

CREATE TRIGGER key_event_stays BEFORE DELETE ON key_event
BEGIN
    SELECT RAISE(ABORT, 'key_event is append-only');
END;

-- Calls that are over, in their order.
CREATE TABLE past_call (
    id    INTEGER PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT;
