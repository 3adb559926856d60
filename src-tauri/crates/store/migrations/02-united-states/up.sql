-- What a second country's law asks for: where a debt is, which places a collector
-- has on file, what the borrower told a collector, and what a contact was about.

ALTER TABLE borrower ADD COLUMN time_zones TEXT NOT NULL DEFAULT '[]' CHECK (json_type(time_zones) = 'array');

ALTER TABLE debts ADD COLUMN jurisdiction TEXT NOT NULL DEFAULT 'CN' CHECK (jurisdiction NOT GLOB '*[^A-Z]*');
ALTER TABLE debts ADD COLUMN credit_reported_on TEXT CHECK (credit_reported_on = date(credit_reported_on));

ALTER TABLE contacts ADD COLUMN debts_discussed TEXT CHECK (json_type(debts_discussed) = 'array');
ALTER TABLE contacts ADD COLUMN voicemail TEXT CHECK (voicemail NOT GLOB '*[^a-z_]*');
ALTER TABLE contacts ADD COLUMN sent_to TEXT;
ALTER TABLE contacts ADD COLUMN sent_at TEXT;
ALTER TABLE contacts ADD COLUMN validation TEXT CHECK (validation = 'yes');
ALTER TABLE contacts ADD COLUMN dispute_until TEXT CHECK (dispute_until = date(dispute_until));

CREATE TABLE notices (
  ord         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  kind        TEXT NOT NULL CHECK (kind NOT GLOB '*[^a-z_]*'),
  debt        TEXT REFERENCES debts (id),
  party       TEXT REFERENCES parties (id),
  channel     TEXT NOT NULL CHECK (channel NOT GLOB '*[^a-z_]*'),
  sent_at     TEXT NOT NULL,
  received_at TEXT,
  medium      TEXT CHECK (medium NOT GLOB '*[^a-z_]*'),
  address     TEXT,
  place       TEXT CHECK (place NOT GLOB '*[^a-z_]*'),
  from_time   TEXT CHECK (from_time = time(from_time)),
  to_time     TEXT CHECK (to_time = time(to_time)),
  until_day   TEXT CHECK (until_day = date(until_day)),
  direct      TEXT NOT NULL CHECK (direct IN ('yes', 'no', 'unknown')),
  note        TEXT,
  CHECK ((from_time IS NULL) = (to_time IS NULL))
) STRICT;
CREATE INDEX notices_debt ON notices (debt);
CREATE INDEX notices_party ON notices (party);
