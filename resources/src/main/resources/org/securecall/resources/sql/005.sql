-- SPDX-License-Identifier: GPL-3.0-or-later
-- The people to call, sealed, apart from the other records: so that the program starts before all of them are read. The program moves
-- them here.
CREATE TABLE contact (
    id    INTEGER PRIMARY KEY NOT NULL,
    value BLOB NOT NULL
) STRICT;
