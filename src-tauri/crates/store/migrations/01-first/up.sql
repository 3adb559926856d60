-- Telephone numbers are TEXT. Instants are RFC 3339 with their own offset, and
-- once more as milliseconds to sort by; days are ISO. A list of codes is JSON.
-- Codes that may grow with the product are checked for form only, because a
-- released migration never changes; yes/no/unknown will stay three.

CREATE TABLE journal (
  seq            INTEGER PRIMARY KEY CHECK (seq > 0),
  at             TEXT    NOT NULL,
  at_ms          INTEGER NOT NULL,
  action         TEXT    NOT NULL CHECK (action <> '' AND action NOT GLOB '*[^a-z_]*'),
  payload_sha256 TEXT    NOT NULL CHECK (length(payload_sha256) = 64),
  prev           TEXT    NOT NULL CHECK (length(prev) = 64),
  hash           TEXT    NOT NULL UNIQUE CHECK (length(hash) = 64),
  -- Last: it may be megabytes, and what follows it is slow to reach.
  payload        TEXT    NOT NULL CHECK (json_valid(payload))
) STRICT;

CREATE TABLE borrower (
  ord       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE CHECK (id = 'borrower'),
  name      TEXT NOT NULL,
  id_number TEXT,
  phones    TEXT NOT NULL CHECK (json_type(phones) = 'array'),
  address   TEXT,
  email     TEXT
) STRICT;

CREATE TABLE parties (
  ord         INTEGER PRIMARY KEY,
  id          TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  name        TEXT NOT NULL,
  role        TEXT NOT NULL CHECK (role NOT GLOB '*[^a-z_]*'),
  cba_member  TEXT NOT NULL CHECK (cba_member IN ('yes', 'no', 'unknown')),
  nifa_member TEXT NOT NULL CHECK (nifa_member IN ('yes', 'no', 'unknown')),
  address     TEXT
) STRICT;

CREATE TABLE people (
  ord      INTEGER PRIMARY KEY,
  id       TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  name     TEXT NOT NULL,
  relation TEXT NOT NULL CHECK (relation NOT GLOB '*[^a-z_]*'),
  phones   TEXT NOT NULL CHECK (json_type(phones) = 'array')
) STRICT;

CREATE TABLE debts (
  ord           INTEGER PRIMARY KEY,
  id            TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  lender        TEXT NOT NULL REFERENCES parties (id),
  lender_type   TEXT NOT NULL CHECK (lender_type NOT GLOB '*[^a-z_]*'),
  product       TEXT NOT NULL,
  contract_no   TEXT,
  opened        TEXT CHECK (opened = date(opened)),
  overdue_since TEXT CHECK (overdue_since = date(overdue_since)),
  currency      TEXT NOT NULL CHECK (currency NOT GLOB '*[^A-Z]*'),
  principal     TEXT,
  rate_percent  TEXT,
  rate_per      TEXT CHECK (rate_per IN ('year', 'month', 'day')),
  penalty_terms TEXT,
  online        TEXT NOT NULL CHECK (online IN ('yes', 'no', 'unknown')),
  stage         TEXT NOT NULL CHECK (stage NOT GLOB '*[^a-z_]*'),
  note          TEXT,
  CHECK ((rate_percent IS NULL) = (rate_per IS NULL))
) STRICT;
CREATE INDEX debts_lender ON debts (lender);

CREATE TABLE assignments (
  debt                TEXT    NOT NULL REFERENCES debts (id) ON DELETE CASCADE,
  place               INTEGER NOT NULL CHECK (place >= 0),
  party               TEXT    NOT NULL REFERENCES parties (id),
  role                TEXT    NOT NULL CHECK (role NOT GLOB '*[^a-z_]*'),
  from_day            TEXT CHECK (from_day = date(from_day)),
  to_day              TEXT CHECK (to_day = date(to_day)),
  authorisation_shown TEXT    NOT NULL CHECK (authorisation_shown IN ('yes', 'no', 'unknown')),
  told_in_advance     TEXT    NOT NULL CHECK (told_in_advance IN ('yes', 'no', 'unknown')),
  on_published_list   TEXT    NOT NULL CHECK (on_published_list IN ('yes', 'no', 'unknown')),
  PRIMARY KEY (debt, place)
) STRICT;
CREATE INDEX assignments_party ON assignments (party);

