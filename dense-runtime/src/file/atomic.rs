//! Files that are whole at any moment: written beside their place, then moved there.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Error;

/// Writes a file. Whatever happens meanwhile, the file at `path` is the old one or the new one, whole; when writing fails,
/// it is the old one, and nothing else is left behind.
///
/// The new file is written under a hidden name in the same folder, brought to the disk, and renamed. It has the permissions of the
/// file that it replaces. Where `path` is a link, the file that it leads to is replaced.
pub(crate) fn write_atomically(path: &Path, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Error> {
    let failed = |action: &'static str| move |error: io::Error| Error::file(path, action, &error);
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let old = fs::metadata(&place).ok();
    if old.as_ref().is_some_and(fs::Metadata::is_dir) {
        return Err(failed("write")(ErrorKind::IsADirectory.into()));
    }
    let (temporary, file) = Temporary::beside(&place).map_err(failed("create"))?;
    if let Some(old) = old {
        // Some file systems know no permissions; the file is no worse for it.
        let _ = file.set_permissions(old.permissions());
    }
    let mut buffered = BufWriter::new(&file);
    write(&mut buffered).and_then(|()| buffered.flush()).map_err(failed("write"))?;
    drop(buffered);
    file.sync_all().map_err(failed("write"))?;
    drop(file);
    temporary.rename(&place).map_err(failed("rename"))?;
    sync_folder(&place);
    Ok(())
}

/// A file under a hidden name, which goes when this goes.
struct Temporary {
    path: PathBuf,
}

impl Temporary {
    fn beside(place: &Path) -> io::Result<(Temporary, File)> {
        /// What tells the files apart that threads of this process write at the same time.
        static COUNT: AtomicU64 = AtomicU64::new(0);
        let name = place.file_name().ok_or(ErrorKind::InvalidInput)?;
        loop {
            let mut hidden = OsString::from(".");
            hidden.push(name);
            hidden.push(format!(".{}-{}.tmp", process::id(), COUNT.fetch_add(1, Ordering::Relaxed)));
            let path = place.with_file_name(hidden);
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok((Temporary { path }, file)),
                // A process of the same number may have died here.
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn rename(self, to: &Path) -> io::Result<()> {
        fs::rename(&self.path, to)?;
        // Nothing is left to remove.
        std::mem::forget(self);
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        // Whoever sees this go wrong has been told of something worse.
        let _ = fs::remove_file(&self.path);
    }
}

/// Brings the new name to the disk, where folders can be opened. The file is in its place already, so a system that cannot do it
/// is no reason to call the file unwritten.
fn sync_folder(place: &Path) {
    let folder = place.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An empty folder, which goes when this goes.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Folder {
            let path = std::env::temp_dir().join(format!("dense-atomic-{}-{name}", process::id()));
            fs::create_dir_all(&path).expect("a folder");
            Folder(path)
        }

        fn names(&self) -> Vec<OsString> {
            fs::read_dir(&self.0).expect("a folder").map(|file| file.expect("a file").file_name()).collect()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_new_file_takes_the_place_of_the_old_one() {
        let folder = Folder::new("replace");
        let path = folder.0.join("file");
        for content in [&b"old"[..], b"", b"new"] {
            write_atomically(&path, |file| file.write_all(content)).expect("it is written");
            assert_eq!(fs::read(&path).expect("it is there"), content);
        }
        assert_eq!(folder.names(), ["file"]);
    }

    #[test]
    fn what_fails_leaves_the_old_file_and_nothing_else() {
        let folder = Folder::new("failure");
        let path = folder.0.join("file");
        write_atomically(&path, |file| file.write_all(b"old")).expect("it is written");
        let error = write_atomically(&path, |file| {
            file.write_all(&[7; 100_000])?;
            Err(ErrorKind::StorageFull.into())
        });
        assert!(matches!(error, Err(Error::File { action: "write", kind: ErrorKind::StorageFull, .. })), "{error:?}");
        let panicking = std::panic::catch_unwind(|| write_atomically(&path, |_| panic!("as bad as it gets")));
        assert!(panicking.is_err());
        assert_eq!(fs::read(&path).expect("it is there"), b"old");
        assert_eq!(folder.names(), ["file"]);
    }

    #[test]
    fn places_that_cannot_be_written_are_errors() {
        let folder = Folder::new("places");
        let error = |path: &Path| write_atomically(path, |_| Ok(())).expect_err("it cannot be written");
        assert!(matches!(error(&folder.0), Error::File { kind: ErrorKind::IsADirectory, .. }));
        let nowhere = folder.0.join("missing/file");
        assert!(matches!(error(&nowhere), Error::File { action: "create", kind: ErrorKind::NotFound, .. }));
        assert!(matches!(error(Path::new("")), Error::File { kind: ErrorKind::InvalidInput, .. }));
        assert!(folder.names().is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_permissions_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = Folder::new("links");
        let (path, link) = (folder.0.join("file"), folder.0.join("link"));
        fs::write(&path, "old").expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("its permissions");
        symlink(&path, &link).expect("a link");
        write_atomically(&link, |file| file.write_all(b"new")).expect("it is written");
        assert_eq!(fs::read(&path).expect("it is there"), b"new");
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o777, 0o640);
    }
}
