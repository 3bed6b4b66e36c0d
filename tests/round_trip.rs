//! Export, then import: the same draft.

use std::collections::BTreeMap;

use proptest::prelude::*;
use starcoach::draft::{Body, Draft, REVIEW_MARK, Section, Sections, Tip, read, to_markdown};

/// Pieces that Markdown, or the reader of notes, would like to obey.
const NASTY: [&str; 60] = [
    "# Situation",
    "## Task",
    "## Result",
    "Situation:",
    "**Action:**",
    "- S: x",
    "(R) ",
    "```",
    "~~~",
    "`",
    "---",
    "===",
    "***",
    "___",
    "* ",
    "- ",
    "+ ",
    "1. ",
    "2) ",
    "> ",
    "| a | b |",
    "|---|---|",
    "<!-- starcoach draft -->",
    "<!-- starcoach review -->",
    "<details>",
    "</b>",
    "<br>",
    "&nbsp;",
    "&#32;",
    "&",
    ";",
    "\\",
    "\n",
    "\n\n",
    "\n\n\n",
    " ",
    "  ",
    "    ",
    "\t",
    "\r",
    "\r\n",
    "[a](b)",
    "[x]: y",
    "![",
    "http://a.b",
    "- [ ] ",
    "é",
    "👩‍👩‍👧",
    "\u{a0}",
    "\u{2028}",
    "\u{feff}",
    "\u{85}",
    "\u{b}",
    "word",
    "we won",
    "_",
    "*",
    "snake_case",
    "- - -",
    "#",
];

fn nasty() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(&NASTY[..]).prop_map(str::to_owned),
        1 => "[^\\x00]{0,6}",
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

fn draft() -> impl Strategy<Value = Draft> {
    let sections = prop::array::uniform4(nasty()).prop_map(Sections::new);
    let extra = prop::collection::btree_map(nasty(), nasty(), 0..3);
    let tips = prop::sample::subsequence(Tip::ALL.to_vec(), 0..3);
    (nasty(), sections, extra, tips).prop_map(|(question, sections, extra, not_applicable)| Draft {
        question,
        sections,
        not_applicable,
        extra,
    })
}

fn read_back(markdown: &str) -> Draft {
    let mut notes = read("export.md", markdown.as_bytes()).expect("an export is readable");
    assert_eq!(notes.left_out, [], "{markdown}");
    assert_eq!(notes.answers.len(), 1, "{markdown}");
    let found = notes.answers.remove(0);
    assert_eq!(found.body, Body::Labelled);
    found.draft
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_draft_reads_back_as_it_was(draft in draft()) {
        let markdown = to_markdown(&draft);
        prop_assert_eq!(read_back(&markdown), draft, "{}", markdown);
    }

    #[test]
    fn drafts_in_one_file_stay_apart(drafts in prop::collection::vec(draft(), 1..4)) {
        let markdown: Vec<String> = drafts.iter().map(to_markdown).collect();
        let notes = read("export.md", markdown.join("\n").as_bytes()).expect("readable");
        let back: Vec<Draft> = notes.answers.into_iter().map(|found| found.draft).collect();
        prop_assert_eq!(back, drafts);
    }
}

#[test]
fn a_review_after_the_draft_is_left_out() {
    let mut draft =
        Draft { question: "Why?".to_owned(), extra: BTreeMap::new(), ..Draft::default() };
    draft.sections[Section::Result] = "It worked.".to_owned();
    let markdown = format!(
        "{}\n{REVIEW_MARK}\n\n## Review\n\n| tip | level |\n|---|---|\n| x | y |\n",
        to_markdown(&draft)
    );
    let notes = read("-", markdown.as_bytes()).expect("readable");
    assert_eq!(notes.answers[0].draft, draft);
    assert_eq!(notes.left_out.len(), 3, "{:?}", notes.left_out);
}

#[test]
fn a_nul_that_json_spells_does_not_make_an_export_that_cannot_be_read() {
    for (name, text) in [
        ("f.jsonl", r#"{"question":"Q\u0000","situation":"a\u0000b","action":"c"}"#),
        ("f.json", r#"[{"question":"Q\u0000","situation":"a\u0000b","action":"c"}]"#),
    ] {
        let notes = read(name, text.as_bytes()).expect("JSON");
        let draft = &notes.answers[0].draft;
        assert_eq!(draft.sections[Section::Situation], "a\u{fffd}b", "{name}");
        let again = read("f.md", to_markdown(draft).as_bytes()).expect("readable");
        assert_eq!(&again.answers[0].draft, draft, "{name}");
    }
}

#[test]
fn what_a_terminal_would_obey_is_spelt_in_an_export_and_reads_back() {
    let text = "a\u{1b}[31m \u{9b}2J \u{202e}b\u{200b} \u{7f} pay\u{200d}pal 👩‍🔧\n\u{feff}c \u{85}";
    let mut draft = Draft { question: text.replace('\n', " "), ..Draft::default() };
    draft.sections[Section::Action] = text.to_owned();
    let markdown = to_markdown(&draft);
    assert_eq!(starcoach::text::visible(&markdown), markdown);
    assert!(markdown.contains("👩‍🔧") && markdown.contains("&#8238;"), "{markdown}");
    let again = read("f.md", markdown.as_bytes()).expect("readable");
    assert_eq!(again.answers[0].draft, draft);
}
