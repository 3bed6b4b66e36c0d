//! `starcoach doctor`: what is wrong around the program is found, with its cure, and nothing is changed.
#![cfg(unix)]

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// Words of a draft, which are nobody's business.
const SECRET: &str = "the merger with our rival";

/// A program that is there, and one that is not.
const EDITOR: &str = "sh";

fn doctor(home: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_starcoach"))
        .arg("doctor")
        .args(arguments)
        .env_clear()
        .env("PATH", "/bin:/usr/bin")
        .env("LANG", "C.UTF-8")
        .env("EDITOR", EDITOR)
        .env("HOME", home)
        .env("STARCOACH_HOME", home.join("store"))
        .envs(variables.iter().copied())
        .output()
        .expect("starts")
}

/// The state, text and cure of each check called `id`, and the exit code.
fn checks(home: &Path, id: &str, variables: &[(&str, &str)]) -> (Vec<[String; 3]>, Option<i32>) {
    let output = doctor(home, &["--format", "json"], variables);
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let all = report["checks"].as_array().expect("checks").iter();
    let text = |check: &Value, key: &str| check[key].as_str().unwrap_or_default().to_owned();
    let own = all.filter(|check| check["id"] == id);
    let own = own.map(|check| ["state", "text", "cure"].map(|key| text(check, key)));
    (own.collect(), output.status.code())
}

fn home() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A store as the program makes it, with one draft.
fn store(home: &Path) {
    for folder in ["store", "store/drafts", "store/journal", "store/locks", "store/packs"] {
        fs::create_dir(home.join(folder)).expect("a folder");
        set_mode(&home.join(folder), 0o700);
    }
    let draft = format!("question: Q\nheadline: We heard of {SECRET}.\n");
    fs::write(home.join("store/drafts/good.yaml"), draft).expect("a draft");
    set_mode(&home.join("store/drafts/good.yaml"), 0o600);
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("permissions");
}

/// Every path below `folder` with its permissions and bytes.
fn all(folder: &Path) -> Vec<(String, u32, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let about = fs::symlink_metadata(&path).expect("metadata");
        let bytes = if about.is_file() { fs::read(&path).expect("bytes") } else { Vec::new() };
        found.push((path.display().to_string(), about.permissions().mode(), bytes));
        if about.is_dir() {
            found.extend(all(&path));
        }
    }
    found.sort();
    found
}

#[test]
fn a_store_as_the_program_makes_it_has_nothing_wrong() {
    let home = home();
    store(home.path());
    let output = doctor(home.path(), &[], &[]);
    let text = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{text}");
    assert!(text.ends_with("\nNothing is wrong.\n"), "{text}");
    assert!(text.contains("/store: 1 draft\n"), "{text}");
}

#[test]
fn what_others_may_read_is_told_with_its_cure_and_left_as_it_is() {
    let home = home();
    store(home.path());
    set_mode(&home.path().join("store/drafts"), 0o755);
    set_mode(&home.path().join("store/drafts/good.yaml"), 0o644);
    let before = all(home.path());
    let (found, code) = checks(home.path(), "data.permissions", &[]);
    let [state, text, cure] = &found[0];
    assert_eq!((state.as_str(), code), ("look", Some(0)));
    assert!(
        text.contains("store/drafts is open to others (mode 755), and so are 1 more"),
        "{text}"
    );
    assert_eq!(*cure, format!("chmod -R go-rwx {}", home.path().join("store").display()));
    assert_eq!(all(home.path()), before);

    let cured = Command::new("sh").args(["-c", cure]).status().expect("runs");
    assert!(cured.success());
    let (found, _) = checks(home.path(), "data.permissions", &[]);
    assert_eq!(found[0][0], "ok", "{found:?}");
}

#[test]
fn a_draft_that_cannot_be_read_is_a_fault_and_none_of_its_text_is_shown() {
    let home = home();
    store(home.path());
    let drafts = home.path().join("store/drafts");
    fs::write(drafts.join("broken.yaml"), format!("question: Q\n{SECRET}: [\n")).expect("a file");
    fs::write(drafts.join("unknown.yaml"), format!("question: Q\nq: {SECRET}\n")).expect("a file");
    fs::write(drafts.join("Not An Id.yaml"), "question: Q\n").expect("a file");
    symlink(drafts.join("good.yaml"), drafts.join("linked.yaml")).expect("a link");
    let (found, code) = checks(home.path(), "data.draft", &[]);
    assert_eq!(code, Some(1));
    let parts = [
        "Not An Id.yaml: it is not read for its name",
        "broken.yaml: line ",
        "linked.yaml: it is a link",
        "unknown.yaml: line 2 ",
    ];
    assert_eq!(found.len(), parts.len(), "{found:?}");
    for part in parts {
        let named = |[state, text, cure]: &[String; 3]| {
            state == "fault" && text.contains(part) && !cure.is_empty()
        };
        assert!(found.iter().any(named), "{part}: {found:?}");
    }
    for format in ["text", "json"] {
        let output = doctor(home.path(), &["--format", format], &[]);
        assert!(!String::from_utf8_lossy(&output.stdout).contains("merger"), "{format}");
        assert!(output.stderr.is_empty());
    }
}

