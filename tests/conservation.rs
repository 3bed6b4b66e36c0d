//! Whatever the notes are, no word of them is lost and none is told twice.

use proptest::prelude::*;
use starcoach::draft::{Body, Found, Notes, read, read_json_line};

/// Pieces of notes; each `@` becomes a word that occurs nowhere else.
const PIECES: [&str; 92] = [
    "# @ @\n",
    "## @\n\n",
    "### Situation\n",
    "## Task\n",
    "### Action: @\n",
    "#### ✅ **R - Result**\n",
    "# Result @\n",
    "**Situation:** @ @\n",
    "**Task** @\n\n",
    "**Action:** @ **Result:** @\n",
    "*Result*: @\n",
    "**@**\n",
    "**Reflection:** @\n",
    "- S: @\n",
    "- T: @\n",
    "- A: @\n",
    "- R: @\n",
    "- **Situation:**\n  - @\n  - @\n",
    "  - @ @\n",
    "    - @\n",
    "* Action: @\n",
    "Situation: @\n",
    "Task: @\n",
    "Action - @\n",
    "Result\n",
    "Result: 3m\n",
    "S - Situation: @\n",
    "(S) @. (T) @. (A) @. (R) @.\n",
    "Context: @\n",
    "Challenge: @\n",
    "Approach: @\n",
    "Outcome: @\n",
    "Lessons learned: @\n",
    "Situation/Task: @\n",
    "SITUATION：@\n",
    "Question: @?\n",
    "Q1. Tell me about @\n",
    "Tell me about a time @ @\n",
    "## Describe a time @\n",
    "Answer: @ @\n",
    "- What is @ @ @?\n",
    "1. @\n",
    "2) @ @\n",
    "3. **@**\n",
    "| Situation | Task | @ |\n|---|---|---|\n| @ | @ | @ |\n| @ | | @ |\n",
    "| @ | @ |\n|---|---|\n| S | @ |\n| T | @ |\n| R | @ @ |\n",
    "| @ | @ |\n|---|---|\n| @ | @ |\n",
    "|-\n",
    "| @\n",
    "<details>\n<summary>@ @</summary>\n\n",
    "</details>\n",
    "<b>Task:</b> @<br>\n",
    "<p>@</p>\n",
    "<!-- @ -->\n",
    "<!-- @\n",
    "-->\n",
    "<table><tr><td>Situation</td><td>@</td></tr><tr><td>Task</td><td>@</td></tr></table>\n",
    "<li>@\n",
    "<a href=\"@\">@</a>\n",
    "<@\n",
    "```\n@ @\n",
    "```\n",
    "~~~ @\n",
    "    @\n",
    "\t@ @\n",
    "> @\n",
    "> **Result:** @\n",
    "[@](@)\n",
    "![@](@ \"@\")\n",
    "[@]: @\n",
    "`@`",
    "~~@~~ ",
    "_@_ ",
    "\\# @\n",
    "&amp; @ &nbsp;\n",
    "---\n",
    "***\n",
    "@\n===\n",
    "@\n---\n",
    "+++\n",
    "---\ntitle: @\n---\n",
    "\n",
    "\n\n",
    "@ ",
    "I @ my @. ",
    "You should @. ",
    "* @ :tag:\n",
    "** Situation: 3m\n",
    "#+TITLE: @\n",
    ":PROPERTIES:\n:ID: @\n:END:\n",
    "[[@][@]] *@* =@=\n",
    "<!-- starcoach draft -->\n",
];

fn soup() -> impl Strategy<Value = (String, usize)> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40).prop_map(|pieces| {
        let mut words = 0;
        let mut text = String::new();
        for piece in pieces {
            for (at, part) in piece.split('@').enumerate() {
                if at > 0 {
                    text.push_str("word");
                    text.push_str(&words.to_string());
                    text.push('x');
                    words += 1;
                }
                text.push_str(part);
            }
        }
        (text, words)
    })
}

/// The places of which each word may have one only.
fn told_once(notes: &Notes) -> Vec<&str> {
    let mut told: Vec<&str> = notes.left_out.iter().map(|left| left.text.as_str()).collect();
    for found in &notes.answers {
        told.extend(found.draft.sections.iter().map(|(_, text)| text));
        told.extend(found.draft.extra.values().map(String::as_str));
        told.extend(found.headline.as_deref());
        if let Body::Unsplit(text) = &found.body {
            told.push(text);
        }
    }
    told
}

