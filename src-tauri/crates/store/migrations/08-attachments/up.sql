-- Files that prove something. Their content is not here: it stands encrypted under
-- `files/`, where every backup of this database finds it. What they are about is a
-- list of several kinds of rows and therefore no reference of the database's own.

CREATE TABLE attachments (
  ord         INTEGER PRIMARY KEY,
  id          TEXT    NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  file        TEXT    NOT NULL UNIQUE CHECK (length(file) = 32 AND file NOT GLOB '*[^0-9a-f]*'),
  name        TEXT    NOT NULL CHECK (name <> ''),
  kind        TEXT    NOT NULL CHECK (kind NOT GLOB '*[^a-z_]*'),
  mime        TEXT    NOT NULL,
  size        INTEGER NOT NULL CHECK (size >= 0),
  sha256      TEXT    NOT NULL CHECK (length(sha256) = 64),
  added_at    TEXT    NOT NULL,
  added_ms    INTEGER NOT NULL,
  taken_at    TEXT,
  about       TEXT    NOT NULL CHECK (json_type(about) = 'array'),
  note        TEXT,
  timed_notes TEXT    NOT NULL CHECK (json_type(timed_notes) = 'array'),
  number      TEXT    NOT NULL CHECK (number IN ('yes', 'no', 'unknown')),
  date        TEXT    NOT NULL CHECK (date IN ('yes', 'no', 'unknown')),
  device_time TEXT    NOT NULL CHECK (device_time IN ('yes', 'no', 'unknown')),
  copy_of     TEXT REFERENCES attachments (id),
  redaction   TEXT    CHECK (json_type(redaction) = 'object'),
  CHECK ((copy_of IS NULL) = (redaction IS NULL))
) STRICT;
CREATE INDEX attachments_copy_of ON attachments (copy_of);
