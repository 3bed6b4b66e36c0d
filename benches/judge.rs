//! How fast the judge and the reader are: `cargo bench --bench judge`. Items are words, so a line reads as words a second.

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use divan::Bencher;
use divan::counter::ItemsCount;
use starcoach::draft::{Draft, Section, read, read_json_line};
use starcoach::judge::{marks, review, split};

/// One of each way of writing labels.
const NOTES: [&str; 10] = [
    "headings.md",
    "bold-inline.md",
    "nested-bullets.md",
    "table-columns.md",
    "plain-colons.txt",
    "org-times.org",
    "page.html",
    "story.yaml",
    "drafts.jsonl",
    "prose-questions.md",
];

fn main() {
    divan::main();
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

fn text(path: &str) -> String {
    fs::read_to_string(here(path)).expect("a file of the repository")
}

/// The draft that all of starcoach's speed is measured by, about 250 words.
fn draft() -> Draft {
    let mut notes = read("draft.md", text("benches/draft.md").as_bytes()).expect("a draft");
    notes.answers.remove(0).draft
}

fn words(text: &str) -> ItemsCount {
    ItemsCount::new(text.split_whitespace().count())
}

fn words_of(draft: &Draft) -> ItemsCount {
    ItemsCount::new(
        Section::ALL.map(|s| draft.sections[s].split_whitespace().count()).iter().sum::<usize>(),
    )
}

#[divan::bench]
fn review_of_a_draft(bencher: Bencher) {
    let draft = draft();
    bencher.counter(words_of(&draft)).bench_local(|| review(black_box(&draft)));
}

/// What one keystroke costs at the end of a long Action.
#[divan::bench]
fn marks_while_typing(bencher: Bencher) {
    let draft = draft();
    let action = &draft.sections[Section::Action];
    bencher.counter(words(action)).bench_local(|| marks(Section::Action, black_box(action)));
}

#[divan::bench]
fn split_of_unlabelled_prose(bencher: Bencher) {
    let draft = draft();
    let prose = Section::ALL.map(|section| draft.sections[section].clone()).join("\n\n");
    bencher.counter(words(&prose)).bench_local(|| split(black_box(&prose)));
}

#[divan::bench(args = NOTES)]
fn reading_of_notes(bencher: Bencher, name: &str) {
    let notes = text(&format!("tests/notes/{name}"));
    bencher.counter(words(&notes)).bench_local(|| read(name, black_box(notes.as_bytes())));
}

/// The gate has no door of its own; of what it refuses outright, little but the gate is paid for.
#[divan::bench(args = ["nonsense-01", "nonsense-12", "nonsense-28"])]
fn gate_on_what_it_refuses(bencher: Bencher, id: &str) {
    let lines = text("tests/gate.jsonl");
    let line = lines.lines().find(|line| line.contains(&format!("\"{id}\""))).expect("a line");
    let draft = read_json_line("gate.jsonl", line, 1).expect("a draft").draft;
    bencher.counter(words_of(&draft)).bench_local(|| review(black_box(&draft)));
}
