//! Ballast: a file that is worth nothing, given up when the disk is full, so that the last save still fits.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::file_system::free_bytes;

/// Size of the ballast file, in bytes.
pub(crate) const SIZE: u64 = 4 * 1024 * 1024;

/// Below this much free space, in bytes, no ballast is laid in: it would be what fills the disk.
const ENOUGH: u64 = 64 * 1024 * 1024;

/// Lays in the ballast, if it is missing and there is room. Failing to is no reason not to open the store.
pub(crate) fn lay_in(data: &Path) {
    if present(data) || free_bytes(data).is_some_and(|free| free < ENOUGH) {
        return;
    }
    let written = (|| {
        let mut file = File::create(path(data))?;
        // Bytes that no file system can compress or leave out.
        let mut noise = blake3::Hasher::new().finalize_xof();
        let mut block = [0; 64 * 1024];
        for _ in 0..SIZE / block.len() as u64 {
            noise.fill(&mut block);
            file.write_all(&block)?;
        }
        std::io::Result::Ok(())
    })();
    if written.is_err() {
        release(data);
    }
}

/// Whether the ballast is there, whole.
pub(crate) fn present(data: &Path) -> bool {
    fs::metadata(path(data)).is_ok_and(|found| found.len() == SIZE)
}

/// Gives up the ballast; `false` if there was none.
pub(crate) fn release(data: &Path) -> bool {
    fs::remove_file(path(data)).is_ok()
}

fn path(data: &Path) -> PathBuf {
    data.join("ballast")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ballast_takes_real_space_until_it_is_released() {
        let folder = tempfile::tempdir().unwrap();
        lay_in(folder.path());
        assert!(present(folder.path()));
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt as _;
            let blocks = fs::metadata(path(folder.path())).unwrap().blocks();
            assert!(blocks * 512 >= SIZE, "{blocks} blocks: the file is sparse");
        }
        assert!(release(folder.path()));
        assert!(!release(folder.path()));
    }
}
