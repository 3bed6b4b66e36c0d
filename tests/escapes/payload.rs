//! What strangers write to be obeyed rather than read, and how one tells that it was.

/// Colours, clipboard, title, hyperlink, cursor and erasing, a device control string, C1 controls, overrides and isolates
/// of direction, what takes no room, and what goes back over the line. No line feed, no NUL.
pub(crate) const PAYLOAD: &str = "\u{1b}[35;45mINK\u{1b}[0m\u{1b}]52;c;ZXZpbA==\u{7}\u{1b}]0;title\u{1b}\\\u{1b}]2;title\u{7}\
    \u{1b}]8;;http://evil.invalid\u{7}link\u{1b}]8;;\u{7}\u{1b}[77;77H\u{1b}[2J\u{1b}[?1049h\u{1b}c\u{1b}P1$r\u{1b}\\\
    \u{9b}2J\u{9d}0;c1\u{9c}\u{90}x\u{85}\u{202a}\u{202b}\u{202c}\u{202d}\u{202e}lanoitceridib\u{2066}\u{2067}\u{2068}\u{2069}\
    \u{61c}\u{200e}\u{200f}zero\u{200b}\u{2060}\u{feff}\u{200d}width\rover\u{8}\u{8}\u{7f}\u{b}\u{c}\u{7}";

/// Signs that are built with the same joiners and selectors, and must come through whole.
pub(crate) const KEPT: &str = "👩‍🔧 ❤️ می‌خواهم";

/// How pieces of the payload look where nothing of it is obeyed: as text, as JSON, as Markdown.
pub(crate) const SHOWN: [&str; 6] =
    ["^[[35;45m", "^[]52;c;", "\\u001b[35;45m", "\\u001b]52;c;", "&#27;\\[35;45m", "&#27;\\]52;c;"];

/// Every colour that the program itself paints with.
const PAINTED: [&str; 8] = [
    "\u{1b}[0m",
    "\u{1b}[1m",
    "\u{1b}[2m",
    "\u{1b}[31m",
    "\u{1b}[32m",
    "\u{1b}[33m",
    "\u{1b}[36m",
    "\u{1b}[4m",
];

/// The first raw character of `text` that a terminal would obey or nobody would see, with what stands around it;
/// the program's own colours are none where they were asked for.
pub(crate) fn leak(text: &str, coloured: bool) -> Option<String> {
    let mut own = KEPT.split(' ').fold(text.to_owned(), |text, sign| text.replace(sign, "kept"));
    if coloured {
        own = PAINTED.iter().fold(own, |text, colour| text.replace(colour, ""));
    }
    let at = own.find(is_hidden)?;
    let around: String =
        own[..at].chars().rev().take(60).collect::<Vec<_>>().into_iter().rev().collect();
    let after: String = own[at..].chars().take(30).collect();
    Some(format!("{around:?} >>> {after:?}"))
}

/// The first command in what was `sent` to a terminal that the program has no use for, with what follows it.
pub(crate) fn foreign(sent: &str) -> Option<String> {
    let own = KEPT.split(' ').fold(sent.to_owned(), |text, sign| text.replace(sign, "kept"));
    let mut rest = own.as_str();
    while let Some(at) = rest.find(|c| is_hidden(c) && c != '\r') {
        let after = &rest[at..];
        let Some(command) = after.strip_prefix("\u{1b}[") else {
            return Some(after.chars().take(30).collect());
        };
        let numbers =
            command.len() - command.trim_start_matches(|c: char| !c.is_alphabetic()).len();
        let (numbers, name) = command.split_at(numbers);
        let is_own = match name.chars().next() {
            // Modes: the cursor seen or not, bracketed paste.
            Some('h' | 'l') => ["?25", "?2004"].contains(&numbers),
            Some('m') => numbers != "35;45",
            // The cursor's moves and what is erased.
            Some('A' | 'B' | 'C' | 'D' | 'G' | 'H' | 'J' | 'K') => !numbers.starts_with("77"),
            _ => false,
        };
        if !is_own {
            return Some(after.chars().take(30).collect());
        }
        rest = &name[1..];
    }
    None
}

fn is_hidden(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c,
            '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}'
            | '\u{fe00}'..='\u{fe0f}')
}

/// `text` as a string of JSON, YAML and TOML alike: what they would refuse is spelt by its number.
pub(crate) fn quoted(text: &str) -> String {
    let spelt = |c: char| match c {
        _ if is_hidden(c) || matches!(c, '"' | '\\' | '\n' | '\t') => {
            format!("\\u{:04x}", u32::from(c))
        }
        _ => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(spelt).collect::<String>())
}
