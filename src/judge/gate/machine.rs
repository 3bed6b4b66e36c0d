//! Which lines a machine wrote, or a person for a machine: logs, code, commands, stack traces.

use super::read::Sentence;

/// Share of a line's pieces that must look like code. An engineer's notes name a file or a flag in one piece of six.
const MACHINE: f64 = 0.4;

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
    let (mut pieces, mut coded) = (0_usize, 0_usize);
    for piece in text.split_whitespace() {
        pieces += 1;
        coded += usize::from(is_code(piece));
    }
    pieces > 0 && coded as f64 / pieces as f64 >= MACHINE
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
    let call = piece.contains('(')
        && piece.contains(')')
        && piece.starts_with(|c: char| c.is_ascii_alphabetic());
    let letters = piece.chars().filter(char::is_ascii_alphabetic).count();
    let dotted = inner(".") && letters * 2 > piece.len() && !piece.contains("..");
    call || inner("=")
        || inner("::")
        || (inner("_") && letters > 3)
        || dotted
        || piece.starts_with("--")
}

#[cfg(test)]
mod tests {
    use super::is_machine;
    use crate::judge::gate::read::loose;

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
