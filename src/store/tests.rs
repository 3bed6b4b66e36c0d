use std::fs;
use std::path::Path;
use std::sync::{PoisonError, RwLock, RwLockReadGuard};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::{DraftId, Page, Saved, Store, StoreError};
use crate::draft::{Attempt, Record, Section, Sections};

/// Held shared by whoever uses a store and exclusively while a process is started: until it runs its program, a new
/// process holds every lock that this one holds.
pub(super) static STARTING: RwLock<()> = RwLock::new(());

/// No process is started while this is held.
pub(super) fn quiet() -> RwLockReadGuard<'static, ()> {
    STARTING.read().unwrap_or_else(PoisonError::into_inner)
}

/// A folder of one's own, in which no process is started meanwhile.
pub(super) struct Home {
    folder: tempfile::TempDir,
    _quiet: RwLockReadGuard<'static, ()>,
}

impl Home {
    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }
}

pub(super) fn store() -> (Home, Store) {
    let quiet = quiet();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path().join("home")).expect("opens");
    (Home { folder, _quiet: quiet }, store)
}

pub(super) fn record(action: &str) -> Record {
    let mut sections = Sections::default();
    sections[Section::Action] = action.to_owned();
    Record {
        question: "Why?".to_owned(),
        attempts: vec![Attempt::new(Timestamp::UNIX_EPOCH, &sections)],
        ..Record::default()
    }
}

pub(super) fn id(text: &str) -> DraftId {
    DraftId::parse(text).expect("an id")
}

pub(super) fn page(text: &str) -> Page {
    Page {
        question: "Why?".to_owned(),
        question_id: None,
        section: Section::Action,
        text: text.to_owned(),
    }
}

#[test]
fn a_saved_draft_is_listed_and_read_again_whatever_its_text() {
    let (_folder, store) = store();
    let nasty = [
        "plain",
        "# no comment\n\n  - *x*\n\t& tab",
        "\u{1b}[31m\u{7}\r\nend\r",
        "trailing \n\n",
        "\u{2028}\u{85}\u{feff}",
        "null",
        "~",
        "👩‍👩‍👧 日本 e\u{301}",
        " ",
        "\n",
        "%",
        "---",
        "key: value",
        "'\"\\",
        "\u{0}",
    ];
    for (number, text) in nasty.into_iter().enumerate() {
        let saved = store.add("Why?", &record(text));
        let saved = saved.unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(saved, DraftId::slug("why").numbered(number + 1));
        assert_eq!(store.load(&saved).expect("loads"), record(text));
    }
    assert_eq!(store.list().expect("lists").drafts.len(), nasty.len());
}

#[test]
fn an_empty_store_lists_nothing_and_creates_nothing() {
    let (folder, store) = store();
    assert!(store.list().expect("lists").drafts.is_empty());
    assert!(!folder.path().join("home").exists());
}

#[cfg(unix)]
#[test]
fn files_and_folders_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;

    let (_folder, store) = store();
    let mut locked = store.lock_new("a").expect("locks");
    locked.save(&record("x")).expect("saves");
    locked.journal().note(&page("y"), Instant::now()).expect("notes");
    let mode = |path: &str| {
        fs::metadata(store.root().join(path)).expect(path).permissions().mode() & 0o777
    };
    assert_eq!(mode(""), 0o700);
    assert_eq!([mode("drafts"), mode("locks"), mode("journal")], [0o700; 3]);
    assert_eq!([mode("drafts/a.yaml"), mode("locks/a.lock"), mode("journal/a.jsonl")], [0o600; 3]);
}

#[test]
fn a_draft_held_by_one_is_refused_to_another() {
    let (_folder, store) = store();
    let locked = store.lock(&id("a")).expect("locks");
    assert!(matches!(store.lock(&id("a")), Err(StoreError::Busy { .. })));
    assert_eq!(store.lock_new("a").expect("locks").id(), &id("a-2"));
    drop(locked);
    assert!(store.lock(&id("a")).is_ok());
}

