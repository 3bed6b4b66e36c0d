//! Which lines a machine wrote, or a person for a machine: logs, code, commands, stack traces.

use super::mode::Mode;
use super::read::Sentence;

/// Share of a line's pieces that must look like code. An engineer's notes name a file or a flag in one piece of six.
const MACHINE: f64 = 0.4;
/// The same for a whole draft, in which a trace has a line in words after each line of code.
const MACHINE_TEXT: f64 = 0.25;

/// Whether the sentence is a line of log or code.
pub(super) fn is_machine(sentence: &Sentence) -> bool {
    let text = sentence.text.trim();
    if text.starts_with("$ ")
        || text.starts_with("-- ")
        || text.starts_with("// ")
        || is_stamped(text)
    {
        return true;
    }
    let (coded, pieces) = code(text);
    pieces > 0 && coded as f64 / pieces as f64 >= MACHINE
}

/// Whether a draft in which nobody says "I" or "we" has so much code in it that its other lines are part of it.
pub(super) fn is_machine_text(sentences: &[Sentence], modes: &[Mode]) -> bool {
    let counts = sentences.iter().map(|sentence| code(&sentence.text));
    let (coded, pieces) = counts.fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
    let told = modes.iter().any(|mode| mode.first_person || mode.is_deed());
    !told && pieces > 0 && coded as f64 / pieces as f64 >= MACHINE_TEXT
}

/// The pieces between spaces that look like code, and all of them.
fn code(text: &str) -> (usize, usize) {
    text.split_whitespace()
        .fold((0, 0), |(coded, pieces), piece| (coded + usize::from(is_code(piece)), pieces + 1))
}

/// "2024-02-18T03:12:44Z …", as log lines begin.
fn is_stamped(text: &str) -> bool {
    let head: Vec<u8> = text.bytes().take(19).collect();
    head.len() == 19
        && head.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => matches!(byte, b'-' | b'/'),
            10 => matches!(byte, b'T' | b' '),
            13 | 16 => *byte == b':',
            _ => byte.is_ascii_digit(),
        })
}

/// Whether a piece between spaces looks like code: a call, an assignment, a path, an operator.
fn is_code(piece: &str) -> bool {
    if piece.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return false; // Nearly every piece of every text.
    }
    let piece = piece.trim_matches(|c| matches!(c, ',' | ';' | '"' | '\'' | '`' | '*' | '.' | ':'));
    if matches!(piece, "=" | "==" | "!=" | "=>" | "{" | "}" | "()" | "&&" | "||" | "|" | "|--") {
        return true;
    }
    let inner = |needle: &str| {
        piece.match_indices(needle).any(|(at, _)| {
            piece[..at].ends_with(char::is_alphanumeric)
                && piece[at + needle.len()..].starts_with(char::is_alphanumeric)
        })
    };
    let call =
        piece.find('(').is_some_and(|at| piece[..at].ends_with(|c: char| c.is_ascii_alphabetic()));
    let letters = piece.chars().filter(char::is_ascii_alphabetic).count();
    let dotted = inner(".") && letters * 2 > piece.len() && !piece.contains("..");
    let path = piece.starts_with('/') && piece.matches('/').count() >= 2;
    call || path
        || inner("=")
        || inner("::")
        || (inner("_") && letters > 3)
        || dotted
        || piece.starts_with("--")
}

#[cfg(test)]
mod tests {
    use super::{is_code, is_machine, is_machine_text};
    use crate::judge::gate::mode::mode;
    use crate::judge::gate::read::loose;

    #[test]
    fn pieces_of_code_are_told_from_words_versions_and_prices() {
        for piece in [
            "=",
            "|--",
            "save(draft)",
            "/usr/lib/x",
            "pool=orders",
            "Totals::sum",
            "max_conn",
            "shop.cart",
            "--force",
            "`a_bcd`,",
        ] {
            assert!(is_code(piece), "{piece}");
        }
        for piece in [
            "word", "(see", "3(b)", "/day", "and/or", "=8", "a_b", "v2.4.0", "1.4", "e..g", "-5",
            "half-way", "A:B",
        ] {
            assert!(!is_code(piece), "{piece}");
        }
    }

    #[test]
    fn a_text_is_a_machines_from_a_quarter_of_code_on_unless_somebody_speaks_in_it() {
        let is = |texts: &[&str]| {
            let sentences: Vec<_> = texts.iter().map(|text| loose(text)).collect();
            is_machine_text(&sentences, &sentences.iter().map(mode).collect::<Vec<_>>())
        };
        assert!(is(&["pool=orders is", "the cause"]));
        assert!(!is(&["pool=orders is", "all the cause"]));
        assert!(!is(&["pool=orders is", "my cause"]));
        assert!(!is(&["Set pool=orders", "Pulled logs"]));
        assert!(!is(&[]));
    }

    #[test]
    fn a_line_begins_as_a_command_a_comment_or_a_log_does() {
        for text in [
            "-- the owner of the table",
            "// the owner of the table",
            "2024/02/18 03:12:44 all went well",
        ] {
            assert!(is_machine(&loose(text)), "{text}");
        }
        for text in [
            "$5 a day for the stall",
            "2024-02-18 was the day on which it broke",
            "2024-02-18T03.12.44 all went well",
            "2024-02-18x03:12:44 all went well",
            "",
        ] {
            assert!(!is_machine(&loose(text)), "{text}");
        }
    }

    #[test]
    fn logs_code_and_traces_are_a_machines() {
        for text in [
            "2024-02-18T03:12:44Z WARN pool=orders active=200/200",
            "at shop.cart.Totals.sum(Totals.java:88)",
            "$ kubectl get pods",
            "if evidence.root_cause: fix(evidence)",
        ] {
            assert!(is_machine(&loose(text)), "{text}");
        }
    }

    #[test]
    fn notes_with_names_of_files_flags_and_figures_are_a_persons() {
        for text in [
            "split CheckoutPage.jsx, biggest file 310 now",
            "set max_conn to 400, p99 8 s -> 1.4 s",
            "logs traces p99, 0.41 → 0.78, T3412 rejected",
            "= extraction kit lot, not disease",
            "v2.4.0 had it, v2.4.1 not",
        ] {
            assert!(!is_machine(&loose(text)), "{text}");
        }
    }
}
