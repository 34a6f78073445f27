use std::fmt;
use std::path::Path;

use crate::error::StoreError;

/// What a folder lives on, as far as it matters to SQLite's shared-memory log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileSystemKind {
    /// A disk of this machine, or something that behaves like one.
    Local,
    /// The Network File System.
    Nfs,
    /// SMB or CIFS, a Windows share.
    Smb,
    /// The Plan 9 protocol, as virtual machines and WSL use it for shared folders.
    NineP,
    /// A file system in user space: sshfs, rclone, and others.
    Fuse,
    /// Another system of several hosts: AFS, Coda, Ceph, Lustre, OCFS2, GFS2.
    Cluster,
}

impl FileSystemKind {
    /// Whether SQLite's write-ahead log may be used there: it needs memory shared by all writers, so one host.
    pub fn is_local(self) -> bool {
        self == FileSystemKind::Local
    }
}

impl fmt::Display for FileSystemKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            FileSystemKind::Local => "local",
            FileSystemKind::Nfs => "NFS",
            FileSystemKind::Smb => "SMB",
            FileSystemKind::NineP => "9p",
            FileSystemKind::Fuse => "FUSE",
            FileSystemKind::Cluster => "cluster",
        })
    }
}

/// Asks the system what `folder` lives on. A system that cannot say counts as local.
pub(crate) fn kind_of(folder: &Path) -> Result<FileSystemKind, StoreError> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        let found =
            rustix::fs::statfs(folder).map_err(|error| StoreError::io(folder, error.into()))?;
        // The magic numbers are 32 bits wide; the field's type differs between architectures.

        let magic = found.f_type as u32;
        Ok(from_magic(magic))
    }
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    {
        let _ = folder;
        Ok(FileSystemKind::Local)
    }
}

/// Bytes that an ordinary user may still write to the file system of `folder`; `None` if the system cannot say.
pub(crate) fn free_bytes(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let found = rustix::fs::statvfs(folder).ok()?;
        Some(found.f_bavail.saturating_mul(found.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// The product whose synchronised folder `path` seems to be in, judged by the names on the way.
///
/// Such products copy the database and its log one after the other, which can pair a file with the
/// wrong log. `has_marker` tells whether a folder holds an entry of that name (for Syncthing).
pub(crate) fn synced_by(
    path: &Path,
    has_marker: impl Fn(&Path, &str) -> bool,
) -> Option<&'static str> {
    for folder in path.ancestors() {
        let Some(name) = folder.file_name().and_then(|name| name.to_str()) else { continue };
        let product = match name {
            "Dropbox" => Some("Dropbox"),
            "Mobile Documents" | "iCloud Drive" | "iCloudDrive" => Some("iCloud"),
            "Google Drive" | "GoogleDrive" => Some("Google Drive"),
            "Nextcloud" => Some("Nextcloud"),
            "Syncthing" => Some("Syncthing"),
            _ if name.starts_with("Dropbox (") => Some("Dropbox"),
            _ if name == "OneDrive" || name.starts_with("OneDrive - ") => Some("OneDrive"),
            _ if name.starts_with("GoogleDrive-") => Some("Google Drive"),
            _ if has_marker(folder, ".stfolder") => Some("Syncthing"),
            _ if has_marker(folder, ".dropbox") => Some("Dropbox"),
            _ => None,
        };
        if product.is_some() {
            return product;
        }
    }
    None
}

#[cfg(any(target_os = "linux", target_os = "android", test))]
fn from_magic(magic: u32) -> FileSystemKind {
    match magic {
        0x6969 => FileSystemKind::Nfs,
        0x517B | 0xFF53_4D42 | 0xFE53_4D42 => FileSystemKind::Smb,
        0x0102_1997 => FileSystemKind::NineP,
        0x6573_5546 => FileSystemKind::Fuse,
        // AFS (two of them), Coda, Ceph, Lustre, OCFS2, GFS2, GPFS.
        0x5346_414F | 0x6B41_4653 | 0x7375_7245 | 0x00C3_6400 | 0x0BD0_0BD0 | 0x7461_636F
        | 0x0116_1970 | 0x4750_4653 => FileSystemKind::Cluster,
        _ => FileSystemKind::Local,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_told_from_local_ones() {
        for (magic, kind) in [
            (0x6969, FileSystemKind::Nfs),
            (0xFE53_4D42, FileSystemKind::Smb),
            (0x517B, FileSystemKind::Smb),
            (0x0102_1997, FileSystemKind::NineP),
            (0x6573_5546, FileSystemKind::Fuse),
            (0x00C3_6400, FileSystemKind::Cluster),
            (0xEF53, FileSystemKind::Local),      // ext4
            (0x5846_5342, FileSystemKind::Local), // xfs
            (0x9123_683E, FileSystemKind::Local), // btrfs
            (0x0102_1994, FileSystemKind::Local), // tmpfs
            (0x794C_7630, FileSystemKind::Local), // overlayfs
        ] {
            assert_eq!(from_magic(magic), kind, "{magic:#x}");
        }
    }

    #[test]
    fn the_file_system_of_a_temporary_folder_can_be_asked() {
        let folder = tempfile::tempdir().unwrap();
        kind_of(folder.path()).unwrap();
        assert!(kind_of(&folder.path().join("missing")).is_err());
        if cfg!(unix) {
            assert!(free_bytes(folder.path()).is_some_and(|bytes| bytes > 0));
        }
    }

    #[test]
    fn synchronised_folders_are_recognised_by_name_or_marker() {
        let no_marker = |_: &Path, _: &str| false;
        for (path, product) in [
            ("/home/a/Dropbox/notes/fieldbook", Some("Dropbox")),
            ("/home/a/Dropbox (Work)/fieldbook", Some("Dropbox")),
            ("/Users/a/Library/Mobile Documents/com~apple/fieldbook", Some("iCloud")),
            ("/Users/a/OneDrive - Contoso/fieldbook", Some("OneDrive")),
            ("/home/a/.local/share/fieldbook", None),
            ("/home/a/DropboxBackupsNot/fieldbook", None),
        ] {
            assert_eq!(synced_by(Path::new(path), no_marker), product, "{path}");
        }
        let marked =
            |folder: &Path, name: &str| folder == Path::new("/home/a/sync") && name == ".stfolder";
        assert_eq!(synced_by(Path::new("/home/a/sync/fieldbook"), marked), Some("Syncthing"));
    }
}
