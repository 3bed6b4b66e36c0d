use std::borrow::Cow;
use std::fmt::Write;

use crate::text::visible;

/// `text` as HTML shows it, within an element or a quoted attribute: the one place where text becomes HTML.
///
/// What reorders or hides other text is made visible first, as everywhere; so are the code points that HTML forbids.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    if !text.chars().any(|c| matches!(c, '&' | '<' | '>' | '"' | '\'') || is_forbidden(c)) {
        return text;
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ if is_forbidden(c) => {
                let _ = write!(escaped, "&lt;U+{:04X}&gt;", u32::from(c));
            }
            _ => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// The noncharacters of Unicode, which make a document invalid.
fn is_forbidden(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_is_text_and_what_hides_or_is_forbidden_is_shown() {
        let cases = [
            ("<script>alert(\"x\")</script>", "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"),
            ("R&D &amp; 'q'", "R&amp;D &amp;amp; &#39;q&#39;"),
            ("a\u{0}b\u{1b}[0m\u{202e}", "a^@b^[[0m&lt;U+202E&gt;"),
            ("\u{fffe}\u{1ffff}", "&lt;U+FFFE&gt;&lt;U+1FFFF&gt;"),
            ("שלום 👩‍👩‍👧 é", "שלום 👩‍👩‍👧 é"),
        ];
        for (text, expected) in cases {
            assert_eq!(escape(text), expected);
        }
    }
}
