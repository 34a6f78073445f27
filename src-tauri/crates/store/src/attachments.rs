//! Attachments: images, named by the hash of their bytes, so that the same image is stored once.

use rusqlite::{OptionalExtension, params};

use crate::Store;
use crate::error::StoreError;
use crate::save::{check_size, hash_of};

/// Largest attachment, in bytes.
pub const MAX_ATTACHMENT: u64 = 20 * 1024 * 1024;
/// Largest image, in pixels: decoding one costs four bytes each.
pub const MAX_PIXELS: u64 = 50_000_000;
/// How long a new attachment is kept though nothing names it yet, in milliseconds: a day.
///
/// It was pasted into a text that has not been stored so far.
pub const UNNAMED_ATTACHMENT_KEEPS: i64 = 24 * 60 * 60 * 1000;

/// What is known of an attachment without its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// BLAKE3 of the bytes, 64 hexadecimal digits.
    pub hash: String,
    /// `image/png`, `image/jpeg`, `image/gif` or `image/webp`: found in the bytes, not in a file name.
    pub mime: String,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// In bytes.
    pub size: u64,
}

impl Store {
    /// Stores an image; the same bytes a second time change nothing.
    ///
    /// # Errors
    /// [`StoreError::NotAnImage`] and [`StoreError::TooLarge`] are about the bytes, the others about the store.
    pub fn put_attachment(&self, bytes: &[u8], now: i64) -> Result<Attachment, StoreError> {
        let attachment = examine(bytes)?;
        self.write(|tx| {
            // A second paste renews the time for which an unnamed attachment is kept.
            tx.prepare_cached(
                "INSERT INTO attachment (hash, mime, width, height, size, added, bytes) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (hash) DO UPDATE SET added = max(added, ?6)",
            )?
            .execute(params![
                attachment.hash,
                attachment.mime,
                attachment.width,
                attachment.height,
                attachment.size as i64,
                now,
                bytes
            ])?;
            Ok(())
        })?;
        Ok(attachment)
    }

    /// Reads an attachment and its bytes.
    ///
    /// # Errors
    /// [`StoreError::Damaged`] if the bytes are not those that were stored.
    pub fn attachment(&self, hash: &str) -> Result<Option<(Attachment, Vec<u8>)>, StoreError> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT hash, mime, width, height, size, bytes FROM attachment WHERE hash = ?1",
            )?;
            let found = statement.query_row([hash], |row| {
                let attachment = Attachment {
                    hash: row.get(0)?,
                    mime: row.get(1)?,
                    width: row.get(2)?,
                    height: row.get(3)?,
                    size: row.get(4)?,
                };
                Ok((attachment, row.get::<_, Vec<u8>>(5)?))
            });
            let found = found.optional()?;
            if found.as_ref().is_some_and(|(_, bytes)| hash_of(bytes) != hash) {
                return Err(StoreError::Damaged { detail: format!("attachment {hash}") });
            }
            Ok(found)
        })
    }

    /// Removes the attachments that no revision (also of documents in the trash) and no draft names, except
    /// those added in the last day. Answers how many.
    pub fn collect_attachments(&self, now: i64) -> Result<u64, StoreError> {
        self.write(|tx| {
            let removed = tx.execute(
                "DELETE FROM attachment WHERE added < ?1 \
                 AND NOT EXISTS (SELECT 1 FROM revision_attachment r WHERE r.hash = attachment.hash) \
                 AND NOT EXISTS (SELECT 1 FROM draft_attachment d WHERE d.hash = attachment.hash)",
                [now.saturating_sub(UNNAMED_ATTACHMENT_KEEPS)],
            )?;
            Ok(removed as u64)
        })
    }
}

fn examine(bytes: &[u8]) -> Result<Attachment, StoreError> {
    let size = bytes.len() as u64;
    check_size("attachment", size, MAX_ATTACHMENT)?;
    let mime = match imagesize::image_type(bytes) {
        Ok(imagesize::ImageType::Png) => "image/png",
        Ok(imagesize::ImageType::Jpeg) => "image/jpeg",
        Ok(imagesize::ImageType::Gif) => "image/gif",
        Ok(imagesize::ImageType::Webp) => "image/webp",
        _ => return Err(StoreError::NotAnImage),
    };
    let dimensions = imagesize::blob_size(bytes).map_err(|_| StoreError::NotAnImage)?;
    let (width, height) = (dimensions.width as u64, dimensions.height as u64);
    check_size("image", width.saturating_mul(height), MAX_PIXELS)?;
    let (Ok(width), Ok(height)) = (u32::try_from(width), u32::try_from(height)) else {
        return Err(StoreError::NotAnImage);
    };
    if width == 0 || height == 0 {
        return Err(StoreError::NotAnImage);
    }
    Ok(Attachment { hash: hash_of(bytes), mime: mime.to_owned(), width, height, size })
}
