use std::fs;
use std::io::Write;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use starcoach::draft::Section;

use crate::pty::{FULL, Terminal};
use crate::{QUESTION, draft, draft_path, home, key, section};

/// Runs the program with `input` on a pipe.
pub(crate) fn run(home: &Path, arguments: &[&str], input: &str) -> Output {
    run_by(home, None, arguments, input)
}

/// The same, started by the shell's `script`, which is to end with `exec "$0" "$@"`.
pub(crate) fn run_by(home: &Path, script: Option<&str>, arguments: &[&str], input: &str) -> Output {
    let mut command = match script {
        Some(script) => {
            let mut shell = Command::new("sh");
            shell.args(["-c", script, env!("CARGO_BIN_EXE_starcoach")]);
            shell
        }
        None => Command::new(env!("CARGO_BIN_EXE_starcoach")),
    };
    let mut child = command
        .args(arguments)
        .env("STARCOACH_HOME", home.join("store"))
        .env("TMPDIR", home)
        .env_remove("NO_COLOR")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    // A program that refuses to start reads nothing; its message is what the test is about.
    let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
    child.wait_with_output().expect("ends")
}

pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub(crate) const FOUR: &str = "The export failed.\nFor 40 shops.\n.\nIt fell to me.\n.\nFirst I timed it.\n\nThen I cut it.\n.\nIt takes 48 minutes.\n.\n";

#[test]
fn four_sections_from_a_pipe_make_a_draft_and_a_review_without_a_single_escape() {
    let home = home();
    let ran = run(home.path(), &["practice", QUESTION], FOUR);
    let (out, err) = (text(&ran.stdout), text(&ran.stderr));
    assert_eq!(ran.status.code(), Some(0), "{err}");
    assert!(!out.contains('\u{1b}') && err.is_empty(), "{out:?} {err:?}");
    assert!(out.contains("Quantify the impact") && out.contains("Kept as draft"), "{out}");
    let sections = draft(home.path(), QUESTION).draft().sections;
    assert_eq!(sections[Section::Situation], "The export failed.\nFor 40 shops.");
    assert_eq!(sections[Section::Action], "First I timed it.\n\nThen I cut it.");
}

#[test]
fn in_plain_lines_one_can_have_a_hint_go_back_and_stop_early() {
    let home = home();
    let ran = run(
        home.path(),
        &["practice", QUESTION],
        "One.\n?\n.\nHalf\n<\nTwo.\n.\n.\nNo dot at the end",
    );
    let out = text(&ran.stdout);
    assert!(out.contains("Coach: "), "{out}");
    let sections = draft(home.path(), QUESTION).draft().sections;
    assert_eq!(sections[Section::Situation], "One.\nTwo.");
    assert_eq!(sections[Section::Task], "Half");
    assert_eq!(sections[Section::Action], "No dot at the end");
}

#[test]
fn without_a_terminal_the_menu_is_the_short_help_and_a_practice_needs_its_question() {
    let home = home();
    let ran = run(home.path(), &[], "");
    assert_eq!(ran.status.code(), Some(2));
    assert!(text(&ran.stdout).contains("Usage:"));
    let ran = run(home.path(), &["practice"], FOUR);
    assert_eq!(ran.status.code(), Some(2));
    assert!(text(&ran.stderr).contains("name the question"), "{}", text(&ran.stderr));
}

#[test]
fn a_store_that_cannot_be_made_is_said_before_a_word_is_written() {
    let home = home();
    fs::write(home.path().join("store"), "in the way").expect("writes");
    let ran = run(home.path(), &["practice", QUESTION], FOUR);
    let err = text(&ran.stderr);
    assert_eq!(ran.status.code(), Some(2), "{err}");
    assert!(err.contains("store") && err.contains("ot a directory"), "{err}");
    assert_eq!(fs::read_to_string(home.path().join("store")).expect("reads"), "in the way");
}

