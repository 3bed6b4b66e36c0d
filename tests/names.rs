//! No name leads out of the folder of one's data, no planted link is followed, and what is written is for one's own eyes.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rayon::prelude::*;

const DRAFT: &str = "question: Tell me about a problem\nquestion_id: complex-technical-problem\nheadline: The night\nattempts:\n\
    - at: 2026-01-01T00:00:00Z\n  situation: It failed.\n  task: I had to mend it.\n  action: I looked.\n  result: It works.\n";

const PACK: &str = "pack: NAME\ntitle: T\nversion: 1\nauthor: A\nquestions:\n  - id: own-question\n    prompt: What?\n    \
    probes: P\n    competencies: [debugging]\n    roles: [any]\n";

const FOUR: &str = "One.\n.\nTwo.\n.\nThree.\n.\nFour.\n.\n";

/// A home with a store that holds the draft `good`, and with something beside the store that nobody may touch.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        let home = Self(tempfile::tempdir().expect("a folder"));
        for folder in ["outside/drafts", "work"] {
            fs::create_dir_all(home.at(folder)).expect("a folder");
        }
        fs::write(home.at("outside/precious.yaml"), "precious").expect("a file");
        let output = home.run(&["import", "-"], DRAFT);
        assert!(output.status.success(), "{}", told(&output));
        fs::rename(home.at("store/drafts/the-night.yaml"), home.at("store/drafts/good.yaml"))
            .expect("a draft");
        home
    }

    fn at(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn command(&self) -> Command {
        let mut command = Command::new("sh");
        // Whatever the user's mask lets through is not to count.
        command.args(["-c", "umask 000; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_starcoach")]);
        command
            .current_dir(self.at("work"))
            .env("HOME", self.at("work"))
            .env("TMPDIR", self.at("work"));
        command.env("STARCOACH_HOME", self.at("store")).env_remove("STARCOACH_CONFIG");
        command
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        let mut command = self.command();
        let piped = command
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = piped.spawn().expect("starts");
        // A program that refuses to start reads nothing.
        let _ = child.stdin.take().expect("a pipe").write_all(input.as_bytes());
        child.wait_with_output().expect("ends")
    }

    /// Everything but the store, by path: what a file holds, where a link points.
    fn beside_the_store(&self) -> BTreeMap<PathBuf, String> {
        let mut found = BTreeMap::new();
        walk(self.0.path(), &mut |path| {
            if !path.starts_with(self.at("store")) {
                let link = fs::read_link(path).map(|to| to.display().to_string());
                let holds = link.or_else(|_| fs::read_to_string(path)).unwrap_or_default();
                found.insert(path.to_owned(), holds);
            }
        });
        found
    }

    fn drafts(&self) -> Vec<String> {
        let entries = fs::read_dir(self.at("store/drafts")).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

fn walk(folder: &Path, take: &mut dyn FnMut(&Path)) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        take(&path);
        if fs::symlink_metadata(&path).expect("there").is_dir() {
            walk(&path, take);
        }
    }
}

fn told(output: &Output) -> String {
    [&output.stdout, &output.stderr]
        .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
        .concat()
}

/// Names that lead elsewhere, are too long, are devices, or look like others.
fn names() -> Vec<String> {
    let fixed = [
        "..",
        ".",
        "../x",
        "../../outside/precious",
        "../outside/precious",
        "/etc/passwd",
        "a/b",
        "a\\b",
        "..\\x",
        "good.yaml",
        "../drafts/good",
        "good/",
        "good.",
        "good..",
        "good ",
        "con",
        "nul",
        "aux",
        "lpt1",
        "com1",
        "CON",
        "nul.txt",
        "~",
        "~/x",
        "$HOME",
        "%2e%2e%2fx",
        "-good",
        "good-",
        "GOOD",
        "g\u{43e}\u{43e}d",
        "go\u{301}od",
        "\u{ff47}ood",
        "goo\u{200b}d",
        "\u{2024}\u{2024}\u{2215}x",
        "\u{202e}doog",
        "good\n",
        "good:stream",
        "*",
        "?",
    ];
    let long = ["x".repeat(65), "x".repeat(10_000), "../".repeat(3000)];
    fixed.into_iter().map(str::to_owned).chain(long).collect()
}

