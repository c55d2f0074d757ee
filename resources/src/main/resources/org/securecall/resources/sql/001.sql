-- SPDX-License-Identifier: GPL-3.0-or-later
-- Times are milliseconds since 1970-01-01T00:00Z. Secrets are BLOBs. STRICT tables refuse a value of another type.

CREATE TABLE settings (
    key   TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
    address      TEXT PRIMARY KEY NOT NULL,
    position     INTEGER NOT NULL,
    display_name TEXT NOT NULL,
    auth_user    TEXT,
    transport    TEXT NOT NULL CHECK (transport IN ('udp', 'tcp', 'tls')),
    registrar    TEXT,
    ca_file      TEXT,
    enabled      INTEGER NOT NULL CHECK (enabled IN (0, 1)),
    -- As the password vault sealed it.
    password     BLOB
) STRICT;

CREATE TABLE contact (
    id        INTEGER PRIMARY KEY NOT NULL,
    name      TEXT NOT NULL,
    uri       TEXT NOT NULL,
    favourite INTEGER NOT NULL CHECK (favourite IN (0, 1))
) STRICT;

-- This program's own endpoints: the user's telephone and the practice peer.
CREATE TABLE zrtp_identity (
    name TEXT PRIMARY KEY NOT NULL CHECK (name IN ('own', 'practice')),
    zid  BLOB NOT NULL CHECK (length(zid) = 12)
) STRICT, WITHOUT ROWID;

-- What an identity keeps about another endpoint (RFC 6189 section 4.9.1).
CREATE TABLE zrtp_peer (
    identity   TEXT NOT NULL REFERENCES zrtp_identity (name),
    zid        BLOB NOT NULL CHECK (length(zid) = 12),
    rs1        BLOB CHECK (rs1 IS NULL OR length(rs1) BETWEEN 1 AND 64),
    rs2        BLOB CHECK (rs2 IS NULL OR length(rs2) BETWEEN 1 AND 64),
    -- This side's V flag, and when it was first set; the time stays when the flag is cleared.
    verified   INTEGER NOT NULL CHECK (verified IN (0, 1)),
    compared   INTEGER,
    -- The user found another SAS while the retained secrets agreed.
    denied     INTEGER NOT NULL CHECK (denied IN (0, 1)),
    -- NULL: the retained secrets never expire.
    expires    INTEGER,
    uri        TEXT NOT NULL,
    name       TEXT NOT NULL,
    client     TEXT NOT NULL,
    first_seen INTEGER NOT NULL,
    last_seen  INTEGER NOT NULL,
    PRIMARY KEY (identity, zid)
) STRICT;

-- The addresses that a verified key stands for: a key that is not among them is a changed key.
CREATE TABLE zrtp_peer_address (
    identity TEXT NOT NULL,
    zid      BLOB NOT NULL,
    uri      TEXT NOT NULL,
    PRIMARY KEY (identity, zid, uri),
    FOREIGN KEY (identity, zid) REFERENCES zrtp_peer (identity, zid) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- What happened to keys, never changed afterwards; it outlives a key that was forgotten.
CREATE TABLE zrtp_event (
    id   INTEGER PRIMARY KEY NOT NULL,
    time INTEGER NOT NULL,
    uri  TEXT NOT NULL,
    zid  BLOB NOT NULL CHECK (length(zid) = 12),
    kind TEXT NOT NULL CHECK (kind IN ('first', 'match', 'mismatch', 'verified', 'denied', 'named', 'forgotten'))
) STRICT;

CREATE INDEX zrtp_event_by_zid ON zrtp_event (zid, time);

CREATE TRIGGER zrtp_event_stays_unchanged BEFORE UPDATE ON zrtp_event
BEGIN
    SELECT RAISE(ABORT, 'zrtp_event is append-only');
END;

CREATE TRIGGER zrtp_event_stays BEFORE DELETE ON zrtp_event
BEGIN
    SELECT RAISE(ABORT, 'zrtp_event is append-only');
END;
