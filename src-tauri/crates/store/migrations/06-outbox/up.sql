-- How a letter went out, arrived and was answered. The letter itself is frozen.

CREATE TABLE postings (
  ord          INTEGER PRIMARY KEY,
  letter       TEXT NOT NULL UNIQUE REFERENCES letters (id),
  sent_on      TEXT NOT NULL CHECK (sent_on = date(sent_on)),
  method       TEXT NOT NULL CHECK (method NOT GLOB '*[^a-z_]*'),
  tracking     TEXT,
  delivered_on TEXT CHECK (delivered_on = date(delivered_on)),
  answered_on  TEXT CHECK (answered_on = date(answered_on)),
  answer       TEXT
) STRICT;
