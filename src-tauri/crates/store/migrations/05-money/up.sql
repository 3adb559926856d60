-- The money of a debt: its account's terms and entries, what moved its limitation,
-- the household's month, what an agreement asks for, and what proves a payment.

ALTER TABLE payments ADD COLUMN evidence TEXT;

ALTER TABLE agreements ADD COLUMN payments TEXT NOT NULL DEFAULT '[]' CHECK (json_type(payments) = 'array');
ALTER TABLE agreements ADD COLUMN breaks TEXT;
ALTER TABLE agreements ADD COLUMN evidence TEXT;

CREATE TABLE accounts (
  ord  INTEGER PRIMARY KEY,
  debt TEXT NOT NULL UNIQUE REFERENCES debts (id),
  -- Terms, explained differences and plans, whole: always read and written as one.
  body TEXT NOT NULL CHECK (json_type(body) = 'object')
) STRICT;

CREATE TABLE ledger_entries (
  ord          INTEGER PRIMARY KEY,
  id           TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  debt         TEXT NOT NULL REFERENCES debts (id),
  day          TEXT NOT NULL CHECK (day = date(day)),
  kind         TEXT NOT NULL CHECK (kind NOT GLOB '*[^a-z_]*'),
  amount       TEXT,
  part         TEXT CHECK (part NOT GLOB '*[^a-z_]*'),
  rate_percent TEXT,
  rate_per     TEXT CHECK (rate_per IN ('year', 'month', 'day')),
  evidence     TEXT,
  charge       TEXT CHECK (charge NOT GLOB '*[^a-z_]*'),
  CHECK ((rate_percent IS NULL) = (rate_per IS NULL))
) STRICT;
CREATE INDEX ledger_entries_debt ON ledger_entries (debt);

CREATE TABLE limitation_events (
  ord       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  debt      TEXT NOT NULL REFERENCES debts (id),
  day       TEXT NOT NULL CHECK (day = date(day)),
  kind      TEXT NOT NULL CHECK (kind NOT GLOB '*[^a-z_]*'),
  until_day TEXT CHECK (until_day = date(until_day)),
  evidence  TEXT
) STRICT;
CREATE INDEX limitation_events_debt ON limitation_events (debt);

CREATE TABLE budget (
  id   TEXT NOT NULL PRIMARY KEY CHECK (id = 'budget'),
  body TEXT NOT NULL CHECK (json_type(body) = 'object')
) STRICT;
