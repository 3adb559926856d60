-- What the user said about rows that may be one call. Nothing is merged in the
-- log: which rows are one call follows from them and from this.
CREATE TABLE same_calls (
  ord       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  one       TEXT NOT NULL REFERENCES contacts (id),
  other     TEXT NOT NULL REFERENCES contacts (id) CHECK (other <> one),
  same      TEXT NOT NULL CHECK (same IN ('yes', 'no', 'unknown')),
  right_one TEXT CHECK (right_one IN (one, other))
) STRICT;
CREATE INDEX same_calls_one ON same_calls (one);
CREATE INDEX same_calls_other ON same_calls (other);

-- Payments come from files too, and go with the import they came with.
ALTER TABLE payments ADD COLUMN source_file TEXT;
ALTER TABLE payments ADD COLUMN source_sha256 TEXT CHECK (length(source_sha256) = 64);
ALTER TABLE payments ADD COLUMN source_position INTEGER CHECK (source_position >= 0);
ALTER TABLE payments ADD COLUMN source_raw TEXT;
ALTER TABLE payments ADD COLUMN source_kind TEXT CHECK (source_kind NOT GLOB '*[^a-z_]*');

ALTER TABLE imports ADD COLUMN payments TEXT NOT NULL DEFAULT '[]' CHECK (json_type(payments) = 'array');
