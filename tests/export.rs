//! `export` where it takes more than one run, or a person at a terminal.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::Command;

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

const DRAFT: &str = include_str!("cmd/export-redact.in/home/drafts/refunds.yaml");

/// A folder with one draft, `story`, which says `text` in all its parts.
fn home(text: &str) -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a folder");
    fs::create_dir(home.path().join("drafts")).expect("a folder");
    fs::write(home.path().join("drafts/story.yaml"), text).expect("a draft");
    home
}

fn export(home: &Path, args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_starcoach"))
        .arg("export")
        .args(args)
        .current_dir(home)
        .env("STARCOACH_HOME", home)
        .env("STARCOACH_CONFIG", "")
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn nothing_listed_survives_in_any_form_in_any_case_or_with_any_ending() {
    let secrets = ["Zyxcorp", "Ada Quillfeather", "O'Brannigan", "€73,519", "ada@zyxcorp.example"];
    let forms = |secret: &str| {
        [
            secret.to_owned(),
            secret.to_uppercase(),
            secret.to_lowercase(),
            format!("{secret}'s"),
            format!("{secret}’s"),
            format!("({secret})"),
            format!("non-{secret}-like"),
            secret.replace('\'', "’"),
            secret.replace(' ', "\n    "),
        ]
        .join(" and ")
    };
    let all: String = secrets.iter().map(|secret| forms(secret) + " ").collect();
    let sentence = format!(
        "First I timed thirty checkouts with {all} and then I batched the queries, because 22 of them waited."
    );
    let quoted = serde_json::to_string(&sentence).expect("a text");
    let text = format!(
        "question: {quoted}\nheadline: {quoted}\ncompetencies: [{quoted}]\nattempts:\n- at: 2026-01-31T00:00:00Z\n  \
         situation: {quoted}\n  task: {quoted}\n  action: {quoted}\n  result: {quoted}\n  extra:\n    {quoted}: {quoted}\n"
    );
    let home = home(&text);
    let list = home.path().join("list.txt");
    fs::write(&list, secrets.join("\n")).expect("a list");
    let list = list.to_str().expect("UTF-8");
    for format in ["markdown", "html", "json"] {
        for one in [&["story"][..], &["--all"], &["story", "--no-review"]] {
            let mut args = vec!["--format", format, "--redact", list];
            args.extend(one);
            let document = export(home.path(), &args);
            let seen: String =
                document.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
            for part in ["zyxcorp", "quillfeather", "brannigan", "73519", "adaquill"] {
                assert!(!seen.contains(part), "{part} is in {format} {one:?}:\n{document}");
            }
            assert!(document.contains("name 1") && document.contains("amount"));
        }
    }
    let kept = fs::read_to_string(home.path().join("drafts/story.yaml")).expect("the draft");
    assert_eq!(kept, text, "the file on disk is never changed");
}

#[test]
fn a_file_in_a_work_tree_with_a_remote_is_warned_about() {
    let home = home(DRAFT);
    fs::create_dir(home.path().join(".git")).expect("a folder");
    fs::write(home.path().join(".git/config"), "[remote \"origin\"]\n").expect("a config");
    let output = Command::new(env!("CARGO_BIN_EXE_starcoach"))
        .args(["export", "story", "-o", "story.html"])
        .current_dir(home.path())
        .env("STARCOACH_HOME", home.path())
        .output()
        .expect("it runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("story.html is inside a git work tree with a remote"), "{told}");
    assert!(home.path().join("story.html").exists());
}

#[test]
fn a_damaged_draft_is_told_and_the_others_are_exported() {
    let home = home(DRAFT);
    fs::write(home.path().join("drafts/broken.yaml"), "question: [\n").expect("a file");
    let output = Command::new(env!("CARGO_BIN_EXE_starcoach"))
        .args(["export", "--all", "--format", "json"])
        .env("STARCOACH_HOME", home.path())
        .output()
        .expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stdout).contains("\"id\":\"story\""));
    assert!(String::from_utf8_lossy(&output.stderr).contains("broken.yaml"));
}

/// What `export --redact-ask -o out.json` says on a terminal when the user presses `keys`, and its exit code.
fn asked(home: &Path, keys: &str) -> (String, u32) {
    let size = PtySize { rows: 24, cols: 100, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_starcoach"));
    command.args(["export", "story", "--no-review", "--redact-ask", "-o", "out.json"]);
    command.cwd(home);
    command.env("STARCOACH_HOME", home);
    let mut child = pair.slave.spawn_command(command).expect("it starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut writer = pair.master.take_writer().expect("a writer");
    let mut screen = Vec::new();
    let mut buffer = [0; 4096];
    let mut keys = keys.bytes();
    let mut answered = 0;
    // A key for each question, once it stands there.
    while let Ok(read) = reader.read(&mut buffer) {
        if read == 0 {
            break;
        }
        screen.extend_from_slice(&buffer[..read]);
        let questions = String::from_utf8_lossy(&screen).matches("to go)").count();
        while answered < questions {
            answered += 1;
            let key = keys.next().expect("no more questions than keys");
            writer.write_all(&[key]).expect("a key");
        }
    }
    let status = child.wait().expect("it ends");
    (String::from_utf8_lossy(&screen).into_owned(), status.exit_code())
}

#[test]
fn a_person_confirms_one_by_one_or_all_of_a_kind_or_leaves() {
    let home = home(DRAFT);
    // Acme Bookings, Acme, Globex, Jane Doe: then no other name, all money, no figure, the address.
    let (screen, code) = asked(home.path(), "ynyoaoy");
    assert_eq!(code, 0, "{screen}");
    let document = fs::read_to_string(home.path().join("out.json")).expect("the export");
    assert!(document.contains("Double charges at [name 1]"), "{document}\n{screen}");
    assert!(document.contains("Acme's booking service charged about 3%"), "{document}");
    assert!(document.contains("cost us [amount] a month") && document.contains("[address 1]"));
    fs::remove_file(home.path().join("out.json")).expect("the export");
    let (screen, code) = asked(home.path(), "yq");
    assert_eq!(code, 130, "{screen}");
    assert!(!home.path().join("out.json").exists());
}
