use std::borrow::Cow;
use std::fmt::Write;

/// `text` with every character that a terminal might obey, or that hides or reorders others, as a visible escape.
///
/// Line feeds and tabs stay. Control characters become `^[`-style carets; bidirectional overrides
/// (Unicode TR36, section 2.10), zero-width characters and the byte-order mark become `<U+202E>`.
/// Joiners and variation selectors stay where a script or an emoji is written with them, and only there.
pub fn visible(text: &str) -> Cow<'_, str> {
    replaced(text, |shown, c| match c {
        '\u{0}'..='\u{1f}' => shown.extend(['^', char::from(c as u8 + b'@')]),
        '\u{7f}' => shown.push_str("^?"),
        _ => drop(write!(shown, "<U+{:04X}>", u32::from(c))),
    })
}

/// [`visible`] for a text that this program has coloured: colours (`ESC [ … m`) stay, everything else does not.
pub fn visible_but_colours(text: &str) -> Cow<'_, str> {
    if !text.contains(COLOUR) {
        return visible(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for (number, part) in text.split(COLOUR).enumerate() {
        let numbers = part.len() - part.trim_start_matches(|c| matches!(c, '0'..='9' | ';')).len();
        let is_colour = number > 0 && part[numbers..].starts_with('m');
        let end = if is_colour { numbers + 1 } else { 0 };
        if number > 0 {
            shown.push_str(if is_colour { COLOUR } else { "^[[" });
        }
        shown.push_str(&part[..end]);
        shown.push_str(&visible(&part[end..]));
    }
    Cow::Owned(shown)
}

/// How a colour begins.
const COLOUR: &str = "\u{1b}[";

/// `json` with the characters of [`visible`] as JSON's own escapes, which leaves the document what it was.
pub fn visible_json(json: &str) -> Cow<'_, str> {
    replaced(json, |shown, c| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(shown, "\\u{unit:04x}");
        }
    })
}

/// `text` with each unsafe character as `show` writes it.
fn replaced(text: &str, show: impl Fn(&mut String, char)) -> Cow<'_, str> {
    // Nearly all text is plain ASCII, and a list shows thousands of words of it.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n' | b'\t')) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::new();
    let mut kept = 0;
    for (at, c) in unsafe_chars(text) {
        if shown.is_empty() {
            shown.reserve(text.len() + 16);
        }
        shown.push_str(&text[kept..at]);
        show(&mut shown, c);
        kept = at + c.len_utf8();
    }
    if kept == 0 {
        return Cow::Borrowed(text);
    }
    shown.push_str(&text[kept..]);
    Cow::Owned(shown)
}

/// The characters of `text` that are not to reach a terminal or a reader as they are, with their places.
pub(crate) fn unsafe_chars(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|&(at, c)| {
        if c.is_ascii() {
            return c.is_ascii_control() && c != '\n' && c != '\t';
        }
        is_unsafe(c) || joins(c) && !is_at_home(c, &text[..at], &text[at + c.len_utf8()..])
    })
}

/// Whether `c`, beyond ASCII, is obeyed, reorders what stands around it, or takes no room.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// The joiners and the variation selectors, which some scripts and emoji need.
fn joins(c: char) -> bool {
    matches!(c, NON_JOINER | JOINER | '\u{fe00}'..='\u{fe0f}')
}

const NON_JOINER: char = '\u{200c}';
const JOINER: char = '\u{200d}';

/// Whether one of [`joins`] stands between `before` and `after` where it changes how they look.
fn is_at_home(c: char, before: &str, after: &str) -> bool {
    let (Some(last), next) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    match c {
        JOINER if is_pictograph(last) || matches!(last, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}') => {
            next.is_some_and(is_pictograph)
        }
        NON_JOINER | JOINER => is_joined(last),
        // A selector chooses a form of the sign before it; there is only one to each.
        _ => {
            !joins(last)
                && !last.is_whitespace()
                && !last.is_ascii_alphabetic()
                && !last.is_control()
        }
    }
}

/// Whether `c` belongs to a script whose letters join: Arabic and its kin, those of India and around it.
fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{f00}'..='\u{fff}' | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}' | '\u{1800}'..='\u{18af}' | '\u{fb50}'..='\u{fdff}'
        | '\u{fe70}'..='\u{fefc}' | '\u{11000}'..='\u{11fff}' | '\u{1e900}'..='\u{1e95f}')
        && !is_unsafe(c)
}

/// Whether `c` may be a part of an emoji of several.
fn is_pictograph(c: char) -> bool {
    matches!(c,
        '\u{a9}' | '\u{ae}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}' | '\u{25a0}'..='\u{27bf}'
        | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{visible, visible_but_colours, visible_json};

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
        for text in ["naïve\tfamily 👩‍👩‍👧 ok\nשלום 5 µs", "🏳️‍🌈 👩🏽‍🔧 ❤️ 1️⃣ 🧔‍♂️", "می‌خواهم क्‍ष र्‌क ශ්‍රී"]
        {
            assert!(matches!(visible(text), Cow::Borrowed(same) if same == text), "{text:?}");
        }
    }

    #[test]
    fn joiners_where_nothing_joins_are_shown() {
        let cases = [
            ("pay\u{200d}pal", "pay<U+200D>pal"),
            ("pay\u{200c}pal", "pay<U+200C>pal"),
            ("\u{200d}a", "<U+200D>a"),
            ("👩\u{200d}a", "👩<U+200D>a"),
            ("می\u{200c}\u{200c}خ", "می\u{200c}<U+200C>خ"),
            ("a\u{fe0f}b", "a<U+FE0F>b"),
            ("❤\u{fe0f}\u{fe01}", "❤\u{fe0f}<U+FE01>"),
            ("🏴\u{e0067}\u{e007f}", "🏴<U+E0067><U+E007F>"),
        ];
        for (input, expected) in cases {
            assert_eq!(visible(input), expected, "{input:?}");
        }
    }

    #[test]
    fn of_a_coloured_text_only_the_colours_stay() {
        let cases = [
            ("\u{1b}[1;31mred\u{1b}[0m", "\u{1b}[1;31mred\u{1b}[0m"),
            ("\u{1b}[2J\u{1b}[31m", "^[[2J\u{1b}[31m"),
            ("a\u{1b}[", "a^[["),
            ("\u{1b}[?25m\u{1b}]0;x\u{7}", "^[[?25m^[]0;x^G"),
            ("\u{1b}[3\u{1b}[1m1m", "^[[3\u{1b}[1m1m"),
        ];
        for (input, expected) in cases {
            assert_eq!(visible_but_colours(input), expected, "{input:?}");
        }
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
