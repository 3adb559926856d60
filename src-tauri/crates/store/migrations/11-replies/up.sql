-- What an answer to a letter was: a decision, or only word of the way there.
ALTER TABLE postings ADD COLUMN reply TEXT CHECK (reply NOT GLOB '*[^a-z_]*');
