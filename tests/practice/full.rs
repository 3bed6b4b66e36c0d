//! No room, no permission, no folder: what cannot be saved is told with its cure, and the text is kept elsewhere.

use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use starcoach::draft::Section;

use crate::faults::{FOUR, run, run_by, text};
use crate::pty::Terminal;
use crate::{QUESTION, draft, draft_path, home, key, section};

/// Files may not grow by a byte, and that is no reason to die.
const NO_ROOM: &str = r#"trap "" XFSZ; ulimit -f 0; exec "$0" "$@""#;

/// The store is a disk of 64 KiB.
const SMALL_DISK: &str = r#"exec unshare -rm sh -c \
    'mkdir -p "$STARCOACH_HOME" && mount -t tmpfs -o size=64k none "$STARCOACH_HOME" && exec "$0" "$@"' "$0" "$@""#;

/// The store can only be read.
const READ_ONLY: &str = r#"exec unshare -rm sh -c \
    'mount --bind "$STARCOACH_HOME" "$STARCOACH_HOME" && mount -o remount,bind,ro "$STARCOACH_HOME" && exec "$0" "$@"' "$0" "$@""#;

/// Permissions hold for root too.
const NO_PRIVILEGE: &str = r#"[ "$(id -u)" != 0 ] || set -- --bounding-set=-all --inh-caps=-all "$0" "$@"
    [ "$(id -u)" != 0 ] || exec setpriv "$@"; exec "$0" "$@""#;

/// Whether `script` works here; where it does not, the test says what it leaves out.
fn works(script: &str, what: &str) -> bool {
    let folder = home();
    fs::create_dir(folder.path().join("store")).expect("creates");
    let ran = Command::new("sh")
        .args(["-c", script, "true"])
        .env("STARCOACH_HOME", folder.path().join("store"))
        .output()
        .expect("a shell");
    if !ran.status.success() {
        let told = writeln!(std::io::stderr(), "left out, for this system allows no {what}");
        told.expect("standard error");
    }
    ran.status.success()
}

/// What was put into `home` for want of a better place.
fn rescued(home: &Path) -> Vec<String> {
    let entries = fs::read_dir(home).expect("lists").flatten();
    let ours = |name: &OsString| name.to_string_lossy().starts_with("starcoach-");
    let files = entries.filter(|entry| ours(&entry.file_name()));
    files.map(|entry| fs::read_to_string(entry.path()).expect("reads")).collect()
}

/// What the screen says, wherever its lines break.
fn unwrapped(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn litter(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).expect("lists").flatten();
    entries.filter(|entry| entry.file_name().to_string_lossy().starts_with('.')).count()
}

#[test]
fn on_a_full_disk_the_text_is_kept_elsewhere_and_saved_once_there_is_room() {
    if !works(SMALL_DISK, "disk of one's own") {
        return;
    }
    let home = home();
    let mut terminal = Terminal::start_by(home.path(), SMALL_DISK, &["practice", QUESTION]);
    terminal.wait("Situation · 0 words");
    terminal.type_until("Before.\u{4}", "Task · 0 words");
    let store = terminal.seen(&home.path().join("store"));
    let old = fs::read(store.join(format!("drafts/{QUESTION}.yaml"))).expect("saved");
    // No byte is left.
    fs::write(store.join("filler"), vec![0; 1 << 17]).expect_err("is full");

    let screen = unwrapped(&terminal.type_until("Not to be lost.\u{4}", "Your text is kept in"));
    assert!(screen.contains("No space left"), "{screen}");
    assert!(screen.contains("free some space, or set STARCOACH_HOME to a folder on another disk"));
    terminal.wait("Action · 0 words");
    assert!(rescued(home.path()).iter().any(|text| text.contains("Not to be lost.")));
    let drafts = store.join("drafts");
    assert_eq!(fs::read(drafts.join(format!("{QUESTION}.yaml"))).expect("reads"), old);
    assert_eq!(litter(&drafts), 0);

    fs::remove_file(store.join("filler")).expect("removes");
    terminal.type_until("There is room.\u{4}", "Result · 0 words");
    let saved = fs::read_to_string(drafts.join(format!("{QUESTION}.yaml"))).expect("reads");
    for line in ["Before.", "Not to be lost.", "There is room."] {
        assert!(saved.contains(line), "{saved}");
    }
    terminal.send(key::LEAVE);
    assert_eq!(terminal.end().0, 130);
}

