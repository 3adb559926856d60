-- Letter templates a user added, whole: their files by path, as they were read.
CREATE TABLE templates (
  ord   INTEGER PRIMARY KEY,
  id    TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  files TEXT NOT NULL CHECK (json_type(files) = 'object')
) STRICT;

-- Organisations letters go to, as the user entered them.
CREATE TABLE recipients (
  ord         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  name        TEXT NOT NULL CHECK (name <> ''),
  department  TEXT,
  address     TEXT,
  postcode    TEXT,
  source      TEXT,
  verified_on TEXT
) STRICT;