#[test]
fn a_save_that_fails_keeps_the_text_elsewhere_and_says_where() {
    let home = home();
    let rescue = home.path().to_string_lossy().into_owned();
    let mut terminal = Terminal::start_with(
        home.path(),
        (200, 50),
        &["practice", QUESTION],
        &[("TMPDIR", &rescue)],
    );
    terminal.wait("Situation · 0 words");
    let drafts = home.path().join("store/drafts");
    fs::remove_dir_all(&drafts).expect("removes");
    fs::write(&drafts, "in the way").expect("writes");
    let screen = terminal.type_until("Not to be lost.\u{4}", "Your text is kept in");
    assert!(screen.contains("Not saved: ") && screen.contains("drafts"), "{screen}");
    terminal.wait("Task · 0 words");
    // Once the folder is usable again, so is the session.
    fs::remove_file(&drafts).expect("removes");
    terminal.type_until("Mended.\u{4}", "Action · 0 words");
    terminal.send(key::LEAVE);
    assert_eq!(terminal.end().0, 130);
    assert_eq!(section(home.path(), QUESTION, Section::Situation), "Not to be lost.");
    let rescued = fs::read_dir(home.path())
        .expect("lists")
        .flatten()
        .find(|entry| entry.file_name().to_string_lossy().starts_with("starcoach-"));
    let rescued = fs::read_to_string(rescued.expect("a rescued file").path()).expect("reads");
    assert!(rescued.contains("Not to be lost."), "{rescued}");
}

#[test]
fn a_folder_deleted_meanwhile_is_made_again() {
    let home = home();
    let mut terminal = Terminal::start(home.path(), FULL, &["practice", QUESTION]);
    terminal.wait("Situation · 0 words");
    terminal.type_until("One.\u{4}", "Task · 0 words");
    fs::remove_dir_all(home.path().join("store")).expect("removes");
    terminal.type_until("Two.\u{4}", "Action · 0 words");
    terminal.kill();
    assert_eq!(section(home.path(), QUESTION, Section::Situation), "One.");
    assert_eq!(section(home.path(), QUESTION, Section::Task), "Two.");
}

#[test]
fn damaged_drafts_and_planted_links_are_told_and_the_rest_is_listed() {
    let home = home();
    run(home.path(), &["practice", QUESTION], FOUR);
    fs::write(draft_path(home.path(), "damaged"), "question: Q\nattempts:\n- situaton: x\n")
        .expect("writes");
    let outside = home.path().join("outside.yaml");
    fs::write(&outside, "question: Secret\n").expect("writes");
    symlink(&outside, draft_path(home.path(), "planted")).expect("links");
    let ran = run(home.path(), &["drafts"], "");
    let (out, err) = (text(&ran.stdout), text(&ran.stderr));
    assert_eq!(ran.status.code(), Some(0));
    assert!(out.contains(QUESTION) && !out.contains("Secret"), "{out}");
    assert!(err.contains("damaged.yaml:3:") && err.contains("planted.yaml is a link"), "{err}");
    let ran = run(home.path(), &["practice", "planted"], FOUR);
    assert_eq!(ran.status.code(), Some(2));
    assert_eq!(fs::read_to_string(&outside).expect("reads"), "question: Secret\n");
}

#[test]
fn drafts_are_renamed_and_deleted_but_never_out_of_their_folder() {
    let home = home();
    run(home.path(), &["practice", QUESTION], FOUR);
    for to in ["../out", "/tmp/out", "A b", "out.yaml", ""] {
        assert_eq!(
            run(home.path(), &["drafts", "rename", QUESTION, to], "").status.code(),
            Some(2),
            "{to}"
        );
    }
    assert_eq!(
        run(home.path(), &["drafts", "show", "../../etc/passwd"], "").status.code(),
        Some(2)
    );
    assert_eq!(
        run(home.path(), &["drafts", "rename", "complex", "night-export"], "").status.code(),
        Some(0)
    );
    let ran = run(home.path(), &["drafts", "path", "night"], "");
    assert_eq!(text(&ran.stdout).trim(), draft_path(home.path(), "night-export").to_string_lossy());
    assert!(
        text(&run(home.path(), &["drafts", "show", "night"], "").stdout)
            .contains("First I timed it.")
    );
    let ran = run(home.path(), &["drafts", "delete", "night-export"], "");
    assert!(text(&ran.stdout).contains("trash"), "{}", text(&ran.stdout));
    assert!(home.path().join("store/trash/night-export.yaml").exists());
    assert!(text(&run(home.path(), &["drafts"], "").stdout).contains("No drafts yet"));
}

#[test]
fn control_characters_in_a_draft_are_shown_on_every_output() {
    let home = home();
    run(
        home.path(),
        &["practice", QUESTION],
        &FOUR.replace("48 minutes", "48 \u{1b}]0;owned\u{7} minutes"),
    );
    for arguments in [&["drafts"][..], &["drafts", "show", QUESTION]] {
        let out = text(&run(home.path(), arguments, "").stdout);
        assert!(!out.contains('\u{1b}') && !out.contains('\u{7}'), "{out:?}");
    }
    assert!(
        text(&run(home.path(), &["drafts", "show", QUESTION], "").stdout).contains("^[]0;owned^G")
    );
}
