//! Text as it is compared: case, accents, kinds of apostrophe and of white space make no difference.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A character as it is compared, with the bytes it stands for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Folded {
    pub(super) c: char,
    pub(super) start: usize,
    pub(super) end: usize,
    /// As it is written, for the sake of its case.
    written: char,
}

/// The characters of `text` as they are compared, without white space around them.
pub(super) fn fold(text: &str) -> Vec<char> {
    fold_text(text.trim()).into_iter().map(|folded| folded.c).collect()
}

/// The same, each with its place.
pub(super) fn fold_text(text: &str) -> Vec<Folded> {
    let mut folded: Vec<Folded> = Vec::with_capacity(text.len());
    for (start, written) in text.char_indices() {
        let end = start + written.len_utf8();
        let is_mark = is_combining_mark(written) || is_invisible(written);
        let is_space = written.is_whitespace();
        match folded.last_mut() {
            // A mark belongs to the letter before it, and white space is one blank.
            Some(last) if is_mark || (is_space && last.c == ' ') => last.end = end,
            _ if is_mark => {}
            _ if is_space => folded.push(Folded { c: ' ', start, end, written }),
            _ => decompose_compatible(plain(written), |part| {
                if !is_combining_mark(part) {
                    let lower = part.to_uppercase().flat_map(char::to_lowercase);
                    folded.extend(lower.map(|c| Folded { c, start, end, written }));
                }
            }),
        }
    }
    folded
}

/// Whether a word may begin or end before `text[at]`.
pub(super) fn parts(text: &[Folded], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| text.get(before)) else { return true };
    let Some(after) = text.get(at) else { return true };
    if before.start == after.start {
        return false;
    }
    let is_camel = before.written.is_lowercase() && after.written.is_uppercase();
    let has_case = |folded: &Folded| folded.c.is_lowercase() || folded.c.is_uppercase();
    let digit = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|folded| folded.c.is_numeric())
    };
    let is_point = |folded: &Folded| matches!(folded.c, '.' | ',');
    let in_number = digit(Some(at - 1)) && digit(Some(at))
        || digit(Some(at - 1)) && is_point(after) && digit(Some(at + 1))
        || digit(at.checked_sub(2)) && is_point(before) && digit(Some(at));
    !(in_number || has_case(before) && has_case(after) && !is_camel)
}

/// One sign for those that people and their editors write for the same thing.
fn plain(c: char) -> char {
    match c {
        '’' | '‘' | 'ʼ' | '`' | '´' => '\'',
        '‐' | '‑' | '–' => '-',
        c => c,
    }
}

/// Whether nothing shows of `c`, so that a word with it looks like the same word.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}
