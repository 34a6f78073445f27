//! The address of a shared library: what is taken, and what is refused before git sees it.

use std::path::{Path, PathBuf};

/// A remote that git may speak to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    address: String,
    local: bool,
    host: Option<String>,
}

/// Why an address is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RefusedUrl {
    /// Nothing was given.
    #[error("the address is empty")]
    Empty,
    /// Something in it would be read as an option.
    #[error("a part of the address begins with a hyphen")]
    Option,
    /// `transport::address` runs a program of that name.
    #[error("addresses with “::” name a program to run")]
    Helper,
    /// Another protocol than https and ssh.
    #[error("only https, ssh and a folder on this computer are allowed")]
    Protocol,
    /// A password in an address is written into files and error messages.
    #[error("the address contains a password: let git's credential helper keep it")]
    Password,
    /// Control characters, spaces or broken parts.
    #[error("the address is not well formed")]
    Malformed,
}

impl Remote {
    /// Reads an address: `https://…`, `ssh://…`, `user@host:path`, or an absolute path to a bare repository.
    ///
    /// # Errors
    /// [`RefusedUrl`] for everything else.
    pub fn parse(text: &str) -> Result<Self, RefusedUrl> {
        let text = text.trim();
        if text.is_empty() {
            return Err(RefusedUrl::Empty);
        }
        if text.len() > 2_000 || text.chars().any(|sign| sign.is_control() || is_bidi(sign)) {
            return Err(RefusedUrl::Malformed);
        }
        if text.starts_with('-') {
            return Err(RefusedUrl::Option);
        }
        if Path::new(text).is_absolute() {
            return Ok(Self { address: text.to_owned(), local: true, host: None });
        }
        if text.contains("::") {
            return Err(RefusedUrl::Helper);
        }
        if text.contains(char::is_whitespace) || text.contains('\\') {
            return Err(RefusedUrl::Malformed);
        }
        match text.split_once("://") {
            Some((scheme, rest)) => Self::url(scheme, rest),
            None => Self::scp(text),
        }
    }

    fn url(scheme: &str, rest: &str) -> Result<Self, RefusedUrl> {
        let scheme = scheme.to_ascii_lowercase();
        if scheme != "https" && scheme != "ssh" {
            return Err(RefusedUrl::Protocol);
        }
        let (authority, path) = rest.split_once('/').ok_or(RefusedUrl::Malformed)?;
        let (user, place) = authority
            .rsplit_once('@')
            .map_or((None, authority), |(user, place)| (Some(user), place));
        let (host, port) =
            place.rsplit_once(':').map_or((place, None), |(host, port)| (host, Some(port)));
        if port.is_some_and(|port| port.parse::<u16>().is_err()) {
            return Err(RefusedUrl::Malformed);
        }
        Self::parts(user, host, path)?;
        let user = user.map_or_else(String::new, |user| format!("{user}@"));
        let port = port.map_or_else(String::new, |port| format!(":{port}"));
        let host_name = host.to_ascii_lowercase();
        let address = format!("{scheme}://{user}{host_name}{port}/{path}");
        Ok(Self { address, local: false, host: Some(host_name) })
    }

    /// Rewrites `user@host:path` to the form of a URL, of which git knows only one reading.
    fn scp(text: &str) -> Result<Self, RefusedUrl> {
        let (place, path) = text.split_once(':').ok_or(RefusedUrl::Malformed)?;
        if place.contains('/') {
            return Err(RefusedUrl::Malformed);
        }
        let (user, host) =
            place.rsplit_once('@').map_or((None, place), |(user, host)| (Some(user), host));
        Self::parts(user, host, path)?;
        let user = user.map_or_else(String::new, |user| format!("{user}@"));
        // A path of the scp form starts in the home folder, a path of a URL at the root.
        let path = path.strip_prefix('/').map_or_else(|| format!("~/{path}"), str::to_owned);
        Ok(Self {
            address: format!("ssh://{user}{host}/{path}"),
            local: false,
            host: Some(host.to_ascii_lowercase()),
        })
    }

    fn parts(user: Option<&str>, host: &str, path: &str) -> Result<(), RefusedUrl> {
        if let Some(user) = user {
            if user.contains(':') {
                return Err(RefusedUrl::Password);
            }
            if user.starts_with('-') {
                return Err(RefusedUrl::Option);
            }
            if user.is_empty() || !user.bytes().all(is_name_byte) {
                return Err(RefusedUrl::Malformed);
            }
        }
        if host.starts_with('-') || path.trim_start_matches(['/', '~']).starts_with('-') {
            return Err(RefusedUrl::Option);
        }
        if host.is_empty() || path.is_empty() || !host.bytes().all(is_name_byte) {
            return Err(RefusedUrl::Malformed);
        }
        Ok(())
    }

    /// The address as git gets it.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// Whether it is a folder on this computer.
    pub fn is_local(&self) -> bool {
        self.local
    }

    /// The folder, if it is one.
    pub fn folder(&self) -> Option<PathBuf> {
        self.local.then(|| PathBuf::from(&self.address))
    }

    /// The host, where there is one.
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The page on which the usual hosts begin a merge of a branch, for remotes of https and ssh.
    ///
    /// It is opened by the person, never by Fieldbook.
    pub fn compare_url(&self, branch: &str) -> Option<String> {
        let host = self.host()?;
        let path = self.address.split_once("://")?.1.split_once('/')?.1;
        let path = path.trim_start_matches("~/").trim_end_matches('/').trim_end_matches(".git");
        let clean = branch.bytes().all(|byte| is_name_byte(byte) || byte == b'/');
        if !clean {
            return None;
        }
        let page = if host.contains("gitlab") {
            format!(
                "-/merge_requests/new?merge_request%5Bsource_branch%5D={}",
                branch.replace('/', "%2F")
            )
        } else if host.contains("bitbucket") {
            format!("pull-requests/new?source={}", branch.replace('/', "%2F"))
        } else {
            format!("compare/{branch}?expand=1")
        };
        Some(format!("https://{host}/{path}/{page}"))
    }
}

impl std::fmt::Display for Remote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.address)
    }
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_')
}

pub(crate) fn is_bidi(sign: char) -> bool {
    matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
