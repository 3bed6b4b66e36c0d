//! The writer's own editor and reviewer: run without a shell, and left with nothing of the draft when they have gone.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use starcoach::store::Store;

use crate::pty::{FULL, Terminal};
use crate::{QUESTION, home, key};

const SECRET: &str = "quicksilver";

/// A script in `home` that does `what`, in a folder whose name has a blank.
fn script(home: &Path, what: &str) -> PathBuf {
    let path = home.join("my tools/it");
    fs::create_dir_all(home.join("my tools")).expect("a folder");
    fs::write(&path, format!("#!/bin/sh\n{what}\n")).expect("writes");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).expect("sets");
    path
}

/// A practice in which the secret is typed, with `editor` as the writer's own and a folder for what is temporary.
fn practice(home: &Path, editor: &str) -> Terminal {
    fs::create_dir_all(home.join("tmp")).expect("a folder");
    let tmp = home.join("tmp").display().to_string();
    let variables = [("VISUAL", editor), ("TMPDIR", &tmp)];
    let mut terminal = Terminal::start_with(home, FULL, &["practice", QUESTION], &variables);
    terminal.wait("Situation · 0 words");
    terminal.type_until(SECRET, "· 1 word");
    terminal
}

/// What lies in `folder` and below it.
fn within(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(within(&path));
        }
        found.push(path);
    }
    found
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_arguments_of_an_editor_are_split_and_nothing_in_them_is_run() {
    let home = home();
    let said = home.path().join("said").display().to_string();
    let editor =
        script(home.path(), &format!("for word in \"$@\"; do echo \"$word\" >> '{said}'; done"));
    let line = format!(
        "'{}' --wait 'a b' \"c'd\" e\\ f $(touch ran) `touch ran` ;touch ran |touch ran >ran $HOME * ~ && touch",
        editor.display()
    );
    let mut terminal = practice(home.path(), &line);
    terminal.send(key::EDITOR);
    terminal.until("the page again", |screen| {
        screen.contents().matches("· 1 word").count() >= 1 && Path::new(&said).exists()
    });
    terminal.type_until(" more", "· 2 words");
    let words = read(&home.path().join("said"));
    let words: Vec<&str> = words.lines().collect();
    let (file, words) = words.split_last().expect("a file at least");
    let expected = [
        "--wait", "a b", "c'd", "e f", "$(touch", "ran)", "`touch", "ran`", ";touch", "ran",
        "|touch", "ran", ">ran", "$HOME", "*", "~", "&&", "touch",
    ];
    assert_eq!(words, expected);
    assert!(file.starts_with(&*home.path().join("tmp").to_string_lossy()), "{file}");
    assert!(!home.path().join("ran").exists());
}

#[test]
fn an_editors_file_is_private_and_gone_afterwards_whatever_becomes_of_the_editor() {
    let dump = |said: &str| {
        format!(
            "umask 000; echo swap > \"${{1%/*}}/.section.md.swp\"; stat -c '%a %n' \"$1\" \"${{1%/*}}\" > '{said}'; cat \"$1\" >> '{said}'"
        )
    };
    for end in [
        "exit 0",
        "exit 3",
        "kill -9 $$",
        "kill -HUP $$",
        "rm \"$1\"",
        "rm -r \"${1%/*}\"",
        "rm \"$1\"; mkfifo \"$1\"",
    ] {
        let home = home();
        let said = home.path().join("said");
        let editor = script(home.path(), &format!("{}\n{end}", dump(&said.display().to_string())));
        let mut terminal = practice(home.path(), &format!("'{}'", editor.display()));
        terminal.send(key::EDITOR);
        terminal.until("the editor's end", |_| said.exists());
        terminal.type_until(" more", "· 2 words");
        let told = read(&said);
        let modes: Vec<&str> = told.lines().take(2).map(|line| &line[..3]).collect();
        assert_eq!(modes, ["600", "700"], "{told}");
        assert!(told.ends_with(SECRET), "{told}");
        assert_eq!(within(&home.path().join("tmp")), Vec::<PathBuf>::new(), "after `{end}`");
    }
}

