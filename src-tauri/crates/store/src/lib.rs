//! SQLite: documents, revisions, links, attachments, settings, journal, backups.
