//! Saves that are killed at every step and at every byte, and writes that stop short at every byte. Each happens in a
//! process of its own, which is this very test program: a limit on the size of files holds for a whole process.

use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, PoisonError};
use std::time::Instant;
use std::{env, fs, io};

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use super::faults::{Then, litter, with};
use super::tests::{STARTING, id, page, quiet, record};
use super::{Store, StoreError};

/// What the child is to do, and with which store.
const TASK: &str = "STARCOACH_TEST_TASK";
const ROOT: &str = "STARCOACH_TEST_ROOT";

fn home() -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path().join("home")).expect("opens");
    (folder, store)
}

/// Does `task` in a process of its own; the signal that ended it, `None` when it came to its end.
fn child(task: &str, root: &Path) -> Option<i32> {
    let mut command = Command::new(env::current_exe().expect("this program"));
    command
        .args(["store::kills::the_child", "--exact", "--ignored"])
        .env(TASK, task)
        .env(ROOT, root);
    command.env("STARCOACH_HOME", if task == "home own" { root.join("own") } else { "".into() });
    command.env("HOME", root.join("users")).env("XDG_DATA_HOME", root.join("users/data"));
    let quiet = STARTING.write().unwrap_or_else(PoisonError::into_inner);
    let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    drop(quiet);
    let ended = child.expect("starts").wait().expect("ends");
    assert!(ended.signal().is_some() || ended.success(), "{task}: {ended}");
    ended.signal()
}

#[test]
#[ignore = "what the other tests here run in a process of its own"]
fn the_child() {
    let (Ok(task), Some(root)) = (env::var(TASK), env::var_os(ROOT)) else { return };
    let store = Store::open(root).expect("opens");
    match task.split_once(' ') {
        Some(("step", at)) => {
            with(at.parse().expect("a number"), Then::Die, || save(&store)).0.expect("saves");
        }
        Some(("byte", size)) => {
            // A file that would outgrow the limit is written up to it; the next write kills.
            setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).expect("set");
            limit(size.parse().ok());
            save(&store).expect("saves");
        }
        Some(("home", at)) => {
            // What stands in the variable, or else the platform's place, which lies in the home.
            assert!(Store::home().expect("a home").starts_with(store.root().join(at)));
        }
        _ => {
            let told = Arc::new(AtomicBool::new(false));
            signal_hook::flag::register(libc::SIGXFSZ, told).expect("is heard");
            match task.as_str() {
                "short saves" => short_saves(&store),
                "short pages" => short_pages(&store),
                other => panic!("{other} is no task"),
            }
        }
    }
}

/// Lets files grow to `size`, or without end.
fn limit(size: Option<u64>) {
    let maximum = getrlimit(Resource::Fsize).maximum;
    setrlimit(Resource::Fsize, Rlimit { current: size, maximum }).expect("set");
}

fn save(store: &Store) -> Result<(), StoreError> {
    let mut locked = store.lock(&id("a"))?;
    locked.load()?;
    locked.save(&record("new")).map(drop)
}

fn size(action: &str) -> usize {
    record(action).to_yaml().expect("yaml").len()
}

/// Runs `task` with 0, 1, … until it is not killed any more; after each kill the draft must be the old or the new one,
/// whole, and the next to take its lock finds no litter. How often it was killed, and how often the draft was new.
fn kill_at_each(task: &str, old: Option<&str>) -> (usize, usize) {
    let mut new = 0;
    for number in 0.. {
        let (_folder, store) = home();
        if let Some(old) = old {
            let _quiet = quiet();
            store.add("a", &record(old)).expect("adds");
        }
        let killed = child(&format!("{task} {number}"), store.root());
        let _quiet = quiet();
        let listing = store.list().expect("lists");
        assert!(listing.damaged.is_empty(), "{task} {number}: {:?}", listing.damaged);
        let found = store.load(&id("a")).ok();
        if killed.is_none() {
            assert_eq!(found, Some(record("new")));
            return (number, new);
        }
        new += usize::from(found == Some(record("new")));
        assert!(found == Some(record("new")) || found == old.map(record), "{number}: {found:?}");
        drop(store.lock(&id("a")).expect("locks"));
        assert_eq!(litter(&store), 0, "{task} {number}");
    }
    unreachable!("the numbers do not end")
}

#[test]
fn the_home_is_what_the_variable_says_and_an_empty_one_says_nothing() {
    let (folder, _) = home();
    for task in ["home own", "home users"] {
        assert_eq!(child(task, folder.path()), None, "{task}");
    }
}

#[test]
fn a_save_killed_before_any_step_leaves_the_old_file_or_the_new() {
    // Making two folders takes four steps, the lock two, looking twice at what is there one or two each, replacing five.
    assert_eq!(kill_at_each("step", None), (13, 1));
    assert_eq!(kill_at_each("step", Some("old")), (11, 1));
}

#[test]
fn a_save_killed_at_any_byte_leaves_the_old_file_or_none() {
    assert_eq!(kill_at_each("byte", Some("old")), (size("new"), 0));
    assert_eq!(kill_at_each("byte", None), (size("new"), 0));
}

#[test]
fn a_write_that_stops_short_at_any_byte_keeps_the_old_file_and_leaves_nothing() {
    let (_folder, store) = home();
    let added = quiet();
    store.add("a", &record("old")).expect("adds");
    drop(added);
    assert_eq!(child("short saves", store.root()), None);
    assert_eq!(store.load(&id("a")).expect("loads"), record("newer"));
}

fn short_saves(store: &Store) {
    for bytes in 0..size("new") {
        limit(Some(bytes as u64));
        let error = save(store).expect_err("there is no room");
        assert!(
            matches!(&error, StoreError::Io { error, .. } if error.kind() == io::ErrorKind::FileTooLarge)
        );
        assert_eq!(store.load(&id("a")).expect("loads"), record("old"));
        assert_eq!(litter(store), 0, "{bytes}");
    }
    limit(None);
    let mut locked = store.lock(&id("a")).expect("locks");
    locked.load().expect("loads");
    locked.save(&record("newer")).expect("saves");
}

#[test]
fn a_page_that_stops_short_at_any_byte_spoils_neither_the_one_before_nor_the_next() {
    let (_folder, store) = home();
    assert_eq!(child("short pages", store.root()), None);
    let _quiet = quiet();
    assert_eq!(store.unfinished().len(), 1);
}

fn short_pages(store: &Store) {
    let locked = store.lock(&id("a")).expect("locks");
    let note = |journal: &mut super::Journal, text: &str| journal.note(&page(text), Instant::now());
    let line = serde_json::to_vec(&page("One two")).expect("JSON").len() + 1;
    for bytes in 0..line {
        let mut journal = locked.journal();
        note(&mut journal, "One").expect("notes");
        let before = fs::metadata(journal.path()).expect("is there").len();
        limit(Some(before + bytes as u64));
        note(&mut journal, "One two").expect_err("there is no room");
        assert!(fs::metadata(journal.path()).expect("is there").len() == before + bytes as u64);
        limit(None);
        // All but the end of the line may have got there.
        let kept = journal.read().expect("reads").expect("is there").text;
        assert!(kept == "One" || (kept == "One two" && bytes + 1 == line), "{bytes}: {kept}");
        note(&mut journal, "One two three").expect("notes");
        assert_eq!(journal.read().expect("reads"), Some(page("One two three")));
    }
}
