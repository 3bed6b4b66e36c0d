use std::borrow::Cow;
use std::fmt::Write;

/// `text` with every character that a terminal might obey, or that hides or reorders others, as a visible escape.
///
/// Line feeds and tabs stay. Control characters become `^[`-style carets; bidirectional overrides
/// (Unicode TR36, section 2.10), zero-width characters and the byte-order mark become `<U+202E>`.
/// The zero-width joiner and the variation selectors stay, since emoji are built with them.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            _ if !is_unsafe(c) => shown.push(c),
            '\u{0}'..='\u{1f}' => shown.extend(['^', char::from(c as u8 + b'@')]),
            '\u{7f}' => shown.push_str("^?"),
            _ => {
                let _ = write!(shown, "<U+{:04X}>", u32::from(c));
            }
        }
    }
    Cow::Owned(shown)
}

/// `json` with the characters of [`visible`] as JSON's own escapes, which leaves the document what it was.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    if !json.chars().any(is_unsafe) {
        return Cow::Borrowed(json);
    }
    let mut shown = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_unsafe(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(shown, "\\u{unit:04x}");
            }
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

fn is_unsafe(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c,
            '\u{061c}' | '\u{180e}' | '\u{200b}' | '\u{200c}' | '\u{200e}' | '\u{200f}'
            | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{visible, visible_json};

    #[test]
    fn terminal_sequences_are_shown_and_not_sent() {
        let cases = [
            ("\u{1b}[31mred\u{1b}[0m", "^[[31mred^[[0m"),
            ("\u{1b}]52;c;ZXZpbA==\u{7}", "^[]52;c;ZXZpbA==^G"),
            ("a\rb\u{8}", "a^Mb^H"),
            ("\u{9b}2J", "<U+009B>2J"),
            ("pay\u{202e}lap", "pay<U+202E>lap"),
            ("zero\u{200b}width", "zero<U+200B>width"),
            ("\u{feff}mark", "<U+FEFF>mark"),
            ("del\u{7f}", "del^?"),
        ];
        for (input, expected) in cases {
            assert_eq!(visible(input), expected, "{input:?}");
        }
    }

    #[test]
    fn plain_text_emoji_and_accents_pass_unchanged() {
        let text = "naïve\tfamily 👩‍👩‍👧 ok\nשלום 5 µs";
        assert!(matches!(visible(text), Cow::Borrowed(same) if same == text));
    }

    #[test]
    fn json_with_terminal_sequences_stays_the_same_document() {
        let json = "[\"a\u{9b}2J \u{202e} \u{e0041}\"]";
        let shown = visible_json(json);
        assert_eq!(shown, r#"["a\u009b2J \u202e \udb40\udc41"]"#);
        let read = |json: &str| serde_json::from_str::<Vec<String>>(json).ok();
        assert_eq!(read(&shown), read(json));
    }
}
