//! No bytes make the reader of notes panic, hang or point outside the file; what it found survives an export.

#![no_main]

use libfuzzer_sys::fuzz_target;
use starcoach::draft::{read, to_markdown};

const NAMES: [&str; 7] = ["f.md", "f.org", "f.txt", "f.html", "f.yaml", "f.jsonl", "-"];

fuzz_target!(|bytes: &[u8]| {
    for name in NAMES {
        let Ok(notes) = read(name, bytes) else { continue };
        for found in &notes.answers {
            assert!(found.first_line >= 1 && found.first_line <= found.last_line, "{name}: {found:?}");
            assert!(!found.id.is_empty());
            let again = read("f.md", to_markdown(&found.draft).as_bytes()).expect("an export is readable");
            assert_eq!(again.answers.len(), 1);
            assert_eq!(again.answers[0].draft, found.draft);
        }
        assert!(notes.left_out.iter().all(|left| left.line >= 1));
    }
});