#[test]
fn a_file_changed_by_hand_is_never_overwritten() {
    let (_folder, store) = store();
    let a = store.add("a", &record("one")).expect("adds");
    let mut locked = store.lock(&a).expect("locks");
    locked.load().expect("loads");
    let by_hand = record("by hand").to_yaml().expect("yaml");
    fs::write(store.path(&a), &by_hand).expect("writes");
    let saved = locked.save(&record("two")).expect("saves");
    assert_eq!(saved, Saved::Beside { changed: a.clone(), id: id("a-conflict") });
    assert_eq!(locked.save(&record("three")).expect("saves"), Saved::Here);
    assert_eq!(store.load(&a).expect("loads"), record("by hand"));
    assert_eq!(store.load(&id("a-conflict")).expect("loads"), record("three"));
}

#[test]
fn a_file_that_grew_too_large_by_hand_is_never_overwritten() {
    let (_home, store) = store();
    let a = store.add("a", &record("one")).expect("adds");
    let mut locked = store.lock(&a).expect("locks");
    locked.load().expect("loads");
    fs::write(store.path(&a), vec![b'#'; crate::text::MAX_BYTES + 1]).expect("writes");
    assert!(matches!(locked.save(&record("two")), Ok(Saved::Beside { .. })));
    assert_eq!(
        fs::metadata(store.path(&a)).expect("is there").len(),
        crate::text::MAX_BYTES as u64 + 1
    );
}

#[test]
fn a_draft_whose_folder_was_deleted_is_saved_all_the_same() {
    let (_folder, store) = store();
    let mut locked = store.lock_new("a").expect("locks");
    let mut journal = locked.journal();
    locked.save(&record("one")).expect("saves");
    journal.note(&page("o"), Instant::now()).expect("notes");
    fs::remove_dir_all(store.root()).expect("removes");
    journal.note(&page("on"), Instant::now()).expect("notes");
    assert_eq!(locked.save(&record("two")).expect("saves"), Saved::Here);
    assert_eq!(store.load(&id("a")).expect("loads"), record("two"));
    assert_eq!(journal.read().expect("reads"), Some(page("on")));
}

#[test]
fn a_damaged_draft_leaves_the_others_usable_and_stays_where_it_is() {
    let (_folder, store) = store();
    store.add("good", &record("x")).expect("adds");
    let bad = store.path(&id("bad"));
    fs::write(&bad, "question: Q\nattempts:\n- situaton: x\n").expect("writes");
    fs::write(store.root().join("drafts/My Story.yaml"), "question: Q\n").expect("writes");
    let listing = store.list().expect("lists");
    assert_eq!(listing.drafts.len(), 1);
    let messages: Vec<_> = listing.damaged.iter().map(ToString::to_string).collect();
    assert!(messages.iter().any(|message| message.contains("bad.yaml:3:")), "{messages:?}");
    assert!(messages.iter().any(|message| message.contains("My Story.yaml")), "{messages:?}");
    assert!(bad.exists());
    // Its name is taken, so a new draft goes elsewhere.
    assert_eq!(store.add("bad", &record("y")).expect("adds"), id("bad-2"));
}

#[cfg(unix)]
#[test]
fn planted_links_and_pipes_are_not_followed() {
    use std::os::unix::fs::symlink;

    let (folder, store) = store();
    store.add("a", &record("x")).expect("adds");
    let outside = folder.path().join("outside");
    fs::write(&outside, record("secret").to_yaml().expect("yaml")).expect("writes");
    symlink(&outside, store.path(&id("b"))).expect("links");
    symlink(folder.path().join("nowhere"), store.root().join("locks/c.lock")).expect("links");
    symlink(&outside, store.root().join("journal")).expect("links");

    assert!(matches!(store.load(&id("b")), Err(StoreError::Foreign(_))));
    let mut locked = store.lock(&id("b")).expect("locks");
    assert!(locked.save(&record("y")).is_err());
    assert!(matches!(store.lock(&id("c")), Err(StoreError::Foreign(_))));
    assert!(!folder.path().join("nowhere").exists());
    assert!(locked.journal().note(&page("z"), Instant::now()).is_err());
    assert_eq!(
        fs::read_to_string(&outside).expect("reads"),
        record("secret").to_yaml().expect("yaml")
    );
    assert_eq!(store.list().expect("lists").drafts.len(), 1);
    assert!(store.unfinished().is_empty());
}

