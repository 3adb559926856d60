-- What kind of file an imported row comes from: it decides what the row can
-- prove. Rows imported before do not say.
ALTER TABLE contacts ADD COLUMN source_kind TEXT CHECK (source_kind NOT GLOB '*[^a-z_]*');
