//! A draft file as this program itself writes it, read line by line.
//!
//! Whoever has practised for a year has megabytes of attempts, and each start of the menu reads them all;
//! the YAML reader and its guard take a second over what this takes 20 ms. It knows block, single-quoted
//! and plain texts in the layout of `Record::to_yaml` and nothing else: whatever else it meets, it
//! gives up, and the YAML reader has the word. So it never has an opinion that YAML does not share; the
//! property test below holds it to that.

use std::collections::BTreeMap;
use std::str::Lines;

use super::{Attempt, Level, Record, Rehearsed, Section, Sections, Tip};
use crate::text::MAX_BYTES;

/// The record in `bytes`; `None` for anything not in this program's own form, damaged or not.
pub(super) fn read(bytes: &[u8]) -> Option<Record> {
    let text = std::str::from_utf8(bytes).ok()?;
    let is_usual = bytes.len() <= MAX_BYTES && text.ends_with('\n') && text.chars().all(is_usual);
    if is_usual { Reader { lines: text.lines(), next: None }.start()?.record() } else { None }
}

/// Whether YAML takes `c` for itself, neither as a line break nor as an error.
fn is_usual(c: char) -> bool {
    !matches!(c,
        '\0'..='\u{9}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}'
        | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
}

struct Reader<'t> {
    lines: Lines<'t>,
    next: Option<&'t str>,
}

impl<'t> Reader<'t> {
    fn start(mut self) -> Option<Self> {
        self.next = self.lines.next();
        self.next.is_some().then_some(self)
    }

    /// The next line without `prefix`, if it has it.
    fn take(&mut self, prefix: &str) -> Option<&'t str> {
        let rest = self.next?.strip_prefix(prefix)?;
        self.next = self.lines.next();
        Some(rest)
    }

    /// The next line's key and value, `indent` spaces in and no further.
    fn entry(&mut self, indent: usize) -> Option<(&'t str, &'t str)> {
        let line = self.next?.strip_prefix(&SPACES[..indent])?;
        let (key, value) = line.split_once(':')?;
        let value = if value.is_empty() { "" } else { value.strip_prefix(' ')? };
        is_plain(key).then_some(())?;
        self.next = self.lines.next();
        Some((key, value))
    }

    fn record(mut self) -> Option<Record> {
        let mut record = Record::default();
        let mut seen = Vec::new();
        while self.next.is_some() {
            let (key, value) = self.entry(0)?;
            if seen.contains(&key) {
                return None;
            }
            seen.push(key);
            match key {
                "question" => record.question = self.text(value, 0)?,
                "question_id" => record.question_id = Some(self.text(value, 0)?),
                "headline" => record.headline = Some(self.text(value, 0)?),
                "source" => record.source = Some(self.text(value, 0)?),
                "competencies" => record.competencies = self.list(value, plain)?,
                "not_applicable" => record.not_applicable = self.list(value, Tip::from_id)?,
                "attempts" if value == "[]" => {}
                "attempts" if value.is_empty() => record.attempts = self.attempts()?,
                "rehearsals" if value.is_empty() => record.rehearsals = self.rehearsals()?,
                _ => return None,
            }
        }
        seen.contains(&"question").then_some(record)
    }

    fn list<T>(&mut self, value: &str, item: impl Fn(&'t str) -> Option<T>) -> Option<Vec<T>> {
        let mut items = Vec::new();
        while let Some(rest) = self.take("- ") {
            items.push(item(rest)?);
        }
        // A key with nothing at all below it is a fault for YAML to tell.
        (value.is_empty() && !items.is_empty()).then_some(items)
    }

    fn attempts(&mut self) -> Option<Vec<Attempt>> {
        let mut attempts = Vec::new();
        while let Some(at) = self.take("- at: ") {
            let at = at.parse().ok()?;
            let mut sections: [Option<String>; 4] = Default::default();
            let (mut extra, mut self_rating) = (None, None);
            while self.next.is_some_and(|line| line.starts_with(' ')) {
                let (key, value) = self.entry(2)?;
                match (Section::from_id(key), key) {
                    (Some(section), _) => {
                        let text = self.text(value, 2)?;
                        set(&mut sections[section.index()], text)?;
                    }
                    (_, "extra") if value.is_empty() => set(&mut extra, self.extra()?)?,
                    (_, "self_rating") if value.is_empty() => {
                        set(&mut self_rating, self.rating()?)?;
                    }
                    _ => return None,
                }
            }
            let mut attempt =
                Attempt::new(at, &Sections::new(sections.map(Option::unwrap_or_default)));
            attempt.extra = extra.unwrap_or_default();
            attempt.self_rating = self_rating.unwrap_or_default();
            attempts.push(attempt);
        }
        (!attempts.is_empty()).then_some(attempts)
    }

    fn rehearsals(&mut self) -> Option<Vec<Rehearsed>> {
        let mut rehearsals = Vec::new();
        while let Some(at) = self.take("- at: ") {
            let at = at.parse().ok()?;
            self.take("  seconds:").filter(|rest| rest.is_empty())?;
            let mut seconds = [0; 4];
            for own in &mut seconds {
                *own = number(self.take("  - ")?)?;
            }
            let rating = match self.take("  rating: ") {
                Some(rating) => Some(u8::try_from(number(rating)?).ok()?),
                None => None,
            };
            rehearsals.push(Rehearsed { at, seconds, rating });
        }
        (!rehearsals.is_empty()).then_some(rehearsals)
    }

    fn extra(&mut self) -> Option<BTreeMap<String, String>> {
        let mut extra = BTreeMap::new();
        while self.next.is_some_and(|line| line.starts_with("    ")) {
            let (label, value) = self.entry(4)?;
            let text = self.text(value, 4)?;
            if extra.insert(label.to_owned(), text).is_some() {
                return None;
            }
        }
        (!extra.is_empty()).then_some(extra)
    }

    fn rating(&mut self) -> Option<BTreeMap<Tip, Level>> {
        let mut rating = BTreeMap::new();
        while self.next.is_some_and(|line| line.starts_with("    ")) {
            let (tip, level) = self.entry(4)?;
            let level = Level::ALL.into_iter().find(|own| own.id() == level)?;
            if rating.insert(Tip::from_id(tip)?, level).is_some() {
                return None;
            }
        }
        (!rating.is_empty()).then_some(rating)
    }

    /// The text that begins with `value` on the line of a key that stands `indent` spaces in.
    fn text(&mut self, value: &'t str, indent: usize) -> Option<String> {
        match value {
            "|" | "|-" | "|+" => self.block(&value[1..], &SPACES[..indent + 2]),
            _ => quoted(value).or_else(|| plain(value)),
        }
    }

    /// The lines that begin with `margin`, and empty ones among them.
    fn block(&mut self, chomp: &str, margin: &str) -> Option<String> {
        // The first line tells YAML where the margin is.
        self.next
            .and_then(|line| line.strip_prefix(margin))
            .filter(|line| !line.is_empty() && !line.starts_with(' '))?;
        let mut text = String::new();
        while let Some(line) = self.next {
            match line.strip_prefix(margin) {
                Some(line) => text.push_str(line),
                None if line.bytes().all(|byte| byte == b' ') => {}
                None => break,
            }
            text.push('\n');
            self.next = self.lines.next();
        }
        if chomp != "+" {
            text.truncate(text.trim_end_matches('\n').len());
        }
        if chomp.is_empty() {
            text.push('\n');
        }
        Some(text)
    }
}

