//! The command line of the app: `fieldbook-desktop [--data-dir DIR] [--log] [fieldbook://record/ID]`.
//!
//! By hand and not with clap: three options, and `clap` belongs to the `cli` crate.

use std::{
    ffi::OsString,
    hash::{DefaultHasher, Hash as _, Hasher as _},
    path::PathBuf,
};

use crate::links;

const HELP: &str = "\
Fieldbook: what AI agents can and cannot do

Usage: fieldbook-desktop [OPTIONS] [LINK]

  LINK              opens one record: fieldbook://record/<id>

  --data-dir DIR    where the records are kept [env: FIELDBOOK_DATA_DIR]
                    [default: the platform's data directory]
  --log             opens the quick log as well, also in an app that runs already
  -h, --help        this text
  -V, --version     the version

Environment: FIELDBOOK_EMPTY=1 starts a new data directory without the starter library.
The same store is open to the command line: fieldbook --help";

/// The argument that opens the quick log, at the first start and at a second.
pub const LOG: &str = "--log";

/// How the app was asked to start.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Launch {
    /// Where the records are kept; `None` is the default of [`fieldbook_api`](crate::backend).
    pub data_dir: Option<PathBuf>,
    /// The id of a record to show first.
    pub link: Option<String>,
    /// Whether the quick log is opened as well.
    pub log: bool,
}

/// Why the app does not start.
#[derive(Debug, PartialEq, Eq)]
pub enum Stop {
    /// It was only asked for a text.
    Show(String),
    /// The arguments make no sense; the text says which.
    Usage(String),
}

impl Launch {
    /// Reads the arguments after the program's name.
    ///
    /// A deep link that is malformed is ignored, not refused: it comes from a web page, and the app should
    /// come up all the same.
    ///
    /// # Errors
    /// [`Stop`] for `--help`, `--version` and arguments that are not understood.
    pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Self, Stop> {
        let mut launch = Self::default();
        let mut arguments = arguments.into_iter();
        while let Some(argument) = arguments.next() {
            match argument.to_str() {
                Some("-h" | "--help") => return Err(Stop::Show(HELP.into())),
                Some("-V" | "--version") => {
                    return Err(Stop::Show(format!(
                        "fieldbook-desktop {}",
                        env!("CARGO_PKG_VERSION")
                    )));
                }
                Some("--data-dir") => {
                    let dir = arguments
                        .next()
                        .ok_or_else(|| Stop::Usage("--data-dir needs a directory".into()))?;
                    launch.data_dir = Some(dir.into());
                }
                Some(LOG) => launch.log = true,
                Some(text) if text.starts_with("--data-dir=") => {
                    launch.data_dir = Some(text["--data-dir=".len()..].into());
                }
                Some(text) if text.starts_with("fieldbook:") => {
                    launch.link = links::record_id(text);
                }
                _ => {
                    return Err(Stop::Usage(format!(
                        "unexpected argument {}",
                        argument.to_string_lossy()
                    )));
                }
            }
        }
        if let Some(dir) = std::env::var_os("FIELDBOOK_DATA_DIR").filter(|dir| !dir.is_empty()) {
            launch.data_dir.get_or_insert_with(|| dir.into());
        }
        Ok(launch)
    }

    /// The name under which one running app is known on the desktop's bus.
    ///
    /// Two apps over the same data directory are one; over different ones they are two.
    pub fn identity(&self) -> String {
        const APP: &str = "org.fieldbook.desktop";
        let Some(dir) = &self.data_dir else { return APP.into() };
        let mut hasher = DefaultHasher::new();
        std::path::absolute(dir).unwrap_or_else(|_| dir.clone()).hash(&mut hasher);
        format!("{APP}.d{:016x}", hasher.finish())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &[&str]) -> Result<Launch, Stop> {
        Launch::parse(words.iter().map(OsString::from))
    }

    #[test]
    fn a_data_directory_and_a_link_are_understood() {
        let launch =
            parse(&["--data-dir", "/tmp/x", "fieldbook://record/cs-airbnb-enzyme-to-rtl"]).unwrap();
        assert_eq!(launch.data_dir, Some("/tmp/x".into()));
        assert_eq!(launch.link.as_deref(), Some("cs-airbnb-enzyme-to-rtl"));
        assert_eq!(parse(&["--data-dir=/tmp/x"]).unwrap().data_dir, Some("/tmp/x".into()));
        assert!(!launch.log);
        assert!(parse(&["--log", "--data-dir=/tmp/x"]).unwrap().log);
    }

    #[test]
    fn a_malformed_link_does_not_keep_the_app_from_starting() {
        assert_eq!(parse(&["--data-dir=/d", "fieldbook://record/../../etc"]).unwrap().link, None);
    }

    #[test]
    fn other_arguments_are_refused() {
        assert!(
            matches!(parse(&["--frobnicate"]), Err(Stop::Usage(text)) if text.contains("--frobnicate"))
        );
        assert!(matches!(parse(&["--data-dir"]), Err(Stop::Usage(_))));
        assert!(matches!(parse(&["--help"]), Err(Stop::Show(text)) if text.contains("--data-dir")));
    }

    #[test]
    fn each_data_directory_has_its_own_identity() {
        let at = |dir: &str| Launch { data_dir: Some(dir.into()), ..Launch::default() }.identity();
        assert_eq!(at("/a"), at("/a"));
        assert_ne!(at("/a"), at("/b"));
        assert_ne!(at("/a"), Launch::default().identity());
    }
}
