use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::{DraftId, disk};
use crate::text::{Fault, visible};

/// Why a draft could not be read or kept, and what would help.
#[derive(Debug)]
pub enum StoreError {
    /// Neither `STARCOACH_HOME` nor a home folder is known.
    NoHome,
    /// What was given as a draft's name cannot be one.
    BadId(String),
    /// A file in the drafts' folder whose name is no id.
    BadName(PathBuf),
    /// There is no such draft.
    Unknown {
        /// The draft asked for.
        id: DraftId,
        /// Where drafts are looked for.
        drafts: PathBuf,
    },
    /// The new name is taken.
    Taken(DraftId),
    /// Another terminal is working on the draft.
    Busy {
        /// The draft.
        id: DraftId,
    },
    /// The file is no draft; where and why.
    Damaged(Box<Fault>),
    /// A symlink, or something that is no plain file or folder, stands where the store keeps its own.
    Foreign(PathBuf),
    /// The draft would be larger than what is read back.
    TooLarge(DraftId),
    /// What was written would not read back as it was.
    Garbled(DraftId),
    /// The system refused.
    Io {
        /// What was tried: "read" or "save".
        doing: &'static str,
        /// On which file or folder.
        path: PathBuf,
        /// What it said.
        error: io::Error,
    },
}

impl StoreError {
    pub(super) fn reading(path: &Path, error: io::Error) -> Self {
        Self::io("read", path, error)
    }

    pub(super) fn saving(path: &Path, error: io::Error) -> Self {
        Self::io("save", path, error)
    }

    fn io(doing: &'static str, path: &Path, error: io::Error) -> Self {
        // A planted link needs another cure than a full disk.
        if disk::is_foreign(&error) {
            return Self::Foreign(path.to_owned());
        }
        Self::Io { doing, path: path.to_owned(), error }
    }
}

/// What to do about an error of the system.
pub(super) fn cure(error: &io::Error) -> &'static str {
    use io::ErrorKind as Kind;
    match error.kind() {
        Kind::PermissionDenied | Kind::ReadOnlyFilesystem => {
            "make the folder writable for you, or set STARCOACH_HOME to one that is"
        }
        Kind::StorageFull | Kind::QuotaExceeded => {
            "free some space, or set STARCOACH_HOME to a folder on another disk"
        }
        Kind::NotFound => "the folder has gone; make it again, or set STARCOACH_HOME to another",
        Kind::FileTooLarge => "shorten it, or move old attempts to another draft",
        Kind::InvalidFilename => "shorten the path, or set STARCOACH_HOME to a shorter one",
        _ => "see to the folder, or set STARCOACH_HOME to another",
    }
}

/// A path as it may be shown in a terminal.
fn show(path: &Path) -> String {
    visible(&path.to_string_lossy()).into_owned()
}

/// Says of what stands at `path` that it `is_so`.
fn at(path: &Path, is_so: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{} {is_so}", show(path))
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHome => write!(
                f,
                "there is no home folder to keep drafts in; set STARCOACH_HOME to a folder"
            ),
            Self::BadId(id) => write!(
                f,
                "`{}` cannot name a draft: use up to {} of a to z, 0 to 9 and `-` between them",
                visible(id),
                DraftId::LONGEST
            ),
            Self::BadName(path) => {
                at(path, "is not read: rename it to a to z, 0 to 9 and `-`, then .yaml", f)
            }
            Self::Unknown { id, drafts } => {
                write!(
                    f,
                    "there is no draft `{id}` in {}; `starcoach drafts` lists yours",
                    show(drafts)
                )
            }
            Self::Taken(id) => write!(f, "there is a draft `{id}` already; choose another name"),
            Self::Busy { id } => write!(
                f,
                "draft `{id}` is open in another terminal; finish there first, or practise another draft"
            ),
            Self::Damaged(fault) => {
                write!(f, "this draft is set aside until its file is mended:\n{fault}")
            }
            Self::Foreign(path) => at(
                path,
                "is a link or no plain file, and is not followed; move it away, \
                 or set STARCOACH_HOME to where it points",
                f,
            ),
            Self::TooLarge(id) => write!(
                f,
                "draft `{id}` would be larger than 1 MiB with all its attempts; start a new draft of the story"
            ),
            Self::Garbled(id) => write!(
                f,
                "draft `{id}` holds text that would not read back as it is; nothing was replaced"
            ),
            Self::Io { doing, path, error } => {
                write!(f, "cannot {doing} {}: {error}; {}", show(path), cure(error))
            }
        }
    }
}

impl std::error::Error for StoreError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Damaged(fault) => Some(fault.as_ref()),
            Self::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}