/// More than any indentation of this form.
const SPACES: &str = "        ";

/// Fills `place`; a second time is a fault for YAML to tell.
fn set<T>(place: &mut Option<T>, value: T) -> Option<()> {
    place.replace(value).is_none().then_some(())
}

/// A whole number as this program writes it: no sign, no leading zero.
fn number(value: &str) -> Option<u32> {
    let number: u32 = value.parse().ok()?;
    (number.to_string() == value).then_some(number)
}

/// A text in single quotes on one line.
fn quoted(value: &str) -> Option<String> {
    let inner = value.strip_prefix('\'')?.strip_suffix('\'')?;
    // Each quote inside is doubled; taking the pairs away must leave none.
    (!inner.replace("''", "").contains('\'')).then(|| inner.replace("''", "'"))
}

fn plain(value: &str) -> Option<String> {
    is_plain(value).then(|| value.to_owned())
}

/// Whether `value` is a text for every reader of YAML: it looks like no other type and holds no sign of it.
fn is_plain(value: &str) -> bool {
    let is_word = |word: &&str| word.eq_ignore_ascii_case(value);
    let begins = match value.chars().next() {
        Some('a'..='z' | 'A'..='Z') => true,
        // Several words are a text, be the first of them a figure.
        Some(c) => (c.is_alphanumeric() || "$(+/<~£€“‘…".contains(c)) && value.contains(' '),
        None => false,
    };
    begins
        && !value.ends_with([' ', ':'])
        && !value.contains(": ")
        && !value.contains(" #")
        && !["null", "true", "false", "yes", "no", "on", "off", "y", "n"].iter().any(is_word)
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use proptest::prelude::*;

    use super::read;
    use crate::draft::{Attempt, Level, Record, Rehearsed, Sections, Tip};
    use crate::text::yaml;

    fn record(texts: [String; 4], headline: String, note: String) -> Record {
        let mut attempt = Attempt::new(Timestamp::UNIX_EPOCH, &Sections::new(texts));
        attempt.extra.insert("Nugget".to_owned(), note);
        attempt.self_rating.insert(Tip::Impact, Level::Shown);
        Record {
            question: "Tell me about a time you were wrong".to_owned(),
            headline: Some(headline),
            competencies: vec!["ownership".to_owned()],
            not_applicable: vec![Tip::TradeOffs],
            attempts: vec![attempt.clone(), attempt],
            rehearsals: [Some(4), None]
                .map(|rating| Rehearsed {
                    at: Timestamp::UNIX_EPOCH,
                    seconds: [20, 0, 71, 9],
                    rating,
                })
                .to_vec(),
            ..Record::default()
        }
    }

    fn usual() -> Record {
        let texts = [
            "We grew: fast",
            "I had to\n\nmend it.\n",
            "- first\n- 'then'\n\n\n",
            "It fell by 40 %.",
        ];
        record(texts.map(str::to_owned), "The outage".to_owned(), "it's over\n# so".to_owned())
    }

    fn pieces() -> impl Strategy<Value = String> {
        let piece = prop::sample::select(vec![
            "We mended it",
            " ",
            "  ",
            "\n",
            "\n\n",
            "# ",
            ": ",
            "- ",
            "'",
            "\"",
            "é",
            "’",
            "null",
            "|",
            ">",
            "\t",
            "\r",
            "42",
            "40 % ",
            "$3 ",
            "~9 ",
            "“So” ",
            "2026-01-01 12:00:00",
            "- at: 2026-01-01T00:00:00Z",
            "question: x",
            "\u{2028}",
            "👍",
            "~",
            "{",
            "[",
            "&a",
            "*a",
            "%",
            "@",
            "---",
            "...",
        ]);
        prop::collection::vec(piece, 0..6).prop_map(|pieces| pieces.concat())
    }

    #[test]
    fn an_ordinary_draft_is_read_without_yaml() {
        let yaml = usual().to_yaml().expect("serialises");
        assert_eq!(read(yaml.as_bytes()), Some(usual()), "{yaml}");
        assert_eq!(
            read(b"question: Tell me\nattempts: []\n").map(|record| record.question).as_deref(),
            Some("Tell me")
        );
    }

    #[test]
    fn what_is_not_in_this_form_is_left_to_yaml() {
        for text in [
            "",
            "question: Tell me",
            "question:\n",
            "question: Tell me\nquestion: again\n",
            "question: Tell: me\n",
            "# mine\nquestion: Tell me\n",
            "question: Tell me\n  more\n",
            "question: null\n",
            "question: \"a\\tb\"\n",
            "attempts: []\n",
            "question: Tell me\nattempts:\n",
            "question: Tell me\nsorce: mine\n",
            "question: 'it's'\n",
            "question: Tell me\nattempts:\n- at: 2026-01-01T00:00:00Z\n  situaton: x\n",
            "question: |\n\n  late\n",
        ] {
            assert_eq!(read(text.as_bytes()), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_read_yaml_reads_the_same(texts in prop::array::uniform4(pieces()), headline in pieces(), note in pieces()) {
            let yaml = record(texts, headline, note).to_yaml().expect("serialises");
            if let Some(read) = read(yaml.as_bytes()) {
                prop_assert_eq!(yaml::parse::<Record>("d.yaml", yaml.as_bytes()), Ok(read), "{}", yaml);
            }
        }

        #[test]
        fn a_line_edited_by_hand_never_parts_the_two(line in 0_usize..40, cut in 0_usize..12, put in pieces()) {
            let yaml = usual().to_yaml().expect("serialises");
            let mut lines: Vec<String> = yaml.split('\n').map(str::to_owned).collect();
            let at = line % lines.len();
            let cut = lines[at].char_indices().nth(cut).map_or(lines[at].len(), |(at, _)| at);
            lines[at].insert_str(cut, &put);
            let edited = lines.join("\n");
            if let Some(read) = read(edited.as_bytes()) {
                prop_assert_eq!(yaml::parse::<Record>("d.yaml", edited.as_bytes()), Ok(read), "{}", edited);
            }
        }
    }
}