#[test]
fn rename_and_delete_keep_the_text_and_take_no_name_that_is_in_use() {
    let (_folder, store) = store();
    for name in ["a", "b"] {
        store.add(name, &record(name)).expect("adds");
    }
    let lock = |name: &str| store.lock(&id(name)).expect("locks");
    assert!(matches!(lock("a").rename(&id("b")), Err(StoreError::Taken(_))));
    lock("a").journal().note(&page("half"), Instant::now()).expect("notes");
    lock("a").rename(&id("c")).expect("renames");
    assert_eq!(lock("c").page().expect("reads"), Some(page("half")));
    assert_eq!(store.load(&id("c")).expect("loads"), record("a"));
    assert!(matches!(lock("a").delete(), Err(StoreError::Unknown { .. })));
    let trashed = lock("c").delete().expect("deletes");
    store.add("c", &record("again")).expect("adds");
    let second = lock("c").delete().expect("deletes");
    assert_ne!(trashed, second);
    assert_eq!(fs::read_to_string(trashed).expect("reads"), record("a").to_yaml().expect("yaml"));
    assert_eq!(store.list().expect("lists").drafts.len(), 1);
}

#[test]
fn a_journal_torn_anywhere_gives_back_a_page_that_was_noted() {
    let (_folder, store) = store();
    let locked = store.lock_new("a").expect("locks");
    let mut journal = locked.journal();
    let start = Instant::now();
    let texts = ["I", "I a", "I asked.\n", "I asked.\nThen \u{1f469}"];
    for (second, text) in texts.iter().enumerate() {
        journal.note(&page(text), start + Duration::from_secs(second as u64)).expect("notes");
    }
    let bytes = fs::read(journal.path()).expect("reads");
    let mut last = None;
    for kept in 0..=bytes.len() {
        fs::write(journal.path(), &bytes[..kept]).expect("writes");
        let found = journal.read().expect("reads").map(|page| page.text);
        let place = found.as_ref().and_then(|found| texts.iter().position(|text| text == found));
        assert_eq!(found.is_some(), place.is_some());
        assert!(place >= last, "{kept} bytes went back");
        last = place;
    }
    assert_eq!(last, Some(3));
    assert!(store.unfinished().is_empty(), "held by this process");
    drop(locked);
    assert_eq!(store.unfinished().len(), 1);
    journal.discard().expect("discards");
    assert!(store.unfinished().is_empty());
}

#[test]
fn a_long_journal_stays_small_and_keeps_the_last_page() {
    let (_folder, store) = store();
    let locked = store.lock_new("a").expect("locks");
    let mut journal = locked.journal();
    let mut text = "word ".repeat(2000);
    for _ in 0..300 {
        text.push('x');
        journal.note(&page(&text), Instant::now()).expect("notes");
    }
    assert!(fs::metadata(journal.path()).expect("is there").len() <= crate::text::MAX_BYTES as u64);
    assert_eq!(journal.read().expect("reads"), Some(page(&text)));
}

#[test]
fn a_save_that_would_not_be_read_back_replaces_nothing() {
    let (_folder, store) = store();
    let a = store.add("a", &record("kept")).expect("adds");
    let mut locked = store.lock(&a).expect("locks");
    locked.load().expect("loads");
    let huge = record(&"word ".repeat(300_000));
    assert!(matches!(locked.save(&huge), Err(StoreError::TooLarge(_))));
    assert_eq!(store.load(&a).expect("loads"), record("kept"));
}

#[test]
fn a_draft_that_is_not_there_is_told_from_one_that_cannot_be_read() {
    use std::error::Error;

    let (_home, store) = store();
    assert!(matches!(store.load(&id("none")), Err(StoreError::Unknown { .. })));
    store.add("a", &record("x")).expect("adds");
    fs::write(store.path(&id("a")), "- no draft").expect("writes");
    let damaged = store.load(&id("a")).expect_err("no draft");
    assert!(damaged.to_string().contains("a.yaml:1:1"), "{damaged}");
    let refused = StoreError::saving(store.root(), std::io::ErrorKind::StorageFull.into());
    assert!(refused.source().expect("a reason").is::<std::io::Error>(), "{refused:?}");
    assert!(StoreError::NoHome.source().is_none());
}

