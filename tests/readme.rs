//! The README says what is so: its tables, and what its commands print.

use std::fs;
use std::path::Path;
use std::process::Command;

use starcoach::draft::Words;
use starcoach::judge::Agreement;
use starcoach::render::agreement_tables;

#[test]
fn the_tables_in_the_readme_are_what_was_measured() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .expect("the README");
    let (_, rest) = readme.split_once("<!-- agreement:").expect("the beginning of the tables");
    let (_, rest) = rest.split_once('\n').expect("a line after the mark");
    let (tables, _) = rest.split_once("<!-- /agreement -->").expect("the end of the tables");
    assert_eq!(tables, agreement_tables(Agreement::published(), Words::builtin()));
}

/// Help is asked for at the end, so that the arguments are read as they stand and nothing is done.
#[test]
fn every_command_in_the_readme_takes_the_arguments_it_is_shown_with() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))
        .expect("the README");
    let mut seen = 0;
    for line in readme.lines() {
        let Some((before, command)) = line.split_once("starcoach ") else { continue };
        if !(before.is_empty() || before.ends_with("| ")) {
            continue;
        }
        let command = command
            .split(" #")
            .next()
            .unwrap_or(command)
            .split(['|', '>', ';'])
            .next()
            .unwrap_or_default();
        let arguments =
            shell_words::split(command).unwrap_or_else(|error| panic!("{line}: {error}"));
        let run =
            Command::new(env!("CARGO_BIN_EXE_starcoach")).args(&arguments).arg("--help").output();
        let run = run.expect("the binary");
        assert!(run.status.success(), "{line}\n{}", String::from_utf8_lossy(&run.stderr));
        seen += 1;
    }
    assert!(seen > 20, "only {seen} commands were found in the README");
}

#[test]
fn the_sessions_in_the_readme_print_what_it_says() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("STARCOACH_HOME", "no-such-folder")
        .case("README.md");
}
