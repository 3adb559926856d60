-- Proceedings somebody is in, and notices of holidays they entered. Where a
-- proceeding stands follows from its events and is not kept.

CREATE TABLE proceedings (
  ord          INTEGER PRIMARY KEY,
  id           TEXT    NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  debt         TEXT REFERENCES debts (id),
  procedure    TEXT    NOT NULL CHECK (procedure <> ''),
  events       TEXT    NOT NULL CHECK (json_type(events) = 'array'),
  deliberately INTEGER NOT NULL CHECK (deliberately IN (0, 1)),
  note         TEXT
) STRICT;
CREATE INDEX proceedings_debt ON proceedings (debt);

-- The text as it was entered: it is read anew, and checked, whenever it is used.
CREATE TABLE holiday_notices (
  ord  INTEGER PRIMARY KEY,
  year TEXT NOT NULL UNIQUE CHECK (length(year) = 4 AND year NOT GLOB '*[^0-9]*'),
  text TEXT NOT NULL
) STRICT;