CREATE TABLE balances (
  debt      TEXT    NOT NULL REFERENCES debts (id) ON DELETE CASCADE,
  place     INTEGER NOT NULL CHECK (place >= 0),
  as_of     TEXT    NOT NULL CHECK (as_of = date(as_of)),
  principal TEXT    NOT NULL,
  interest  TEXT    NOT NULL,
  penalty   TEXT    NOT NULL,
  fee       TEXT    NOT NULL,
  said_by   TEXT REFERENCES parties (id),
  PRIMARY KEY (debt, place)
) STRICT;
CREATE INDEX balances_said_by ON balances (said_by);

CREATE TABLE numbers (
  ord    INTEGER PRIMARY KEY,
  number TEXT NOT NULL UNIQUE CHECK (number <> ''),
  kind   TEXT NOT NULL CHECK (kind NOT GLOB '*[^a-z_]*'),
  party  TEXT REFERENCES parties (id),
  debt   TEXT REFERENCES debts (id)
) STRICT;
CREATE INDEX numbers_party ON numbers (party);
CREATE INDEX numbers_debt ON numbers (debt);

CREATE TABLE imports (
  ord       INTEGER PRIMARY KEY,
  id        TEXT    NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  file      TEXT    NOT NULL,
  sha256    TEXT    NOT NULL CHECK (length(sha256) = 64),
  added     INTEGER NOT NULL CHECK (added >= 0),
  same      INTEGER NOT NULL CHECK (same >= 0),
  doubtful  INTEGER NOT NULL CHECK (doubtful >= 0),
  rejected  INTEGER NOT NULL CHECK (rejected >= 0),
  at        TEXT    NOT NULL,
  at_ms     INTEGER NOT NULL,
  undone_at TEXT
) STRICT;
CREATE INDEX imports_sha256 ON imports (sha256);

-- The log. A correction is a new row; one row is corrected at most once, a
-- second thought corrects the correction.
CREATE TABLE contacts (
  ord                   INTEGER PRIMARY KEY,
  id                    TEXT    NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  entry                 INTEGER NOT NULL REFERENCES journal (seq) DEFERRABLE INITIALLY DEFERRED,
  import                TEXT REFERENCES imports (id),
  channel               TEXT    NOT NULL CHECK (channel NOT GLOB '*[^a-z_]*'),
  direction             TEXT    NOT NULL CHECK (direction IN ('incoming', 'outgoing')),
  at                    TEXT    NOT NULL,
  at_ms                 INTEGER NOT NULL,
  debt                  TEXT REFERENCES debts (id),
  duration_s            INTEGER CHECK (duration_s >= 0),
  connection            TEXT    NOT NULL CHECK (connection NOT GLOB '*[^a-z_]*'),
  voice                 TEXT    NOT NULL CHECK (voice NOT GLOB '*[^a-z_]*'),
  purpose               TEXT    NOT NULL CHECK (purpose NOT GLOB '*[^a-z_]*'),
  number                TEXT,
  called_number         TEXT,
  party                 TEXT REFERENCES parties (id),
  claimed_identity      TEXT,
  reached_relation      TEXT    NOT NULL CHECK (reached_relation NOT GLOB '*[^a-z_]*'),
  reached_person        TEXT REFERENCES people (id),
  conducts              TEXT CHECK (json_type(conducts) = 'array'),
  disclosed             TEXT CHECK (json_type(disclosed) = 'array'),
  refused               TEXT    NOT NULL CHECK (refused IN ('yes', 'no', 'unknown')),
  said                  TEXT,
  visit_place           TEXT CHECK (visit_place NOT GLOB '*[^a-z_]*'),
  visit_people          INTEGER CHECK (visit_people BETWEEN 0 AND 255),
  visit_id_shown        TEXT CHECK (visit_id_shown IN ('yes', 'no', 'unknown')),
  visit_recorded        TEXT CHECK (visit_recorded IN ('yes', 'no', 'unknown')),
  visit_entered         TEXT CHECK (visit_entered IN ('yes', 'no', 'unknown')),
  visit_entry_consented TEXT CHECK (visit_entry_consented IN ('yes', 'no', 'unknown')),
  visit_others_told     TEXT CHECK (visit_others_told IN ('yes', 'no', 'unknown')),
  source_file           TEXT,
  source_sha256         TEXT CHECK (length(source_sha256) = 64),
  source_position       INTEGER CHECK (source_position >= 0),
  source_raw            TEXT,
  supersedes            TEXT UNIQUE REFERENCES contacts (id) CHECK (supersedes <> id),
  CHECK ((visit_place IS NULL) = (visit_id_shown IS NULL)),
  CHECK ((source_file IS NULL) = (source_sha256 IS NULL))
) STRICT;
CREATE INDEX contacts_entry ON contacts (entry);
CREATE INDEX contacts_at ON contacts (at_ms);
CREATE INDEX contacts_debt ON contacts (debt, at_ms);
CREATE INDEX contacts_number ON contacts (number, at_ms);
CREATE INDEX contacts_channel ON contacts (channel, at_ms);
CREATE INDEX contacts_party ON contacts (party);
CREATE INDEX contacts_person ON contacts (reached_person);
CREATE INDEX contacts_import ON contacts (import);

