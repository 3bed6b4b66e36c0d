//! Any stream of JSON Lines, as `check --format ndjson -` reads it: a line is an answer or a fault, and the next go on.

#![no_main]

use libfuzzer_sys::fuzz_target;
use starcoach::draft::{Body, JsonLines};
use starcoach_fuzz::{fault, judged, parted};

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.split(|&byte| byte == b'\n').count();
    let written =
        bytes.split(|&byte| byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).count();
    let (mut told, mut last) = (0, 0);
    for line in JsonLines::new("-", bytes) {
        let number = match line.expect("bytes in memory") {
            Ok(mut found) => {
                assert_eq!(found.first_line, found.last_line);
                if let Body::Unsplit(text) = &found.body {
                    found.draft.sections = parted(text);
                }
                judged(&found.draft);
                found.first_line
            }
            Err(problem) => {
                fault(&problem, lines);
                problem.line
            }
        };
        assert!(last < number && number <= lines);
        (told, last) = (told + 1, number);
    }
    assert_eq!(told, written, "a line was passed over in silence");
});
