//! Pictures in records, and whatever else a page loads by name.

use serde::Serialize;

use crate::{Error, Library};

/// A picture that was taken into the store.
#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Attached {
    /// BLAKE3 of its bytes, in hexadecimal: its name.
    pub hash: String,
    /// What to write into the body.
    pub markdown: String,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Something that a page shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its media type.
    pub mime: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Library {
    /// Takes a PNG, JPEG, GIF or WebP picture into the store; the same bytes are kept once.
    ///
    /// # Errors
    /// The store's errors, which name the limits that a picture breaks.
    pub fn attach(&self, name: &str, bytes: &[u8]) -> Result<Attached, Error> {
        let attachment = self.store.put_attachment(bytes, self.clock.now())?;
        let alt: String = name
            .rsplit_once('.')
            .map_or(name, |(stem, _)| stem)
            .chars()
            .map(
                |character| {
                    if matches!(character, '[' | ']' | '\\' | '\n') { ' ' } else { character }
                },
            )
            .collect();
        Ok(Attached {
            markdown: format!("![{}](asset:{})", alt.trim(), attachment.hash),
            hash: attachment.hash,
            width: attachment.width,
            height: attachment.height,
        })
    }

    /// Returns what a page asks for under the asset base: `<hash>` or `diagram/<hash>`.
    ///
    /// # Errors
    /// The store's errors.
    pub fn asset(&self, path: &str) -> Result<Option<Asset>, Error> {
        if let Some(hash) = path.strip_prefix("diagram/") {
            let svg = self.diagrams.get(hash);
            return Ok(svg.map(|svg| Asset {
                mime: "image/svg+xml".to_owned(),
                bytes: svg.as_bytes().to_vec(),
            }));
        }
        let found = self.store.attachment(path)?;
        Ok(found.map(|(attachment, bytes)| Asset { mime: attachment.mime, bytes }))
    }
}