#[test]
fn a_page_without_a_draft_yet_keeps_its_name() {
    let (_home, store) = store();
    let locked = store.lock_new("a").expect("locks");
    locked.journal().note(&page("half"), Instant::now()).expect("notes");
    drop(locked);
    assert_eq!(store.lock_new("a").expect("locks").id(), &id("a-2"));
    assert_eq!(store.unfinished(), [(id("a"), page("half"))]);
}

#[test]
fn a_home_that_is_a_file_is_no_empty_store() {
    let (home, _) = store();
    let file = home.path().join("file");
    fs::write(&file, "in the way").expect("writes");
    let store = Store::open(&file).expect("opens");
    assert!(matches!(store.list(), Err(StoreError::Foreign(_))));
    assert!(matches!(store.lock(&id("a")), Err(StoreError::Foreign(_))));
    assert_eq!(fs::read_to_string(&file).expect("reads"), "in the way");
}

#[cfg(unix)]
#[test]
fn a_folder_that_is_a_link_to_another_is_not_entered() {
    let (home, store) = store();
    let outside = home.path().join("outside");
    fs::create_dir(&outside).expect("creates");
    fs::write(outside.join("a.yaml"), record("secret").to_yaml().expect("yaml")).expect("writes");
    fs::create_dir(store.root()).expect("creates");
    std::os::unix::fs::symlink(&outside, store.root().join("drafts")).expect("links");
    assert!(matches!(store.list(), Err(StoreError::Foreign(_))));
    assert!(matches!(store.add("b", &record("x")), Err(StoreError::Foreign(_))));
    assert_eq!(fs::read_dir(&outside).expect("lists").count(), 1);
}

#[test]
fn a_page_that_is_not_there_is_none_and_one_that_cannot_be_read_is_an_error() {
    let (_home, store) = store();
    let locked = store.lock(&id("a")).expect("locks");
    assert_eq!(locked.page().expect("reads"), None);
    locked.journal().discard().expect("nothing is there to forget");
    fs::create_dir_all(locked.journal().path()).expect("creates");
    assert!(matches!(locked.page(), Err(StoreError::Foreign(_))));
}

#[test]
fn pages_are_added_to_a_journal_and_one_too_large_for_it_leaves_the_one_before() {
    let (_home, store) = store();
    let mut journal = store.lock(&id("a")).expect("locks").journal();
    let mut note = |length: usize| journal.note(&page(&"x".repeat(length)), Instant::now());
    let frame = serde_json::to_vec(&page("")).expect("JSON").len() + 1;
    let most = crate::text::MAX_BYTES - frame;
    note(most).expect("notes");
    assert!(matches!(note(most + 1), Err(StoreError::Io { error, .. })
        if error.kind() == std::io::ErrorKind::FileTooLarge));
    let kept = || fs::read_to_string(store.root().join("journal/a.jsonl")).expect("reads");
    assert_eq!(kept().len(), most + frame);
    for _ in 0..3 {
        note(2000).expect("notes");
    }
    assert_eq!(kept().lines().count(), 3);
    assert_eq!(store.unfinished()[0].1.text.len(), 2000);
}

#[test]
fn what_a_killed_save_left_is_cleared_by_its_own_draft_alone() {
    let (_home, store) = store();
    store.add("a", &record("x")).expect("adds");
    let left = ["drafts/.b.yaml.x1", "journal/.b.jsonl.x2"].map(|path| store.root().join(path));
    fs::create_dir_all(store.root().join("journal")).expect("creates");
    for path in &left {
        fs::write(path, "half").expect("writes");
    }
    drop(store.lock(&id("a")).expect("locks"));
    assert!(left.iter().all(|path| path.exists()), "another terminal may be writing these");
    drop(store.lock(&id("b")).expect("locks"));
    assert!(!left.iter().any(|path| path.exists()));
}

#[test]
fn terminals_that_start_at_once_make_the_store_together() {
    for _ in 0..10 {
        let (_home, store) = store();
        let start = std::sync::Barrier::new(8);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    start.wait();
                    store.add("a", &record("x")).expect("adds");
                });
            }
        });
        assert_eq!(store.list().expect("lists").drafts.len(), 8);
    }
}