#[test]
fn no_name_of_a_draft_leads_out_of_its_folder() {
    let home = Home::new();
    let before = home.beside_the_store();
    let writing: [&[&str]; 2] =
        [&["drafts", "rename", "good", "--", "NAME"], &["drafts", "delete", "--", "NAME"]];
    let reading: [&[&str]; 6] = [
        &["drafts", "rename", "--", "NAME", "other"],
        &["drafts", "path", "--", "NAME"],
        &["drafts", "show", "--", "NAME"],
        &["history", "--", "NAME"],
        &["export", "--", "NAME"],
        &["map", "--", "complex-technical-problem", "NAME"],
    ];
    let names = names();
    let written = names.iter().flat_map(|name| writing.map(|command| (name, command)));
    let read = names.iter().step_by(6).flat_map(|name| reading.map(|command| (name, command)));
    let runs: Vec<(&String, &[&str])> = written.chain(read).collect();
    runs.par_iter().for_each(|(name, command)| {
        let words: Vec<&str> = command
            .iter()
            .map(|word| if *word == "NAME" { name.as_str() } else { *word })
            .collect();
        let output = home.run(&words, "");
        assert_eq!(output.status.code(), Some(2), "{words:.80?}: {}", told(&output));
    });
    assert_eq!(home.beside_the_store(), before);
    assert_eq!(home.drafts(), ["good.yaml"]);
    assert_eq!(
        fs::read_to_string(home.at("store/drafts/good.yaml")).expect("there").lines().count(),
        DRAFT.lines().count()
    );
}

#[test]
fn a_practice_of_any_name_makes_no_file_but_of_a_question() {
    let home = Home::new();
    let before = home.beside_the_store();
    let names: Vec<String> = names().into_iter().step_by(2).collect();
    names.par_iter().for_each(|name| {
        home.run(&["practice", "--plain", "--", name], FOUR);
        home.run(&["show", "--plain", "--", name], "");
    });
    assert_eq!(home.beside_the_store(), before);
    for name in home.drafts() {
        let stem = name.strip_suffix(".yaml").expect("a draft");
        assert!(starcoach::store::DraftId::parse(stem).is_ok(), "{name}");
    }
}

#[test]
fn imported_headlines_and_ids_become_names_within_the_folder() {
    let home = Home::new();
    let before = home.beside_the_store();
    let line = |name: &String| {
        serde_json::json!({"id": name, "question": name, "situation": "S", "task": "T", "action": name, "result": "R"}).to_string() + "\n"
    };
    let lines: String = names().iter().chain(["a\0b".to_owned()].iter()).map(line).collect();
    let output = home.run(&["import", "-"], &lines);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert_eq!(home.beside_the_store(), before);
    let drafts = home.drafts();
    assert!(drafts.len() > names().len() / 2, "{drafts:?}");
    for name in drafts {
        let stem = name.strip_suffix(".yaml").expect("a draft");
        assert!(starcoach::store::DraftId::parse(stem).is_ok() && name.len() < 80, "{name}");
    }
}

#[test]
fn a_pack_cannot_name_its_own_place() {
    let home = Home::new();
    for name in names() {
        let quoted = serde_json::to_string(&name).expect("JSON");
        fs::write(home.at("work/pack.yaml"), PACK.replace("NAME", &quoted)).expect("a pack");
        let before = home.beside_the_store();
        let output = home.run(&["pack", "add", "pack.yaml"], "");
        assert_ne!(output.status.code(), Some(0), "{name:.80}: {}", told(&output));
        assert_eq!(home.beside_the_store(), before, "{name:.80}");
        assert!(!home.at("store/packs").exists(), "{name:.80}");
    }
}

#[test]
fn files_and_folders_are_for_their_owner_alone_whatever_the_mask() {
    let home = Home::new();
    fs::write(home.at("work/pack.yaml"), PACK.replace("NAME", "mine")).expect("a pack");
    for (arguments, input) in [
        (vec!["practice", "--plain", "improve-process"], FOUR),
        (vec!["map", "abolished-step", "good"], ""),
        (vec!["pack", "add", "pack.yaml"], ""),
        (vec!["drafts", "rename", "good", "better"], ""),
        (vec!["drafts", "delete", "better"], ""),
        (vec!["export", "improve-process", "-o", "out.md"], ""),
    ] {
        let output = home.run(&arguments, input);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", told(&output));
    }
    let mode =
        |path: &Path| fs::symlink_metadata(path).expect("there").permissions().mode() & 0o7777;
    let mut count = 0;
    walk(&home.at("store"), &mut |path| {
        let wanted = if path.is_dir() { 0o700 } else { 0o600 };
        assert_eq!(mode(path), wanted, "{}", path.display());
        count += 1;
    });
    assert!(count >= 8, "{count} things in the store");
    assert_eq!(mode(&home.at("store")), 0o700);
    assert_eq!(mode(&home.at("work/out.md")), 0o600);
}

