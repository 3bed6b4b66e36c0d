//! Nothing that strangers wrote is ever obeyed by a terminal, whatever the command: not in packs, drafts, notes,
//! transcripts, settings, names of files, arguments, nor in what a reviewer says. It is shown.
#![cfg(unix)]

mod cases;
mod home;
mod payload;
// The terminal of the practice's own tests, which use more of it.
#[allow(dead_code)]
#[path = "../practice/pty.rs"]
mod pty;
mod screens;

use std::collections::BTreeSet;
use std::io::Write;
use std::process::{Command, Output, Stdio};

use cases::{CASES, Case, Input};
use home::{Home, said};
use payload::{KEPT, SHOWN, leak};
use rayon::prelude::*;
use serde_json::Value;

fn starcoach(home: &Home) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_starcoach"));
    command.current_dir(home.path().join("work")).env("HOME", home.path());
    command.env("STARCOACH_HOME", home.path().join("store"));
    command.env("STARCOACH_CONFIG", home.config(false));
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "VISUAL", "EDITOR", "STARCOACH_COMPLETE"] {
        command.env_remove(name);
    }
    command
}

fn run(home: &Home, command: &mut Command, input: Input) -> Output {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().expect("starts");
    let bytes = match input {
        Input::Nothing => Vec::new(),
        Input::Sections => format!("I measured it {}\n.\n", said()).repeat(4).into_bytes(),
        Input::Enters => b"\n\n\n\n\n\n\n".to_vec(),
        Input::Notes(ending) => {
            let name = home.words(&format!("{{{ending}}}")).concat();
            std::fs::read(home.path().join("work").join(name)).expect("notes")
        }
    };
    // A program that refuses to start reads nothing.
    let _ = child.stdin.take().expect("a pipe").write_all(&bytes);
    child.wait_with_output().expect("ends")
}

/// What is wrong with what a case printed.
fn faults(case: &Case, coloured: bool) -> Vec<String> {
    let home = if case.damaged { Home::damaged() } else { Home::new() };
    let mut command = starcoach(&home);
    command.args(["--color", if coloured { "always" } else { "never" }]);
    let output = run(&home, command.args(home.words(case.line)), case.input);
    let streams = [("stdout", output.stdout), ("stderr", output.stderr)]
        .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")));
    let mut faults = Vec::new();
    for (name, text) in &streams {
        if let Some(leak) = leak(text, coloured) {
            faults.push(format!("`{}` (colour: {coloured}) sends on {name}: {leak}", case.line));
        }
    }
    if ["--format json", "--format ndjson", "--format sarif"]
        .iter()
        .any(|form| case.line.ends_with(form))
    {
        let read: Result<Vec<Value>, _> =
            serde_json::Deserializer::from_str(&streams[0].1).into_iter().collect();
        // Escapes of JSON's own leave the words what they were.
        let whole =
            read.is_ok_and(|read| !case.shows || read.iter().any(|value| holds(value, "\u{202e}")));
        if !whole {
            faults.push(format!(
                "`{}` (colour: {coloured}) changes what it says: {}",
                case.line, streams[0].1
            ));
        }
    }
    let told = streams.map(|(_, text)| text).concat();
    if case.shows && !SHOWN.iter().any(|form| told.contains(form)) {
        faults.push(format!("`{}` (colour: {coloured}) shows nothing: {told}", case.line));
    }
    faults
}

/// Whether some text in `value` holds `words`.
fn holds(value: &Value, words: &str) -> bool {
    match value {
        Value::String(text) => text.contains(words),
        Value::Array(items) => items.iter().any(|item| holds(item, words)),
        Value::Object(entries) => entries.values().any(|value| holds(value, words)),
        _ => false,
    }
}

#[test]
fn no_command_sends_what_strangers_wrote_and_each_shows_it() {
    let all = CASES.par_iter().flat_map_iter(|case| [(case, false), (case, true)]);
    let faults: Vec<String> =
        all.flat_map_iter(|(case, coloured)| faults(case, coloured)).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
}

