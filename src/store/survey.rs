//! What lies in the store's folder, seen without a change to it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::error::cure;
use super::{DraftId, Store, StoreError, disk};

/// What lies in the store's folder. Nothing in it is a draft's text.
#[derive(Debug, Default)]
pub struct Survey {
    /// How many drafts can be read.
    pub drafts: usize,
    /// Files that should be drafts and cannot be read; they are left where they are.
    pub damaged: Vec<Damage>,
    /// Folders and files that others may read or write, with their permission bits.
    pub open_to_others: Vec<(PathBuf, u32)>,
    /// What saves that were killed left behind.
    pub leftovers: Vec<PathBuf>,
    /// Files and links that the store did not put there and does not read.
    pub strangers: Vec<PathBuf>,
    /// Drafts with a section that was typed and is not saved yet.
    pub unfinished: Vec<DraftId>,
    /// Drafts that a terminal works on now.
    pub busy: Vec<DraftId>,
    /// Folders that cannot be listed.
    pub closed: Vec<Damage>,
}

/// A file or a folder that cannot be used as it should be.
#[derive(Debug)]
pub struct Damage {
    /// Which one.
    pub path: PathBuf,
    /// What is wrong with it, a phrase.
    pub problem: String,
    /// What would put it right.
    pub cure: String,
}

impl Store {
    /// Looks over everything in the store's folder.
    pub fn survey(&self) -> Survey {
        let mut survey = Survey::default();
        survey.look_at_mode(&self.root);
        let folders = [
            (self.drafts().path(), "yaml"),
            (self.journals().path(), "jsonl"),
            (self.locks().path(), "lock"),
        ];
        for (folder, extension) in folders {
            survey.look_into(&folder, extension, self);
        }
        survey.look_at_mode(&self.trash().path());
        match self.list() {
            Ok(listing) => {
                survey.drafts = listing.drafts.len();
                survey.damaged =
                    listing.damaged.into_iter().map(|error| self.damage(error)).collect();
            }
            Err(error) if survey.closed.is_empty() => survey.closed.push(self.damage(error)),
            Err(_) => {}
        }
        survey
    }

    /// Writes a file for nobody and removes it, in the folder of the drafts or, as long as there is none, in the
    /// nearest one above it; says which folder it was.
    ///
    /// # Errors
    /// When no draft could be saved there.
    pub fn try_writing(&self) -> Result<PathBuf, Damage> {
        let drafts = self.drafts().path();
        let there = drafts.ancestors().find(|folder| disk::exists(folder)).unwrap_or(&drafts);
        let written = tempfile::Builder::new().prefix(".doctor.").tempfile_in(there);
        written
            .and_then(tempfile::NamedTempFile::close)
            .map_err(|error| self.damage(StoreError::saving(there, error)))?;
        Ok(there.to_owned())
    }

    /// What `error` says, without the line of the draft that it would quote.
    fn damage(&self, error: StoreError) -> Damage {
        let (path, problem, cure) = match error {
            StoreError::Damaged(fault) => {
                let path = PathBuf::from(&fault.source);
                let id = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                let problem = format!("line {} makes it unreadable; it is set aside", fault.line);
                return Damage {
                    path,
                    problem,
                    cure: format!("`starcoach drafts show {id}` shows what is wrong"),
                };
            }
            StoreError::BadName(path) => (
                path,
                "it is not read for its name".to_owned(),
                "rename it to a to z, 0 to 9 and `-`, then .yaml",
            ),
            StoreError::Foreign(path) => (
                path,
                "it is a link or no plain file, and is not followed".to_owned(),
                "put the file itself there, or move the link away",
            ),
            // The kind alone: what the system said may name a file that was never meant to stay.
            StoreError::Io { path, error, .. } => {
                (path, io::Error::from(error.kind()).to_string(), cure(&error))
            }
            other => (self.root.clone(), other.to_string(), "see to the folder"),
        };
        Damage { path, problem, cure: cure.to_owned() }
    }
}

impl Survey {
    /// Takes stock of `folder`, whose files have `extension`.
    fn look_into(&mut self, folder: &Path, extension: &str, store: &Store) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return,
            Err(error) => {
                return self.closed.push(store.damage(StoreError::reading(folder, error)));
            }
        };
        self.look_at_mode(folder);
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let (stem, found) = name.rsplit_once('.').unwrap_or((&name, ""));
            let is_leftover = name.starts_with('.') && name.contains(&format!(".{extension}."));
            let id = DraftId::parse(stem).ok().filter(|_| found == extension);
            if id.is_some() {
                self.look_at_mode(&path);
            }
            match (id, extension) {
                _ if is_leftover => self.leftovers.push(path),
                (Some(id), "lock") if is_locked(&path) => self.busy.push(id),
                (Some(id), "jsonl") => self.unfinished.push(id),
                // The list of drafts tells of these.
                (Some(_), _) => {}
                (None, "yaml") if found == "yaml" => {}
                (None, _) => self.strangers.push(path),
            }
        }
    }

    #[cfg(unix)]
    fn look_at_mode(&mut self, path: &Path) {
        use std::os::unix::fs::PermissionsExt;
        let Ok(found) = fs::symlink_metadata(path) else { return };
        let mode = found.permissions().mode() & 0o777;
        if mode & 0o077 != 0 && !found.is_symlink() {
            self.open_to_others.push((path.to_owned(), mode));
        }
    }

    /// Other systems keep a user's folders from others by the folder that they stand in.
    #[cfg(not(unix))]
    fn look_at_mode(&mut self, _: &Path) {}
}

