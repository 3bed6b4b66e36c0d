use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::step::Step;
use super::{DraftId, Store, StoreError, disk};
use crate::draft::Section;
use crate::text::MAX_BYTES;

/// The section being written, as far as it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The question it answers, since a new draft may have no file yet.
    pub question: String,
    /// Id of the pack's question, where it is one.
    pub question_id: Option<String>,
    /// The section.
    pub section: Section,
    /// Its text so far.
    pub text: String,
}

/// Keeps the section being written, so that a kill loses at most the line being typed.
///
/// Each note is a line with the whole page, appended: a torn last line leaves the one before it. A finished
/// line is synced at once, the rest at least each second of typing.
#[derive(Debug)]
pub struct Journal {
    store: Store,
    id: DraftId,
    file: Option<File>,
    written: usize,
    lines: usize,
    synced: Option<Instant>,
}

/// A power cut may lose this much of an unfinished line.
const SYNC_EVERY: Duration = Duration::from_secs(1);

impl Journal {
    pub(super) fn new(store: &Store, id: &DraftId) -> Self {
        Self {
            store: store.clone(),
            id: id.clone(),
            file: None,
            written: 0,
            lines: 0,
            synced: None,
        }
    }

    /// Where it is kept.
    pub fn path(&self) -> PathBuf {
        self.store.journals().file(&self.id, "jsonl")
    }

    /// Notes how far the page has come at `now`, a time that only ever moves on.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn note(&mut self, page: &Page, now: Instant) -> Result<(), StoreError> {
        let path = self.path();
        let saving = |error| StoreError::saving(&path, error);
        let mut line = serde_json::to_vec(page).map_err(|error| saving(error.into()))?;
        line.push(b'\n');
        if line.len() > MAX_BYTES {
            return Err(saving(io::ErrorKind::FileTooLarge.into()));
        }
        // Without the look, notes would go to a file that somebody deleted. Where a note fails, the next begins
        // anew: half a line may stand there, and nothing must be added to it.
        match self.file.take() {
            Some(mut file) if disk::exists(&path) && self.written + line.len() <= MAX_BYTES => {
                self.append(&mut file, &line, page, now).map_err(saving)?;
                self.file = Some(file);
            }
            _ => {
                self.file = Some(self.begin(&line)?);
                self.synced = Some(now);
            }
        }
        self.lines = page.text.lines().count();
        Ok(())
    }

    /// The last whole page, when there is one.
    ///
    /// # Errors
    /// When the file is there but cannot be read.
    pub fn read(&self) -> Result<Option<Page>, StoreError> {
        let path = self.path();
        match disk::read(&path) {
            Ok(bytes) => Ok(bytes
                .rsplit(|&byte| byte == b'\n')
                .find_map(|line| serde_json::from_slice(line).ok())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(StoreError::reading(&path, error)),
        }
    }

    /// Forgets the page, once it is saved or given up.
    ///
    /// # Errors
    /// When the file cannot be removed.
    pub fn discard(&mut self) -> Result<(), StoreError> {
        self.file = None;
        let path = self.path();
        disk::remove(&path).map_err(|error| StoreError::saving(&path, error))
    }

    fn append(
        &mut self,
        file: &mut File,
        line: &[u8],
        page: &Page,
        now: Instant,
    ) -> io::Result<()> {
        Step::Write.take(|| file.write_all(line))?;
        self.written += line.len();
        if page.text.lines().count() != self.lines
            || self.synced.is_none_or(|last| now.duration_since(last) >= SYNC_EVERY)
        {
            Step::Sync.take(|| file.sync_data())?;
            self.synced = Some(now);
        }
        Ok(())
    }

    /// Starts the file anew with `line` alone, in one step: until then the old file stands.
    fn begin(&mut self, line: &[u8]) -> Result<File, StoreError> {
        self.store.journals().create()?;
        let path = self.path();
        let begun = disk::replace(&path, line)
            .and_then(|()| disk::open(&path, disk::private().append(true)))
            .map_err(|error| StoreError::saving(&path, error))?;
        self.written = line.len();
        Ok(begun)
    }
}
