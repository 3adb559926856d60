-- Rule packs a user added, whole: their files by path, as they were read.
CREATE TABLE packs (
  ord   INTEGER PRIMARY KEY,
  id    TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  files TEXT NOT NULL CHECK (json_type(files) = 'object')
) STRICT;