/// Whether another process holds the lock in `path`.
fn is_locked(path: &Path) -> bool {
    let file: io::Result<File> = disk::open(path, disk::private().read(true));
    file.is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::time::Instant;

    use crate::store::Store;
    use crate::store::tests::{id, page, record, store};

    #[test]
    fn a_store_that_is_not_there_yet_has_nothing_to_tell() {
        let (home, store) = store();
        let survey = store.survey();
        assert_eq!((survey.drafts, survey.damaged.len(), survey.closed.len()), (0, 0, 0));
        assert!(survey.open_to_others.is_empty() && survey.strangers.is_empty());
        assert_eq!(store.try_writing().expect("can be written"), home.path());
        assert_eq!(fs::read_dir(home.path()).expect("lists").count(), 0);
    }

    #[test]
    fn everything_in_a_store_is_told_for_what_it_is() {
        let (_home, store) = store();
        store.add("good", &record("x")).expect("adds");
        let held = store.lock(&id("half")).expect("locks");
        held.journal().note(&page("half"), Instant::now()).expect("notes");
        let put = |path: &str, text: &str| fs::write(store.root().join(path), text).expect(path);
        put("drafts/bad.yaml", "- no draft");
        put("drafts/Bad Name.yaml", "");
        put("drafts/notes.txt", "");
        put("drafts/.good.yaml.x1", "");
        put("journal/.half.jsonl.x2", "");
        put("locks/stranger", "");
        symlink("/dev/null", store.root().join("drafts/link.yaml")).expect("links");
        for path in ["drafts/bad.yaml", "drafts/Bad Name.yaml"] {
            let mode = fs::Permissions::from_mode(0o600);
            fs::set_permissions(store.root().join(path), mode).expect("sets");
        }
        let open = store.root().join("drafts/good.yaml");
        fs::set_permissions(&open, fs::Permissions::from_mode(0o640)).expect("sets");

        let survey = store.survey();
        assert_eq!(survey.drafts, 1);
        assert_eq!(survey.open_to_others, [(open, 0o640)]);
        let names = |paths: &[std::path::PathBuf]| -> Vec<String> {
            let name = |path: &std::path::PathBuf| path.file_name().unwrap_or_default().to_owned();
            paths.iter().map(|path| name(path).to_string_lossy().into_owned()).collect()
        };
        assert_eq!(names(&survey.leftovers), [".good.yaml.x1", ".half.jsonl.x2"]);
        assert_eq!(names(&survey.strangers), ["notes.txt", "stranger"]);
        assert_eq!((survey.unfinished, survey.busy), (vec![id("half")], vec![id("half")]));
        let mut damaged: Vec<_> = survey
            .damaged
            .iter()
            .map(|own| {
                (names(std::slice::from_ref(&own.path))[0].clone(), &*own.problem, &*own.cure)
            })
            .collect();
        damaged.sort();
        let said: Vec<_> = damaged.iter().map(|(name, ..)| name.as_str()).collect();
        assert_eq!(said, ["Bad Name.yaml", "bad.yaml", "link.yaml"]);
        assert!(damaged[0].2.contains("rename it"), "{damaged:?}");
        assert!(damaged[1].1.contains("line 1") && damaged[1].2.contains("drafts show bad"));
        assert!(damaged[2].1.contains("not followed"), "{damaged:?}");
        assert_eq!(store.try_writing().expect("can be written"), store.root().join("drafts"));
        drop(held);
        assert!(store.survey().busy.is_empty());
    }

    #[test]
    fn a_home_that_cannot_be_listed_is_told_once() {
        let (home, _) = store();
        let file = home.path().join("file");
        fs::write(&file, "in the way").expect("writes");
        let store = Store::open(&file).expect("opens");
        let link = Store::open(home.path().join("linked")).expect("opens");
        fs::create_dir(link.root()).expect("creates");
        symlink(home.path(), link.root().join("drafts")).expect("links");
        let closed = link.survey().closed;
        assert!(closed.len() == 1 && closed[0].problem.contains("not followed"), "{closed:?}");
        let survey = store.survey();
        assert!(!survey.closed.is_empty(), "{survey:?}");
        assert!(survey.closed.iter().all(|own| own.path.starts_with(&file)), "{survey:?}");
        assert!(store.try_writing().is_err());
        assert_eq!(fs::read_to_string(&file).expect("reads"), "in the way");
    }
}