CREATE TABLE payments (
  ord     INTEGER PRIMARY KEY,
  id      TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  debt    TEXT NOT NULL REFERENCES debts (id),
  paid_on TEXT NOT NULL CHECK (paid_on = date(paid_on)),
  amount  TEXT NOT NULL,
  payee   TEXT
) STRICT;
CREATE INDEX payments_debt ON payments (debt, paid_on);

CREATE TABLE agreements (
  ord       INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  debt      TEXT NOT NULL REFERENCES debts (id),
  agreed_on TEXT NOT NULL CHECK (agreed_on = date(agreed_on)),
  months    INTEGER CHECK (months BETWEEN 0 AND 65535),
  kept      TEXT NOT NULL CHECK (kept IN ('yes', 'no', 'unknown')),
  broken_on TEXT CHECK (broken_on = date(broken_on))
) STRICT;
CREATE INDEX agreements_debt ON agreements (debt);

-- Append-only: the latest answer to a fact counts.
CREATE TABLE answers (
  ord        INTEGER PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE,
  fact       TEXT    NOT NULL CHECK (fact NOT GLOB '*[^a-z_]*'),
  subject_of TEXT    NOT NULL CHECK (subject_of NOT GLOB '*[^a-z_]*'),
  subject_id TEXT    NOT NULL,
  value      TEXT    NOT NULL CHECK (value IN ('yes', 'no', 'unknown')),
  choices    TEXT CHECK (json_type(choices) = 'array')
) STRICT;
CREATE INDEX answers_fact ON answers (fact, subject_of, subject_id);

-- Whole files, named by their content.
CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  bytes  BLOB NOT NULL
) STRICT;

CREATE TABLE letters (
  ord        INTEGER PRIMARY KEY,
  id         TEXT    NOT NULL UNIQUE CHECK (length(id) BETWEEN 1 AND 64),
  template   TEXT    NOT NULL CHECK (template <> ''),
  lang       TEXT    NOT NULL,
  debt       TEXT REFERENCES debts (id),
  reference  TEXT    NOT NULL,
  created_at TEXT    NOT NULL,
  created_ms INTEGER NOT NULL,
  fields     TEXT    NOT NULL CHECK (json_valid(fields)),
  state      TEXT    NOT NULL CHECK (state IN ('draft', 'sent')),
  sent_at    TEXT,
  sent_ms    INTEGER,
  document   TEXT CHECK (json_valid(document)),
  findings   TEXT CHECK (json_valid(findings)),
  pdf_sha256 TEXT REFERENCES blobs (sha256),
  head_seq   INTEGER,
  head_hash  TEXT CHECK (length(head_hash) = 64),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CHECK ((state = 'sent') = (sent_ms IS NOT NULL)),
  CHECK ((state = 'sent') = (document IS NOT NULL)),
  CHECK ((state = 'sent') = (findings IS NOT NULL)),
  CHECK ((state = 'sent') = (pdf_sha256 IS NOT NULL)),
  CHECK ((state = 'sent') = (head_seq IS NOT NULL)),
  CHECK ((state = 'sent') = (head_hash IS NOT NULL))
) STRICT;
CREATE INDEX letters_debt ON letters (debt);
CREATE INDEX letters_pdf ON letters (pdf_sha256);

CREATE TABLE settings (
  ord   INTEGER PRIMARY KEY,
  key   TEXT NOT NULL UNIQUE CHECK (key <> ''),
  value TEXT NOT NULL
) STRICT;

-- What was written stays written.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER contacts_no_update BEFORE UPDATE ON contacts BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER contacts_no_delete BEFORE DELETE ON contacts BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER answers_no_update BEFORE UPDATE ON answers BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER answers_no_delete BEFORE DELETE ON answers BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER blobs_no_update BEFORE UPDATE ON blobs BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER blobs_no_delete BEFORE DELETE ON blobs BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER letters_sent_no_update BEFORE UPDATE ON letters WHEN OLD.state = 'sent' BEGIN SELECT RAISE(ABORT, 'append_only'); END;
CREATE TRIGGER letters_sent_no_delete BEFORE DELETE ON letters WHEN OLD.state = 'sent' BEGIN SELECT RAISE(ABORT, 'append_only'); END;