/// Runs `arguments` in a home where `plant` has put a link; nothing beside the store may change but what `plant` did.
fn planted(plant: impl Fn(&Home), arguments: &[&str], input: &str) -> (Home, Output) {
    let home = Home::new();
    plant(&home);
    let before = home.beside_the_store();
    let output = home.run(arguments, input);
    assert_eq!(home.beside_the_store(), before, "{arguments:?}: {}", told(&output));
    (home, output)
}

/// Puts a link to `to` in the place of `name`, whatever stands there.
fn link(home: &Home, name: &str, to: &str) {
    let path = home.at(name);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    if path.is_dir() {
        fs::remove_dir_all(&path).expect("removed");
    } else if path.exists() {
        fs::remove_file(&path).expect("removed");
    }
    symlink(home.at(to), path).expect("a link");
}

#[test]
fn no_planted_link_is_followed() {
    let practise: &[&str] = &["practice", "--plain", "improve-process"];
    let rename: &[&str] = &["drafts", "rename", "good", "better"];
    let cases: [(&str, &str, &[&str]); 13] = [
        ("store/drafts", "outside/drafts", practise),
        ("store/locks", "outside", practise),
        ("store/locks/improve-process.lock", "outside/new.lock", practise),
        ("store/locks/improve-process.lock", "outside/precious.yaml", practise),
        ("store/journal", "outside", practise),
        ("store/drafts/good.yaml", "outside/precious.yaml", &["practice", "--plain", "good"]),
        ("store/drafts/good.yaml", "outside/precious.yaml", &["drafts", "show", "good"]),
        ("store/drafts/good.yaml", "outside/precious.yaml", &["import", "-"]),
        ("store/drafts/better.yaml", "outside/new.yaml", rename),
        ("store/drafts/better.yaml", "outside/precious.yaml", rename),
        ("store/trash", "outside", &["drafts", "delete", "good"]),
        ("store/packs", "outside", &["pack", "add", "../mine.yaml"]),
        ("store/packs/mine.yaml", "outside/new.yaml", &["pack", "add", "../mine.yaml"]),
    ];
    cases.par_iter().for_each(|(name, to, arguments)| {
        let plant = |home: &Home| {
            fs::write(home.at("mine.yaml"), PACK.replace("NAME", "mine")).expect("a pack");
            link(home, name, to);
        };
        let input = if arguments[0] == "import" { DRAFT } else { FOUR };
        let (home, output) = planted(plant, arguments, input);
        assert!(home.at(name).is_symlink(), "{name}: the link itself is gone");
        // What can be kept elsewhere is; whatever stands in the way of that is told.
        let helped = arguments[0] == "import" || *name == "store/journal";
        assert!(
            helped || output.status.code() == Some(2),
            "{name} {arguments:?}: {}",
            told(&output)
        );
    });
}

#[test]
fn a_link_where_a_draft_is_to_come_makes_another_name_of_it() {
    let plant = |home: &Home| link(home, "store/drafts/improve-process.yaml", "outside/new.yaml");
    let (home, output) = planted(plant, &["practice", "--plain", "improve-process"], FOUR);
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(home.drafts().contains(&"improve-process-2.yaml".to_owned()), "{:?}", home.drafts());
}

#[test]
fn a_link_in_the_place_of_an_export_is_refused_and_by_force_replaced_itself() {
    let home = Home::new();
    symlink(home.at("outside/precious.yaml"), home.at("work/out.md")).expect("a link");
    symlink(home.at("outside/new.md"), home.at("work/dangling.md")).expect("a link");
    for name in ["out.md", "dangling.md"] {
        let output = home.run(&["export", "good", "-o", name], "");
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(home.at("work").join(name).is_symlink());
        let output = home.run(&["export", "good", "-o", name, "--force"], "");
        assert_eq!(output.status.code(), Some(0), "{}", told(&output));
        assert!(!home.at("work").join(name).is_symlink());
    }
    assert_eq!(fs::read_to_string(home.at("outside/precious.yaml")).expect("there"), "precious");
    assert!(!home.at("outside/new.md").exists());
}
