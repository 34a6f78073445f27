-- Frozen: a released migration is never edited, its hash is asserted in src/migrate.rs. Add 0002_*.sql instead.
--
-- The text of a document lives in `revision` alone; `document` points at its newest one. Everything in `document`
-- from `title` on, and all of `link` and the declared part of `alias`, is derived from the text by the caller and can be rebuilt.

CREATE TABLE meta (
  key   TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE operation (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  what   TEXT NOT NULL,
  actor  TEXT NOT NULL,
  note   TEXT,
  at     INTEGER NOT NULL,
  undoes INTEGER REFERENCES operation (number)
) STRICT;

CREATE TABLE document (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  library        TEXT NOT NULL,
  id             TEXT NOT NULL,
  kind           TEXT NOT NULL,
  format         TEXT NOT NULL,
  revision       INTEGER NOT NULL CHECK (revision >= 1),
  hash           TEXT NOT NULL CHECK (length(hash) = 64),
  sequence       INTEGER NOT NULL,
  created        INTEGER NOT NULL,
  updated        INTEGER NOT NULL,
  trashed        INTEGER,
  starter_hash   TEXT,
  title          TEXT,
  summary        TEXT,
  status         TEXT,
  origin         TEXT,
  task_type      TEXT,
  domain         TEXT,
  outcome        TEXT,
  harm           TEXT,
  agent          TEXT,
  model          TEXT,
  organisation   TEXT,
  owner          TEXT,
  date           TEXT,
  due            TEXT,
  certainty      TEXT,
  ring           TEXT,
  verdict        TEXT,
  autonomy_level TEXT,
  visibility     TEXT,
  created_on     TEXT,
  updated_on     TEXT,
  review_by      TEXT,
  UNIQUE (library, id),
  FOREIGN KEY (number, revision) REFERENCES revision (document, number) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX document_by_id ON document (id, library);
CREATE INDEX document_by_update ON document (updated DESC, number DESC);
CREATE INDEX document_by_kind ON document (kind, trashed);
CREATE INDEX document_in_trash ON document (trashed) WHERE trashed IS NOT NULL;

CREATE TABLE revision (
  document INTEGER NOT NULL REFERENCES document (number) DEFERRABLE INITIALLY DEFERRED,
  number   INTEGER NOT NULL CHECK (number >= 1),
  hash     TEXT NOT NULL CHECK (length(hash) = 64),
  size     INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  actor    TEXT NOT NULL,
  note     TEXT,
  text     TEXT NOT NULL,
  PRIMARY KEY (document, number)
) STRICT;

-- The way back for a purged document is a backup; what was purged, and when, stays known for ever.
-- The row is also the permission that the trigger below asks for.
CREATE TABLE tombstone (
  document  INTEGER PRIMARY KEY,
  library   TEXT NOT NULL,
  id        TEXT NOT NULL,
  kind      TEXT NOT NULL,
  revisions INTEGER NOT NULL,
  hash      TEXT NOT NULL,
  trashed   INTEGER NOT NULL,
  purged    INTEGER NOT NULL CHECK (purged - trashed >= 2592000000)
) STRICT;

CREATE TRIGGER revision_is_never_changed BEFORE UPDATE ON revision
BEGIN SELECT RAISE(ABORT, 'a revision is never changed'); END;

CREATE TRIGGER revision_is_deleted_by_purge_alone BEFORE DELETE ON revision
WHEN NOT EXISTS (
  SELECT 1 FROM tombstone t JOIN document d ON d.number = t.document
  WHERE t.document = OLD.document AND d.trashed = t.trashed
)
BEGIN SELECT RAISE(ABORT, 'a revision is deleted by a purge of its document alone'); END;

CREATE TRIGGER revision_follows_its_predecessor BEFORE INSERT ON revision
WHEN NEW.number <> 1 + coalesce((SELECT max(number) FROM revision WHERE document = NEW.document), 0)
BEGIN SELECT RAISE(ABORT, 'a revision follows its predecessor'); END;

CREATE TABLE journal (
  sequence  INTEGER PRIMARY KEY AUTOINCREMENT,
  operation INTEGER NOT NULL REFERENCES operation (number),
  document  INTEGER NOT NULL,
  library   TEXT NOT NULL,
  id        TEXT NOT NULL,
  what      TEXT NOT NULL CHECK (what IN ('saved', 'trashed', 'untrashed', 'purged', 'renamed')),
  at        INTEGER NOT NULL,
  old_id       TEXT,
  old_revision INTEGER,
  old_trashed  INTEGER,
  new_revision INTEGER
) STRICT;
CREATE INDEX journal_by_operation ON journal (operation);
CREATE INDEX journal_by_document ON journal (document, sequence);

CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never changed'); END;

CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is never deleted'); END;

CREATE TABLE link (
  document   INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
  position   INTEGER NOT NULL,
  rel        TEXT NOT NULL,
  target     TEXT NOT NULL,
  to_library TEXT,
  to_id      TEXT NOT NULL,
  line       INTEGER,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX link_by_target ON link (to_id);

CREATE TABLE alias (
  library  TEXT NOT NULL,
  alias    TEXT NOT NULL,
  document INTEGER NOT NULL REFERENCES document (number) ON DELETE CASCADE,
  declared INTEGER NOT NULL,
  PRIMARY KEY (alias, library, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_by_document ON alias (document);

CREATE TABLE draft (
  key           TEXT PRIMARY KEY,
  library       TEXT NOT NULL,
  id            TEXT,
  kind          TEXT NOT NULL,
  base_revision INTEGER,
  text          TEXT NOT NULL,
  updated       INTEGER NOT NULL
) STRICT;

CREATE TABLE attachment (
  hash    TEXT PRIMARY KEY,
  mime    TEXT NOT NULL,
  width   INTEGER NOT NULL,
  height  INTEGER NOT NULL,
  size    INTEGER NOT NULL,
  added   INTEGER NOT NULL,
  bytes   BLOB NOT NULL
) STRICT;

-- No foreign key to `attachment`: a text may name an image that arrives later, and then must already protect it.
CREATE TABLE revision_attachment (
  hash     TEXT NOT NULL,
  document INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (hash, document, revision),
  FOREIGN KEY (document, revision) REFERENCES revision (document, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX revision_attachment_by_revision ON revision_attachment (document, revision);

CREATE TABLE draft_attachment (
  hash  TEXT NOT NULL,
  draft TEXT NOT NULL REFERENCES draft (key) ON DELETE CASCADE,
  PRIMARY KEY (hash, draft)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_attachment_by_draft ON draft_attachment (draft);

CREATE TABLE setting (
  key     TEXT PRIMARY KEY,
  value   TEXT NOT NULL,
  updated INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