/// What may stand over several answers: questions, heads of columns.
fn told_over(found: &Found) -> impl Iterator<Item = &str> {
    let labels = found.labels.iter().map(|label| label.text.as_str());
    labels
        .chain(found.draft.extra.keys().map(String::as_str))
        .chain([found.draft.question.as_str()])
}

fn occurrences<'t>(places: impl Iterator<Item = &'t str>, word: &str) -> usize {
    places.map(|text| text.matches(word).count()).sum()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn each_word_is_in_one_place((text, words) in soup(), ending in prop::sample::select(&["md", "org", "txt", "html", "notes"][..])) {
        let notes = read(&format!("soup.{ending}"), text.as_bytes()).expect("text is always readable");
        let once = told_once(&notes);
        for word in (0..words).map(|word| format!("word{word}x")) {
            let told = occurrences(once.iter().copied(), &word);
            let over = occurrences(notes.answers.iter().flat_map(told_over), &word);
            prop_assert!(told <= 1, "{word} is told {told} times in\n{text}\n{notes:#?}");
            prop_assert!(told + over >= 1, "{word} is lost in\n{text}\n{notes:#?}");
        }
        let lines = text.lines().count().max(1);
        for left in &notes.left_out {
            prop_assert!((1..=lines).contains(&left.line));
        }
        for found in &notes.answers {
            prop_assert!(found.first_line >= 1 && found.first_line <= found.last_line && found.last_line <= lines, "{found:#?}\n{text}");
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "\\PC{0,200}", ending in prop::sample::select(&["md", "org", "txt", "html", "yaml", "json", "jsonl", ""][..])) {
        let name = format!("any.{ending}");
        let _ = read(&name, &bytes);
        let _ = read(&name, text.as_bytes());
        let _ = read_json_line(&name, &text, 1);
    }
}

/// Reads a pattern over and over: a reader that is not linear would not come to the end of it in a test run.
fn assert_reads(name: &str, pattern: &str, bytes: usize) {
    let text = pattern.repeat(bytes / pattern.len());
    let lines = text.lines().count();
    let notes = read(name, text.as_bytes())
        .unwrap_or_else(|fault| panic!("{pattern:.20?} as {name}: {fault}"));
    for left in &notes.left_out {
        assert!((1..=lines).contains(&left.line), "{pattern:.20?} as {name}: line {}", left.line);
    }
    for found in &notes.answers {
        assert!(found.last_line <= lines, "{pattern:.20?} as {name}: {}", found.last_line);
    }
}

#[test]
fn a_great_heap_of_markup_is_read_to_its_end() {
    let nested: Vec<String> = (0..1400).map(|depth| "  ".repeat(depth % 700)).collect();
    let nested = nested.join("- x\n");
    for pattern in ["-", "#", "[", "|", ">", nested.as_str()] {
        assert_reads("big.md", pattern, 1 << 18);
    }
}

#[test]
fn repetitions_of_any_markup_are_read_to_their_end() {
    let patterns = [
        "*",
        "_",
        "`",
        "<",
        "&",
        "(",
        "(S) ",
        "**S:** ",
        "- ",
        "> ",
        "# ",
        "1. ",
        "\n",
        "a\n",
        "# a\n",
        "- a\n",
        "[a](",
        "[[",
        "*a ",
        "Situation: a\n",
        "Task: a\n",
        "## Result\n",
        "**Action:** a\n",
        "- Result: a\n",
        "|a",
        "|a|\n|-|\n",
        "<b>",
        "<!--",
        "<a<",
        "\\",
        "Tell me about a\n",
        "**a?**\n",
        "---\n",
        "S: T: A: R: ",
        "<details><summary>a</summary>\n",
        "a: ",
        "Action: a Result: b. ",
        "Q: a?\n",
    ];
    for pattern in patterns {
        for name in ["big.md", "big.org", "big.txt", "big.html"] {
            assert_reads(name, pattern, 1 << 12);
        }
    }
}