#[test]
fn a_session_ended_while_its_editor_is_open_ends_that_too_and_keeps_what_was_saved_there() {
    for (signal, code, deaf) in
        [("TERM", 143, ""), ("HUP", 129, ""), ("TERM", 143, "trap '' HUP TERM")]
    {
        let home = home();
        let what = format!(
            "{deaf}\nprintf ' and saved' >> \"$1\"\necho $$ > pid\necho it is open\nexec sleep 600"
        );
        let editor = script(home.path(), &what);
        let mut terminal = practice(home.path(), &format!("'{}'", editor.display()));
        terminal.type_until(key::EDITOR, "it is open");
        terminal.signal(signal);
        let (ended, screen) = terminal.end();
        assert_eq!(ended, code, "{screen}");
        assert_eq!(within(&home.path().join("tmp")), Vec::<PathBuf>::new(), "{signal}");
        let id = read(&home.path().join("pid"));
        assert!(!Path::new("/proc").join(id.trim()).exists(), "the editor goes on");
        let store = Store::open(home.path().join("store")).expect("a store");
        let pages: Vec<String> =
            store.unfinished().into_iter().map(|(_, page)| page.text).collect();
        assert_eq!(pages, [format!("{SECRET} and saved")]);
    }
}

#[test]
fn no_child_gets_anything_of_a_draft_in_its_environment_or_arguments() {
    let home = home();
    let dump = "env > env-of-it; tr '\\0' ' ' < /proc/$$/cmdline > line-of-it; tr '\\0' ' ' < /proc/$PPID/environ > env-of-parent";
    let tool = script(
        home.path(),
        &format!(
            "{dump}; ls -aR tmp > tmp-of-it; case $1 in */tmp/*) ;; *) cat > input-of-it; echo fine;; esac; echo > done"
        ),
    );
    let check = |who: &str| {
        for name in ["env-of-it", "line-of-it", "env-of-parent"] {
            assert!(!read(&home.path().join(name)).contains(SECRET), "{who}: {name}");
        }
    };
    let mut terminal = practice(home.path(), &format!("'{}'", tool.display()));
    terminal.send(key::EDITOR);
    terminal.until("the editor's end", |_| home.path().join("done").exists());
    terminal.type_until(" more", "· 2 words");
    check("the editor");
    terminal.kill();

    fs::write(
        home.path().join("notes.md"),
        format!("## Situation\n\n{SECRET}\n\n## Action\n\nI looked.\n"),
    )
    .expect("writes");
    let output = Command::new(env!("CARGO_BIN_EXE_starcoach"))
        .args(["check", "notes.md", "--reviewer", &format!("'{}'", tool.display())])
        .current_dir(home.path())
        .env("TMPDIR", home.path().join("tmp"))
        .env("HOME", home.path())
        .output()
        .expect("runs");
    assert!(String::from_utf8_lossy(&output.stdout).contains("fine"), "{output:?}");
    check("the reviewer");
    assert!(
        read(&home.path().join("input-of-it")).contains(SECRET),
        "the reviewer has read nothing"
    );
    // While the reviewer ran and after it, there is no temporary file at all.
    assert_eq!(
        read(&home.path().join("tmp-of-it"))
            .lines()
            .filter(|line| !line.starts_with(['.', 't']) && !line.is_empty())
            .count(),
        0
    );
    assert_eq!(within(&home.path().join("tmp")), Vec::<PathBuf>::new());
}

#[test]
fn what_is_written_stands_in_the_store_and_nowhere_else() {
    let home = home();
    fs::create_dir_all(home.path().join("tmp")).expect("a folder");
    let run = |arguments: &[&str], input: &str| {
        use std::io::Write;
        let mut child = Command::new(env!("CARGO_BIN_EXE_starcoach"))
            .args(arguments)
            .current_dir(home.path())
            .env("STARCOACH_HOME", home.path().join("store"))
            .env("TMPDIR", home.path().join("tmp"))
            .env("HOME", home.path())
            .env_remove("XDG_CACHE_HOME")
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("starts");
        // Some read nothing.
        let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
        child.wait().expect("ends");
    };
    run(&["practice", "--plain", QUESTION], &format!("{SECRET}\n.\n").repeat(4));
    for arguments in [
        vec!["history"],
        vec!["progress"],
        vec!["export", QUESTION],
        vec!["check", "-"],
        vec!["rehearse", "--plain"],
    ] {
        run(&arguments, SECRET);
    }
    let with_secret: Vec<PathBuf> = within(home.path())
        .into_iter()
        .filter(|path| fs::read_to_string(path).is_ok_and(|text| text.contains(SECRET)))
        .collect();
    assert_eq!(with_secret, [home.path().join("store/drafts").join(format!("{QUESTION}.yaml"))]);
}