#[test]
fn what_sessions_left_behind_is_told_and_kept() {
    let home = home();
    store(home.path());
    let root = home.path().join("store");
    fs::write(root.join("journal/late.jsonl"), format!("{{\"text\":\"{SECRET}\"}}\n"))
        .expect("a page");
    fs::write(root.join("drafts/.good.yaml.Ab12"), SECRET).expect("a file");
    fs::write(root.join("drafts/notes.txt"), SECRET).expect("a file");
    let lock = fs::File::create(root.join("locks/good.lock")).expect("a lock");
    lock.lock().expect("locked");
    let before = all(home.path());
    for (id, state, part) in [
        ("data.unfinished", "look", "`late`"),
        ("data.leftover", "look", ".good.yaml.Ab12"),
        ("data.stranger", "look", "notes.txt"),
        ("data.busy", "ok", "`good` is open in another terminal"),
    ] {
        let (found, _) = checks(home.path(), id, &[]);
        assert!(
            found.len() == 1 && found[0][0] == state && found[0][1].contains(part),
            "{found:?}"
        );
    }
    assert_eq!(all(home.path()), before);
}

#[test]
fn a_folder_that_is_none_is_a_fault() {
    let home = home();
    fs::write(home.path().join("store"), "a file").expect("a file");
    let (found, code) = checks(home.path(), "data.writable", &[]);
    assert_eq!((found[0][0].as_str(), code), ("fault", Some(1)), "{found:?}");
}

#[test]
fn a_broken_pack_is_a_fault_with_its_first_problem_and_the_way_to_all() {
    let home = home();
    store(home.path());
    fs::write(home.path().join("store/packs/mine.yaml"), "pack: mine\ntitle: 7\n").expect("a pack");
    let (found, code) = checks(home.path(), "packs.pack", &[]);
    assert_eq!(code, Some(1));
    let [state, text, cure] = &found[0];
    assert_eq!(state, "fault");
    assert!(text.contains("mine.yaml is left out for "), "{text}");
    assert!(cure.starts_with("`starcoach pack check /"), "{cure}");
}

#[test]
fn an_editor_that_cannot_be_started_is_a_fault_and_its_arguments_are_told() {
    let home = home();
    let editor = |command: &str| {
        let (mut found, code) = checks(home.path(), "editor.command", &[("EDITOR", command)]);
        (found.remove(0), code)
    };
    let ([state, text, cure], code) = editor("no-such-editor --wait");
    assert_eq!((state.as_str(), code), ("fault", Some(1)));
    assert!(text.contains("`no-such-editor` is not on PATH") && cure.contains("EDITOR"), "{text}");
    assert_eq!(editor("sh 'open").0[0], "fault");
    let ([state, text, _], code) = editor("sh -c 'a b'");
    assert_eq!((state.as_str(), code), ("ok", Some(0)));
    assert!(text.ends_with("/sh, called with `-c`, `a b`"), "{text}");
}

#[test]
fn a_broken_config_a_misspelt_variable_and_a_poor_locale_are_told() {
    let home = home();
    let config = home.path().join("config.toml");
    fs::write(&config, "minuets = 3\n").expect("a config");
    let config = config.to_str().expect("a path");
    let (found, code) = checks(home.path(), "config.file", &[("STARCOACH_CONFIG", config)]);
    assert_eq!((found[0][0].as_str(), code), ("fault", Some(1)));
    assert!(found[0][1].contains("config.toml:1"), "{found:?}");
    let (found, code) = checks(home.path(), "program.variable", &[("STARCOACH_COLOUR", "never")]);
    assert_eq!(code, Some(0));
    let told =
        found.iter().any(|[state, _, cure]| state == "look" && cure.contains("STARCOACH_COLOR?"));
    assert!(told, "{found:?}");
    let (found, _) = checks(home.path(), "terminal.unicode", &[("LANG", "C")]);
    assert_eq!(found[0][0], "look", "{found:?}");
}
