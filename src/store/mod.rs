//! The user's drafts on disk: whole or not at all.
//!
//! | in the store's folder | what it is |
//! |---|---|
//! | `drafts/<id>.yaml` | one draft, readable and editable by hand |
//! | `journal/<id>.jsonl` | the section being written, until it is saved |
//! | `locks/<id>.lock` | held while a terminal works on that draft |
//! | `trash/` | deleted drafts; nothing here is ever read again |
//!
//! Whoever writes a draft holds its lock, so two terminals never work on one. An editor knows of no lock,
//! so each save also checks that the file is still the one that was read; otherwise it goes to a sibling.

mod disk;
mod error;
mod id;
mod journal;
mod locked;
mod step;
mod survey;

use std::path::{Path, PathBuf};

use etcetera::BaseStrategy;

use self::disk::Folder;
use crate::draft::Record;
use crate::text::Fault;

pub use error::StoreError;
pub use id::DraftId;
pub use journal::{Journal, Page};
pub use locked::{Locked, Saved};
pub use survey::{Damage, Survey};

/// Where the drafts live.
#[derive(Clone, Debug)]
pub struct Store {
    root: PathBuf,
}

/// One draft of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id, also its file's name.
    pub id: DraftId,
    /// What the file says.
    pub record: Record,
}

/// All drafts that can be read, and what is wrong with the others.
#[derive(Debug, Default)]
pub struct Listing {
    /// The drafts, the one worked on last first.
    pub drafts: Vec<Entry>,
    /// What could not be read. Such a file is left where it is, for its writer to mend.
    pub damaged: Vec<StoreError>,
}

impl Store {
    /// The store's place: `$STARCOACH_HOME`, else `starcoach` in the platform's data folder.
    ///
    /// # Errors
    /// When neither is known, as for a user without a home.
    pub fn home() -> Result<PathBuf, StoreError> {
        if let Some(home) = std::env::var_os("STARCOACH_HOME").filter(|home| !home.is_empty()) {
            return Ok(PathBuf::from(home));
        }
        etcetera::base_strategy::choose_native_strategy()
            .map(|strategy| strategy.data_dir().join("starcoach"))
            .map_err(|_| StoreError::NoHome)
    }

    /// The store in the folder `root`. Nothing is created before something is saved.
    ///
    /// # Errors
    /// When a relative path cannot be resolved, since the current folder is gone.
    pub fn open(root: impl AsRef<Path>) -> Result<Self, StoreError> {
        let root = root.as_ref();
        let root = std::path::absolute(root).map_err(|error| StoreError::reading(root, error))?;
        Ok(Self { root })
    }

    /// The folder of this store.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The file of the draft `id`, whether it exists or not.
    pub fn path(&self, id: &DraftId) -> PathBuf {
        self.drafts().file(id, "yaml")
    }

    /// All drafts, the one worked on last first; what cannot be read does not stand in the way of the rest.
    ///
    /// # Errors
    /// When the folder itself cannot be read. A store that does not exist yet is an empty list.
    pub fn list(&self) -> Result<Listing, StoreError> {
        let mut listing = Listing::default();
        for (stem, path) in self.drafts().files("yaml")? {
            match DraftId::parse(&stem) {
                Ok(id) => match self.load(&id) {
                    Ok(record) => listing.drafts.push(Entry { id, record }),
                    Err(error) => listing.damaged.push(error),
                },
                Err(_) => listing.damaged.push(StoreError::BadName(path)),
            }
        }
        let last = |entry: &Entry| entry.record.attempts.last().map(|attempt| attempt.at);
        listing.drafts.sort_by(|a, b| last(b).cmp(&last(a)).then_with(|| a.id.cmp(&b.id)));
        Ok(listing)
    }

    /// The draft `id`, to look at only.
    ///
    /// # Errors
    /// When there is none, it cannot be read, or it is no draft file; the last as a [`Fault`] with its place.
    pub fn load(&self, id: &DraftId) -> Result<Record, StoreError> {
        let path = self.path(id);
        match disk::read(&path) {
            Ok(bytes) => parse(&path, &bytes).map_err(|fault| StoreError::Damaged(Box::new(fault))),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Err(StoreError::Unknown { id: id.clone(), drafts: self.drafts().path() })
            }
            Err(error) => Err(StoreError::reading(&path, error)),
        }
    }

    /// The draft `id`, whether it exists yet or not, for this process to write alone.
    ///
    /// # Errors
    /// [`StoreError::Busy`] while another terminal has it.
    pub fn lock(&self, id: &DraftId) -> Result<Locked, StoreError> {
        Locked::take(self, id)
    }

    /// A lock on a draft that does not exist yet, named after `words`; numbered where the name is taken.
    ///
    /// # Errors
    /// Those of creating the folder or the lock.
    pub fn lock_new(&self, words: &str) -> Result<Locked, StoreError> {
        let base = DraftId::slug(words);
        for number in 1.. {
            let id = base.numbered(number);
            if disk::exists(&self.path(&id)) || disk::exists(&self.journals().file(&id, "jsonl")) {
                continue;
            }
            match self.lock(&id) {
                Err(StoreError::Busy { .. }) => {}
                // The file may have come between the look and the lock.
                Ok(locked) if disk::exists(&self.path(&id)) => drop(locked),
                other => return other,
            }
        }
        unreachable!("the numbers do not end")
    }

    /// Keeps `record` as a new draft named after `words`, and says under which id.
    ///
    /// # Errors
    /// Those of [`Locked::save`].
    pub fn add(&self, words: &str, record: &Record) -> Result<DraftId, StoreError> {
        let mut locked = self.lock_new(words)?;
        locked.save(record)?;
        Ok(locked.id().clone())
    }

    /// Pages that a session left unfinished and that no terminal is writing now; what cannot be read is passed over.
    pub fn unfinished(&self) -> Vec<(DraftId, Page)> {
        let journals = self.journals().files("jsonl").unwrap_or_default();
        let ids = journals.iter().filter_map(|(stem, _)| DraftId::parse(stem).ok());
        ids.filter_map(|id| {
            let page = self.lock(&id).ok()?.page().ok()??;
            Some((id, page))
        })
        .collect()
    }

    fn drafts(&self) -> Folder<'_> {
        Folder::new(&self.root, "drafts")
    }

    fn journals(&self) -> Folder<'_> {
        Folder::new(&self.root, "journal")
    }

    fn locks(&self) -> Folder<'_> {
        Folder::new(&self.root, "locks")
    }

    fn trash(&self) -> Folder<'_> {
        Folder::new(&self.root, "trash")
    }
}

fn parse(path: &Path, bytes: &[u8]) -> Result<Record, Fault> {
    Record::from_yaml(&path.to_string_lossy(), bytes)
}

#[cfg(test)]
mod faults;
#[cfg(all(test, unix))]
mod kills;
#[cfg(test)]
mod tests;
