//! The README says what is so: its tables, and what its commands print.

use std::fs;
use std::path::Path;

use starcoach::bank::Words;
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

#[test]
fn the_sessions_in_the_readme_print_what_it_says() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("STARCOACH_HOME", "no-such-folder")
        .case("README.md");
}
