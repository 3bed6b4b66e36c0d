//! The gate on the texts of `tests/gate.jsonl`, each with its expected outcome, and on texts that would break it.

use std::fmt::Write as _;
use std::path::Path;

use super::{Gate, OPEN, examine};
use crate::draft::{Draft, Section, Sections, Tip};
use crate::judge::Level;

fn draft(sections: [&str; 4]) -> Draft {
    Draft { sections: Sections::new(sections.map(str::to_owned)), ..Draft::default() }
}

/// "refused", "held" (judged, but not as a thing done) or "judged" (in full).
fn outcome(gate: &Gate) -> &'static str {
    if gate.refused.is_some() {
        "refused"
    } else if gate.caps[Tip::Methodology.index()] == Level::Missing {
        "held"
    } else if gate.caps != OPEN || !gate.held.is_empty() {
        "judged in part"
    } else {
        "judged"
    }
}

#[test]
fn every_text_has_its_expected_outcome() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gate.jsonl");
    let lines = std::fs::read_to_string(path).expect("the texts");
    let mut wrong = String::new();
    for line in lines.lines() {
        let text: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let word = |key: &str| text[key].as_str().unwrap_or_default();
        let gate = examine(&draft(Section::ALL.map(|section| word(section.id()))));
        if outcome(&gate) != word("outcome") {
            let (id, kind) = (word("id"), word("kind"));
            let _ = writeln!(wrong, "{id} ({kind}) is {}, should be {}: {gate:?}", outcome(&gate), word("outcome"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
