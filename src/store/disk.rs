//! Files and folders that only their owner reads, links that are not followed, saves that are whole.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::step::Step;
use super::{DraftId, StoreError};
use crate::text::read_capped;

/// One of the store's own folders.
pub(super) struct Folder<'s> {
    root: &'s Path,
    name: &'static str,
}

impl<'s> Folder<'s> {
    pub(super) fn new(root: &'s Path, name: &'static str) -> Self {
        Self { root, name }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.root.join(self.name)
    }

    pub(super) fn file(&self, id: &DraftId, extension: &str) -> PathBuf {
        self.path().join(format!("{id}.{extension}"))
    }

    /// Makes the folder where it is missing.
    pub(super) fn create(&self) -> Result<(), StoreError> {
        let path = self.path();
        if !is_own_folder(&path)? {
            let made = private_folder(self.root, true).and_then(|()| private_folder(&path, false));
            made.map_err(|error| StoreError::saving(&path, error))?;
        }
        Ok(())
    }

    /// The files with `extension`, by their name before it.
    pub(super) fn files(&self, extension: &str) -> Result<Vec<(String, PathBuf)>, StoreError> {
        let folder = self.path();
        if !is_own_folder(&folder)? {
            return Ok(Vec::new());
        }
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder).map_err(|error| StoreError::reading(&folder, error))? {
            let path = entry.map_err(|error| StoreError::reading(&folder, error))?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // A dot begins a save that did not get as far as its rename.
            if let Some((stem, found)) = name.rsplit_once('.').filter(|_| !name.starts_with('.'))
                && found == extension
            {
                files.push((stem.to_owned(), path));
            }
        }
        files.sort();
        Ok(files)
    }
}

/// Whether `path` is there; what is there but is no folder is an error, and so is a link to one.
fn is_own_folder(path: &Path) -> Result<bool, StoreError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_dir() => Ok(true),
        Ok(_) => Err(StoreError::Foreign(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(StoreError::reading(path, error)),
    }
}

fn private_folder(path: &Path, with_parents: bool) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(with_parents);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match Step::Folder.take(|| builder.create(path)) {
        // Another terminal may have made it first.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made,
    }
}

/// Options that open a plain file for its owner alone and follow no link.
pub(super) fn private() -> OpenOptions {
    #[cfg_attr(not(unix), allow(unused_mut))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        // Not blocking keeps a planted pipe from hanging the program; plain files do not care.
        options.mode(0o600).custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
    }
    options
}

/// Opens `path` with `options`, which come from [`private`]; refuses what is no plain file.
pub(super) fn open(path: &Path, options: &OpenOptions) -> io::Result<File> {
    // The flag of `private` closes the gap between this look and the open; not every system has it.
    if fs::symlink_metadata(path).is_ok_and(|found| !found.is_file()) {
        return Err(io::Error::other(NotPlain));
    }
    let file = Step::Open.take(|| options.open(path))?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other(NotPlain)) }
}

/// Something that is no plain file stands where the store keeps one.
#[derive(Debug)]
struct NotPlain;

impl std::fmt::Display for NotPlain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a plain file")
    }
}

impl std::error::Error for NotPlain {}

/// Whether `error` says that a link, a folder or a device stood in the way.
pub(super) fn is_foreign(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::NotADirectory
        || matches!(error.get_ref().and_then(|inner| inner.downcast_ref()), Some(NotPlain))
}

/// Whether anything stands at `path`, be it a broken link.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// The bytes of `path`, at most 1 MiB of them.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = open(path, private().read(true))?;
    Step::Read.take(|| read_capped(file))
}

/// Replaces `path` by `bytes` as a whole: whoever reads, before, during or after a crash, sees old or new.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let prefix = temporary(path);
    let mut file =
        Step::Create.take(|| tempfile::Builder::new().prefix(&prefix).tempfile_in(folder))?;
    // Through the file itself: its wrapper would add the temporary name to what the system says.
    Step::Write.take(|| file.as_file_mut().write_all(bytes))?;
    Step::Sync.take(|| file.as_file().sync_all())?;
    Step::Rename.take(|| file.persist(path).map_err(|error| error.error))?;
    sync_folder(folder)
}

/// Removes what earlier saves of `path` left when they were killed. Only for the holder of its lock.
pub(super) fn tidy(path: &Path) {
    let prefix = temporary(path);
    let entries = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    for entry in entries.into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            // Litter that cannot be removed does no harm.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// How the temporary files of `path` begin; ids hold no dot, so no two share a beginning.
fn temporary(path: &Path) -> String {
    format!(".{}.", path.file_name().unwrap_or_default().to_string_lossy())
}

/// Moves `from` to `to`, where nothing may stand yet.
pub(super) fn move_new(from: &Path, to: &Path) -> io::Result<()> {
    // Holding the path first makes two movers meet here, and not in a rename that replaces silently.
    open(to, private().write(true).create_new(true))?;
    Step::Rename.take(|| fs::rename(from, to)).inspect_err(|_| {
        let _ = fs::remove_file(to);
    })?;
    for folder in [from.parent(), to.parent()].into_iter().flatten() {
        sync_folder(folder)?;
    }
    Ok(())
}

/// Removes `path`; gone already is fine.
pub(super) fn remove(path: &Path) -> io::Result<()> {
    match Step::Remove.take(|| fs::remove_file(path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Makes a rename within `folder` last through a power cut.
fn sync_folder(folder: &Path) -> io::Result<()> {
    #[cfg(unix)]
    Step::SyncFolder.take(|| File::open(folder)?.sync_all())?;
    #[cfg(not(unix))]
    let _ = folder; // Other systems open no folder as a file, and need not.
    Ok(())
}
