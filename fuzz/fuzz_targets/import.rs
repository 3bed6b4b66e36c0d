//! Notes in any markup and any encoding, as `import` takes them: decoded, read, and what has no labels parted.

#![no_main]

use libfuzzer_sys::fuzz_target;
use starcoach::draft::read;
use starcoach::text::decode;
use starcoach_fuzz::{fault, found, lines, parted};

const NAMES: [&str; 9] = [
    "f.md",
    "f.org",
    "f.txt",
    "f.html",
    "f.yaml",
    "f.json",
    "f.jsonl",
    "-",
    "\u{202e}dm.\u{1b}[31mf",
];

fuzz_target!(|bytes: &[u8]| {
    let text = match decode("f", bytes) {
        Ok(text) => text,
        Err(problem) => {
            fault(&problem, lines(bytes));
            assert!(read("f.md", bytes).is_err(), "read, though it cannot be decoded");
            return;
        }
    };
    parted(&text);
    let lines = lines(text.as_bytes());
    for name in NAMES {
        match read(name, bytes) {
            Ok(notes) => {
                notes.answers.iter().for_each(|answer| found(answer, lines));
                notes.faults.iter().for_each(|problem| fault(problem, lines));
                assert!(notes.left_out.iter().all(|left| (1..=lines).contains(&left.line)));
                let ids: std::collections::BTreeSet<_> =
                    notes.answers.iter().map(|found| &found.id).collect();
                assert_eq!(ids.len(), notes.answers.len(), "two answers of one name in {name}");
            }
            Err(problem) => fault(&problem, lines),
        }
    }
});
