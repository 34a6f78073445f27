//! Small indexes for tests.

use fieldbook_search::{Entry, Index, Names, Page, Query, Request, parse};
use tempfile::TempDir;

/// An index in a folder that goes away with it.
pub(crate) struct Fixture {
    pub(crate) dir: TempDir,
    pub(crate) index: Index,
}

/// An index of these entries.
pub(crate) fn index(entries: &[Entry]) -> Fixture {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path(), "epoch").unwrap().index;
    let mut writer = index.try_writer().unwrap().unwrap();
    for entry in entries {
        writer.upsert(entry).unwrap();
    }
    writer.commit(1).unwrap();
    Fixture { dir, index }
}

/// An entry with a title and a body.
pub(crate) fn entry(id: &str, title: &str, body: &str) -> Entry {
    Entry {
        library: "own".to_owned(),
        id: id.to_owned(),
        kind: "playbook".to_owned(),
        title: title.to_owned(),
        sections: vec![(String::new(), body.to_owned())],
        ..Entry::default()
    }
}

pub(crate) fn query(text: &str) -> Query {
    parse(text, &Names::default())
}

impl Fixture {
    /// The page for a finished query.
    pub(crate) fn page(&self, text: &str) -> Page {
        self.ask(text, &Request { facets: true, ..Request::default() })
    }

    pub(crate) fn ask(&self, text: &str, request: &Request<'_>) -> Page {
        self.index.search(&query(text), request).unwrap()
    }

    /// How many segments are on disk.
    pub(crate) fn segments(&self) -> usize {
        let files = std::fs::read_dir(self.dir.path().join("index")).unwrap();
        files
            .filter(|file| file.as_ref().unwrap().path().extension() == Some("term".as_ref()))
            .count()
    }

    /// The ids found, best first.
    pub(crate) fn ids(&self, text: &str) -> Vec<String> {
        self.page(text).hits.into_iter().map(|hit| hit.id).collect()
    }

    /// The ids found while the text is being typed.
    pub(crate) fn typed(&self, text: &str) -> Vec<String> {
        let request = Request { as_you_type: true, ..Request::default() };
        self.ask(text, &request).hits.into_iter().map(|hit| hit.id).collect()
    }
}