/// The short help of a command.
fn help(home: &Home, words: &[String]) -> String {
    let output = run(home, starcoach(home).args(words).arg("-h"), Input::Nothing);
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Every command that has none below it, as its words; and with each value of its `--format`.
fn commands(home: &Home, words: &[String], found: &mut BTreeSet<String>) {
    let help = help(home, words);
    let list = help.split_once("Commands:\n").map_or("", |(_, list)| list);
    let names = list.lines().take_while(|line| !line.is_empty());
    let names = names.filter_map(|line| line.strip_prefix("  ")?.split(' ').next());
    for name in names.filter(|name| !name.is_empty() && *name != "help") {
        let below: Vec<String> = words.iter().cloned().chain([name.to_owned()]).collect();
        commands(home, &below, found);
    }
    if list.is_empty() {
        found.insert(words.join(" "));
        let folded = help.split_whitespace().collect::<Vec<_>>().join(" ");
        let after = folded.split_once("--format <").map_or("", |(_, after)| after);
        let values =
            after.split_once("[possible values: ").and_then(|(_, rest)| rest.split_once(']'));
        for value in
            values.map_or("", |(values, _)| values).split(", ").filter(|value| !value.is_empty())
        {
            found.insert(format!("{} --format {value}", words.join(" ")));
        }
    }
}

#[test]
fn every_command_and_every_format_that_the_help_names_has_a_case() {
    let home = Home::new();
    let mut known = BTreeSet::new();
    commands(&home, &[], &mut known);
    assert!(known.contains("drafts rename") && known.contains("check --format sarif"), "{known:?}");
    let is_case = |command: &&String| {
        let (words, format) = command.split_once(" --format ").unwrap_or((command, ""));
        let begins = |line: &str| line == words || line.starts_with(&format!("{words} "));
        // What a command prints unless it is told otherwise needs no naming.
        let usual = ["text", "table", "markdown"].contains(&format);
        let named =
            |line: &str| format.is_empty() || usual || line.contains(&format!("--format {format}"));
        CASES.iter().any(|case| begins(case.line) && named(case.line))
    };
    let without: Vec<&String> = known.iter().filter(|command| !is_case(command)).collect();
    assert!(without.is_empty(), "no case in tests/escapes/cases.rs for {without:?}");
}

#[test]
fn signs_built_with_joiners_come_through_whole() {
    let home = Home::new();
    for line in [
        "show evil-question --plain",
        "drafts show evil",
        "check {md} --format json",
        "export evil",
    ] {
        let output = run(&home, starcoach(&home).args(home.words(line)), Input::Nothing);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        for sign in KEPT.split(' ') {
            assert!(
                text.contains(sign),
                "`{line}` breaks {sign}: {text} {}",
                String::from_utf8_lossy(&output.stderr)
            );
        }
    }
}

#[test]
fn a_config_file_is_shown_with_its_faults_and_obeyed_in_none() {
    let home = Home::new();
    let mut command = starcoach(&home);
    command.args(["config", "show"]).env("STARCOACH_CONFIG", home.config(true));
    let output = run(&home, &mut command, Input::Nothing);
    let told = String::from_utf8(output.stderr).expect("UTF-8");
    assert_eq!(leak(&told, false), None);
    assert!(told.contains(SHOWN[0]), "{told}");
    for name in ["STARCOACH_MINUTES", "STARCOACH_NOT_APPLICABLE", "STARCOACH_COLOR"] {
        let output =
            run(&home, starcoach(&home).args(["config", "show"]).env(name, said()), Input::Nothing);
        let told = String::from_utf8(output.stderr).expect("UTF-8");
        assert!(leak(&told, false).is_none() && told.contains(SHOWN[0]), "{name}: {told}");
    }
}

#[test]
fn what_a_shell_is_offered_holds_no_escape() {
    let home = Home::new();
    for shell in ["bash", "fish", "zsh", "elvish", "powershell"] {
        for command in ["show", "history", "practice", "explain"] {
            let mut asked = starcoach(&home);
            asked
                .env("STARCOACH_COMPLETE", shell)
                .env("_CLAP_COMPLETE_INDEX", "2")
                .env("_CLAP_IFS", "\n");
            let output = run(&home, asked.args(["--", "starcoach", command, ""]), Input::Nothing);
            let told = String::from_utf8(output.stdout).expect("UTF-8");
            // The shells part what they are offered by characters of their own.
            assert_eq!(
                leak(&told.replace(['\u{b}', '\r', '\0'], "\n"), false),
                None,
                "{shell} {command}"
            );
        }
    }
}

#[test]
fn a_name_that_is_no_utf_8_is_told_without_its_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let home = Home::new();
    let name = std::ffi::OsStr::from_bytes(b"a\xff\x1b[35;45mINK\x9b.md");
    for command in ["check", "import", "rehearse", "show", "drafts"] {
        let output = run(&home, starcoach(&home).arg(command).arg(name), Input::Nothing);
        let told = [output.stdout, output.stderr]
            .map(|bytes| String::from_utf8(bytes).expect("UTF-8"))
            .concat();
        assert_eq!(leak(&told, false), None, "{command}");
        assert_ne!(output.status.code(), Some(0), "{command}");
    }
}