#[test]
fn where_nothing_can_be_written_at_all_the_text_is_left_on_the_screen() {
    let home = home();
    let mut terminal = Terminal::start_by(home.path(), NO_ROOM, &["practice", QUESTION]);
    terminal.wait("Situation · 0 words");
    let screen = terminal.type_until("Not to be lost.\u{4}", "situation: Not to be lost.");
    let screen = unwrapped(&screen);
    assert!(screen.contains("Not saved: ") && screen.contains("Copy it from here:"), "{screen}");
    assert!(screen.contains("File too large (os error 27); shorten it"), "{screen}");
    assert!(!screen.contains("is kept in"), "{screen}");
    terminal.wait("Task · 0 words");
    terminal.send(key::LEAVE);
    assert_eq!(terminal.end().0, 2);
    assert_eq!(litter(&home.path().join("store/drafts")), 0);
    assert!(rescued(home.path()).is_empty());
}

#[test]
fn an_import_without_room_says_so_and_leaves_the_drafts_as_they_were() {
    let home = home();
    run(home.path(), &["practice", QUESTION], FOUR);
    let before = fs::read(draft_path(home.path(), QUESTION)).expect("reads");
    let notes = "# Why?\n\n## Situation\n\nIt was so.\n\n## Action\n\nI did it.\n";
    fs::write(home.path().join("notes.md"), notes).expect("writes");
    let notes = home.path().join("notes.md").to_string_lossy().into_owned();
    let ran = run_by(home.path(), Some(NO_ROOM), &["import", &notes], "");
    let err = text(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{err}");
    assert!(err.contains("cannot save") && err.contains("File too large"), "{err}");
    assert_eq!(fs::read(draft_path(home.path(), QUESTION)).expect("reads"), before);
    let names = fs::read_dir(home.path().join("store/drafts")).expect("lists").count();
    assert_eq!(names, 1, "a half draft or a temporary file is left");
    assert_eq!(run(home.path(), &["import", &notes], "").status.code(), Some(0));
}

/// What must work on a store that cannot be written.
const READING: [&[&str]; 7] = [
    &["list"],
    &["drafts"],
    &["drafts", "show", QUESTION],
    &["history"],
    &["progress"],
    &["coverage"],
    &["export", "--all"],
];

/// What must say that it cannot, and what would help.
const WRITING: [&[&str]; 3] = [
    &["practice", QUESTION],
    &["drafts", "rename", QUESTION, "other"],
    &["drafts", "delete", QUESTION],
];

fn only_reading_works(home: &Path, script: &str, reason: &str) {
    let before = fs::read(draft_path(home, QUESTION)).expect("reads");
    for arguments in READING {
        let ran = run_by(home, Some(script), arguments, "");
        let (out, err) = (text(&ran.stdout), text(&ran.stderr));
        assert_eq!((ran.status.code(), err.as_str()), (Some(0), ""), "{arguments:?}: {out}");
    }
    for arguments in WRITING {
        let ran = run_by(home, Some(script), arguments, FOUR);
        let err = text(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains(reason) && err.contains("store"), "{arguments:?}: {err}");
        assert!(
            err.contains("make the folder writable for you, or set STARCOACH_HOME"),
            "{arguments:?}: {err}"
        );
    }
    assert_eq!(fs::read(draft_path(home, QUESTION)).expect("reads"), before);
}

#[test]
fn a_read_only_home_can_be_read_and_says_what_would_make_it_writable() {
    if !works(READ_ONLY, "mount of one's own") {
        return;
    }
    let home = home();
    run(home.path(), &["practice", QUESTION], FOUR);
    only_reading_works(home.path(), READ_ONLY, "Read-only file system");
}

#[test]
fn folders_whose_permission_was_removed_can_be_read_and_say_so() {
    if !works(NO_PRIVILEGE, "root without its privileges") {
        return;
    }
    let home = home();
    run(home.path(), &["practice", QUESTION], FOUR);
    let store = home.path().join("store");
    let folders = ["", "drafts", "locks"].map(|name| store.join(name));
    let set = |mode| {
        for folder in &folders {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("sets");
        }
    };
    fs::remove_file(store.join(format!("locks/{QUESTION}.lock"))).expect("removes");
    set(0o500);
    only_reading_works(home.path(), NO_PRIVILEGE, "Permission denied");
    set(0o700);
}

#[test]
fn a_folder_that_becomes_unwritable_in_a_session_loses_nothing() {
    if !works(NO_PRIVILEGE, "root without its privileges") {
        return;
    }
    let home = home();
    let mut terminal = Terminal::start_by(home.path(), NO_PRIVILEGE, &["practice", QUESTION]);
    terminal.wait("Situation · 0 words");
    let drafts = home.path().join("store/drafts");
    fs::set_permissions(&drafts, fs::Permissions::from_mode(0o500)).expect("sets");
    let screen = unwrapped(&terminal.type_until("Not to be lost.\u{4}", "Your text is kept in"));
    assert!(screen.contains("Permission denied"), "{screen}");
    terminal.wait("Task · 0 words");
    assert!(rescued(home.path()).iter().any(|text| text.contains("Not to be lost.")));
    fs::set_permissions(&drafts, fs::Permissions::from_mode(0o700)).expect("sets");
    terminal.type_until("Mended.\u{4}", "Action · 0 words");
    terminal.send(key::LEAVE);
    assert_eq!(terminal.end().0, 130);
    assert_eq!(section(home.path(), QUESTION, Section::Situation), "Not to be lost.");
}

#[test]
fn a_file_that_is_a_device_or_a_folder_is_refused_and_left_alone() {
    let home = home();
    run(home.path(), &["practice", QUESTION], FOUR);
    let drafts = home.path().join("store/drafts");
    symlink("/dev/full", drafts.join("device.yaml")).expect("links");
    symlink("loop.yaml", drafts.join("loop.yaml")).expect("links");
    fs::create_dir(drafts.join("folder.yaml")).expect("creates");
    for name in ["device", "loop", "folder"] {
        let arguments = if name == "loop" { &["drafts"][..] } else { &["practice", name] };
        let ran = run(home.path(), arguments, FOUR);
        let err = text(&ran.stderr);
        assert_eq!(ran.status.code(), Some(if name == "loop" { 0 } else { 2 }), "{name}: {err}");
        let said =
            format!("{name}.yaml is a link or no plain file, and is not followed; move it away");
        assert!(err.contains(&said), "{name}: {err}");
        assert!(fs::symlink_metadata(drafts.join(format!("{name}.yaml"))).is_ok());
    }
    assert_eq!(draft(home.path(), QUESTION).attempts.len(), 1);
}

#[test]
fn a_path_too_long_for_the_system_is_told_with_what_to_do() {
    let home = home();
    let long = home.path().join("x".repeat(300));
    let script = format!(r#"STARCOACH_HOME="{}" exec "$0" "$@""#, long.display());
    for arguments in [&["practice", QUESTION][..], &["drafts"]] {
        let ran = run_by(home.path(), Some(&script), arguments, FOUR);
        let err = text(&ran.stderr);
        assert_eq!(ran.status.code(), Some(2), "{arguments:?}: {err}");
        assert!(err.contains("name too long"), "{arguments:?}: {err}");
        assert!(err.contains("or set STARCOACH_HOME to"), "{arguments:?}: {err}");
    }
    let ran = run(home.path(), &["drafts", "show", &"x".repeat(300)], "");
    assert_eq!(ran.status.code(), Some(2), "{}", text(&ran.stderr));
}
