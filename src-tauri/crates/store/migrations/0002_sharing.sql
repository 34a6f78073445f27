-- Frozen: a released migration is never edited, its hash is asserted in src/migrate.rs. Add 0003_*.sql instead.
--
-- What was agreed with shared libraries. Nothing here is derived from texts alone: it is what three-way plans start from.

CREATE TABLE shared_library (
  name          TEXT PRIMARY KEY,
  url           TEXT NOT NULL,
  marker        TEXT,
  identity      TEXT,
  root          TEXT,
  branch        TEXT,
  tip           TEXT,
  every_minutes INTEGER,
  added         INTEGER NOT NULL,
  checked       INTEGER,
  outcome       TEXT
) STRICT;

CREATE TABLE agreed (
  library TEXT NOT NULL REFERENCES shared_library (name) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  path    TEXT NOT NULL,
  blob    TEXT NOT NULL,
  text    TEXT NOT NULL,
  PRIMARY KEY (library, id)
) STRICT;

CREATE TABLE conflict (
  library TEXT NOT NULL REFERENCES shared_library (name) ON DELETE CASCADE,
  id      TEXT NOT NULL,
  path    TEXT NOT NULL,
  blob    TEXT NOT NULL,
  base    TEXT,
  theirs  TEXT NOT NULL,
  found   INTEGER NOT NULL,
  PRIMARY KEY (library, id)
) STRICT;

CREATE TABLE proposal (
  library     TEXT NOT NULL REFERENCES shared_library (name) ON DELETE CASCADE,
  id          TEXT NOT NULL,
  branch      TEXT NOT NULL,
  commit_name TEXT NOT NULL,
  text        TEXT NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (library, id)
) STRICT;

-- What a person let through a publish check, and why. `fingerprint` is a hash: the found text itself is kept nowhere.
CREATE TABLE publish_exception (
  library     TEXT NOT NULL,
  id          TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  rule        TEXT NOT NULL,
  reason      TEXT NOT NULL,
  at          INTEGER NOT NULL,
  PRIMARY KEY (library, id, fingerprint)
) STRICT;
