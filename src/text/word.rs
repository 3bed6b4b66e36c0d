use super::Span;

/// The words of `text`: runs of letters and digits, with apostrophes, points and commas inside kept ("don't", "3.5").
///
/// Hyphens part words, so that "half-finished" counts and matches as two.
pub fn words(text: &str) -> Vec<Span> {
    if text.is_ascii() {
        words_among(text.bytes().map(char::from).enumerate(), text.len())
    } else {
        words_among(text.char_indices(), text.len())
    }
}

/// The words among characters, each with the byte where it begins, of a text of `len` bytes.
fn words_among(chars: impl Iterator<Item = (usize, char)>, len: usize) -> Vec<Span> {
    // An English word has five letters or so and a space.
    let mut found = Vec::with_capacity(len / 5 + 1);
    let mut start = None;
    let mut chars = chars.peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let after = chars.peek().map_or(' ', |&(_, next)| next);
        match start {
            None if c.is_alphanumeric() => start = Some(at),
            Some(from) if !c.is_alphanumeric() && !joins(before, c, after) => {
                found.push(Span::new(from, at));
                start = None;
            }
            _ => {}
        }
        before = c;
    }
    if let Some(from) = start {
        found.push(Span::new(from, len));
    }
    found
}

/// Whether `c` belongs to the word around it: an apostrophe between letters, a point or comma between digits.
fn joins(before: char, c: char, after: char) -> bool {
    match c {
        '\'' | '\u{2019}' | '\u{2BC}' => before.is_alphanumeric() && after.is_alphabetic(),
        '.' | ',' => before.is_ascii_digit() && after.is_ascii_digit(),
        // A combining mark continues the letter before it.
        '\u{300}'..='\u{36F}' => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::words;

    fn cut(text: &str) -> Vec<&str> {
        words(text).iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn apostrophes_and_decimals_stay_inside_a_word() {
        assert_eq!(
            cut("I didn't wait 3.5 s, we’d 1,200."),
            ["I", "didn't", "wait", "3.5", "s", "we’d", "1,200"]
        );
    }

    #[test]
    fn hyphens_quotes_and_symbols_part_words() {
        assert_eq!(cut("'half-done' -> ok"), ["half", "done", "ok"]);
    }

    #[test]
    fn no_text_and_other_scripts_have_their_words_too() {
        assert!(cut("").is_empty());
        assert!(cut("… — 👍").is_empty());
        assert_eq!(cut("Привет naïve"), ["Привет", "naïve"]);
    }
}
