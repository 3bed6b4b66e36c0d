use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::step::Step;
use super::{DraftId, Journal, Page, Store, StoreError, disk, parse};
use crate::draft::Record;
use crate::text::MAX_BYTES;

/// A draft that this process alone writes, until this is dropped.
#[derive(Debug)]
pub struct Locked {
    store: Store,
    id: DraftId,
    /// The file as it was last read or written here; `None` when there was none.
    seen: Option<Vec<u8>>,
    _lock: File,
}

/// Where a save went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saved {
    /// To the draft's own file.
    Here,
    /// To a new draft beside it, since somebody else changed the file; later saves go there too.
    Beside {
        /// The draft whose file was changed by another.
        changed: DraftId,
        /// The draft that holds the text now.
        id: DraftId,
    },
}

impl Locked {
    pub(super) fn take(store: &Store, id: &DraftId) -> Result<Self, StoreError> {
        store.drafts().create()?;
        store.locks().create()?;
        let path = store.locks().file(id, "lock");
        // The lock's file stays when the lock goes: removing it would let two processes hold "the" lock.
        let file = disk::open(&path, disk::private().create(true).truncate(false).write(true))
            .map_err(|error| StoreError::saving(&path, error))?;
        let locked = Step::Lock.take(|| match file.try_lock() {
            Ok(()) => Ok(true),
            Err(TryLockError::WouldBlock) => Ok(false),
            Err(TryLockError::Error(error)) => Err(error),
        });
        if !locked.map_err(|error| StoreError::saving(&path, error))? {
            return Err(StoreError::Busy { id: id.clone() });
        }
        disk::tidy(&store.path(id));
        disk::tidy(&store.journals().file(id, "jsonl"));
        Ok(Self { store: store.clone(), id: id.clone(), seen: None, _lock: file })
    }

    /// The draft's id.
    pub fn id(&self) -> &DraftId {
        &self.id
    }

    /// The draft as its file has it now; `None` when there is no file yet.
    ///
    /// # Errors
    /// When the file cannot be read or is no draft.
    pub fn load(&mut self) -> Result<Option<Record>, StoreError> {
        self.seen = self.on_disk()?;
        let path = self.store.path(&self.id);
        match &self.seen {
            Some(bytes) => {
                parse(&path, bytes).map(Some).map_err(|fault| StoreError::Damaged(Box::new(fault)))
            }
            None => Ok(None),
        }
    }

    /// Keeps `record` in the draft's file, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be kept; the file is then what it was.
    pub fn save(&mut self, record: &Record) -> Result<Saved, StoreError> {
        let bytes = self.encode(record)?;
        self.store.drafts().create()?;
        if self.is_changed()? {
            return self.save_beside(bytes);
        }
        self.replace(bytes)?;
        Ok(Saved::Here)
    }

    /// Gives the draft the name `to`.
    ///
    /// # Errors
    /// When the name is taken or in use, or the move is refused.
    pub fn rename(self, to: &DraftId) -> Result<(), StoreError> {
        let target = self.store.lock(to)?;
        self.move_to(&self.store.path(to), &target.journal().path()).map_err(|error| match error {
            StoreError::Taken(_) => StoreError::Taken(to.clone()),
            other => other,
        })
    }

    /// Moves the draft to the trash, and says where it is now.
    ///
    /// # Errors
    /// When the move is refused.
    pub fn delete(self) -> Result<PathBuf, StoreError> {
        let trash = self.store.trash();
        trash.create()?;
        for number in 1.. {
            let id = self.id.numbered(number);
            let path = trash.file(&id, "yaml");
            match self.move_to(&path, &trash.file(&id, "jsonl")) {
                Err(StoreError::Taken(_)) => {}
                moved => return moved.map(|()| path),
            }
        }
        unreachable!("the numbers do not end")
    }

    /// The journal of the section being written.
    pub fn journal(&self) -> Journal {
        Journal::new(&self.store, &self.id)
    }

    /// The page that an earlier session left unfinished.
    ///
    /// # Errors
    /// When there is one that cannot be read.
    pub fn page(&self) -> Result<Option<Page>, StoreError> {
        self.journal().read()
    }

    fn encode(&self, record: &Record) -> Result<Vec<u8>, StoreError> {
        let garbled = || StoreError::Garbled(self.id.clone());
        let bytes = record.to_yaml().map_err(|_| garbled())?.into_bytes();
        if bytes.len() > MAX_BYTES {
            return Err(StoreError::TooLarge(self.id.clone()));
        }
        // Read back before anything is replaced: a draft that cannot be read again is a draft lost.
        let read = parse(&self.store.path(&self.id), &bytes).map_err(|_| garbled())?;
        if read == *record { Ok(bytes) } else { Err(garbled()) }
    }

    /// Whether somebody else wrote the file since it was last read or written here. One that was deleted is
    /// not changed: there is nothing left to overwrite.
    fn is_changed(&self) -> Result<bool, StoreError> {
        match self.on_disk() {
            Err(StoreError::Io { error, .. }) if error.kind() == io::ErrorKind::FileTooLarge => {
                Ok(true)
            }
            found => Ok(found?.is_some_and(|found| self.seen.as_ref() != Some(&found))),
        }
    }

    fn on_disk(&self) -> Result<Option<Vec<u8>>, StoreError> {
        let path = self.store.path(&self.id);
        match disk::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::reading(&path, error)),
        }
    }

    fn replace(&mut self, bytes: Vec<u8>) -> Result<(), StoreError> {
        let path = self.store.path(&self.id);
        let replaced = disk::replace(&path, &bytes);
        // What fails after the rename leaves the new text there, which is then nobody else's.
        if replaced.is_ok() || disk::read(&path).is_ok_and(|found| found == bytes) {
            self.seen = Some(bytes);
        }
        replaced.map_err(|error| StoreError::saving(&path, error))
    }

    /// Becomes a new draft with `bytes` beside the one that somebody else changed.
    fn save_beside(&mut self, bytes: Vec<u8>) -> Result<Saved, StoreError> {
        let mut beside = self.store.lock_new(self.id.suffixed("-conflict").as_str())?;
        beside.replace(bytes)?;
        let changed = std::mem::replace(self, beside).id;
        Ok(Saved::Beside { changed, id: self.id.clone() })
    }

    /// Moves the draft's file to `to`, and the page that is not finished to `page_to`.
    fn move_to(&self, to: &Path, page_to: &Path) -> Result<(), StoreError> {
        let moved = |from: &Path, to: &Path| {
            disk::move_new(from, to).map_err(|error| match error.kind() {
                io::ErrorKind::AlreadyExists => StoreError::Taken(self.id.clone()),
                _ => StoreError::saving(to, error),
            })
        };
        let (from, page) = (self.store.path(&self.id), self.journal().path());
        if !disk::exists(&from) {
            let drafts = self.store.drafts().path();
            return Err(StoreError::Unknown { id: self.id.clone(), drafts });
        }
        moved(&from, to)?;
        if disk::exists(&page) { moved(&page, page_to) } else { Ok(()) }
    }
}
