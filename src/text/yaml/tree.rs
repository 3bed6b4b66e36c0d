use std::iter::Peekable;

use saphyr_parser::{Event, ScalarStyle};

use super::guard::{Guard, Place};
use crate::text::source::decode_utf8;
use crate::text::{Fault, MAX_BYTES};

/// A YAML value with its place, for checks that serde cannot make: serde forgets places and stops at the first fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Line and column where it starts, both from 1.
    pub place: (usize, usize),
    /// The value itself.
    pub value: Value,
}

/// What a [`Node`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number, `true` or `false`, as written without quotes.
    Bare(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with their places, and their values, in the order of the file.
    Map(Vec<(String, (usize, usize), Node)>),
}

impl Node {
    /// The value of `key`, where this is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(name, ..)| name == key).map(|(_, _, node)| node)
    }

    /// Keys with their places, and their values, in the order of the file, where this is a mapping; none otherwise.
    pub fn entries(&self) -> &[(String, (usize, usize), Node)] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The items, where this is a list; none otherwise.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The text, where this is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// The values in `bytes` with their places, guarded as in [`super::parse`].
///
/// # Errors
/// The [`Fault`]s of [`super::parse`] that concern YAML itself.
pub fn tree<'b>(source: &str, bytes: &'b [u8]) -> Result<(Node, &'b str), Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(super::too_large(source, bytes.len()));
    }
    let text = decode_utf8(source, bytes)?;
    let mut events = Guard::new(source, text).check()?.into_iter().peekable();
    while let Some((Event::StreamStart | Event::DocumentStart(_) | Event::Nothing, _)) =
        events.peek()
    {
        events.next();
    }
    let node = node(&mut events).ok_or_else(|| {
        Fault::at(source, text, (1, 1), "not valid YAML", "check quotes, colons and indentation")
    })?;
    Ok((node, text))
}

type Events<'t> = Peekable<std::vec::IntoIter<(Event<'t>, Place)>>;

/// The next value; none where the events end, which the guard has ruled out. Its depth is the guard's, too.
fn node(events: &mut Events<'_>) -> Option<Node> {
    let (event, span) = events.next()?;
    let place = (span.start.line().max(1), span.start.col() + 1);
    let value = match event {
        Event::Scalar(text, ScalarStyle::Plain, ..) if is_bare(&text) => {
            Value::Bare(text.into_owned())
        }
        Event::Scalar(text, ..) => Value::Text(text.into_owned()),
        Event::SequenceStart(..) => {
            let mut items = Vec::new();
            while !matches!(events.peek()?, (Event::SequenceEnd, _)) {
                items.push(node(events)?);
            }
            events.next();
            Value::List(items)
        }
        Event::MappingStart(..) => {
            let mut entries = Vec::new();
            while !matches!(events.peek()?, (Event::MappingEnd, _)) {
                let key = node(events)?;
                let name = match key.value {
                    Value::Text(name) | Value::Bare(name) => name,
                    Value::List(_) | Value::Map(_) => String::new(),
                };
                entries.push((name, key.place, node(events)?));
            }
            events.next();
            Value::Map(entries)
        }
        _ => return None,
    };
    Some(Node { place, value })
}

/// Whether serde reads a plain scalar as something other than a text.
fn is_bare(text: &str) -> bool {
    matches!(text, "true" | "True" | "TRUE" | "false" | "False" | "FALSE")
        || (text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
            && (text.parse::<f64>().is_ok()
                || text.get(..2).is_some_and(|start| matches!(start, "0x" | "0o" | "0b"))))
}

#[cfg(test)]
mod tests {
    use super::{Value, is_bare, tree};

    #[test]
    fn only_what_serde_reads_as_a_number_or_a_truth_is_bare() {
        for text in ["true", "False", "2", "-3.5", "+1e3", ".5", "0x1F", "0o7"] {
            assert!(is_bare(text), "{text}");
        }
        for text in ["yes", "two", "1 May", "-", "2026-01-02", "inf", "x0x1", "tRue", ""] {
            assert!(!is_bare(text), "{text}");
        }
    }

    #[test]
    fn every_value_and_key_has_its_place() {
        let yaml = "title: T\nquestions:\n  - id: a\n    roles: [any, \"2\"]\n    n: 2\n";
        let (root, _) = tree("p", yaml.as_bytes()).expect("valid");
        let question = &root.get("questions").expect("questions").items()[0];
        let role = &question.get("roles").expect("roles").items()[1];
        assert_eq!((role.text(), role.place), (Some("2"), (4, 18)));
        let number = question.get("n").expect("n");
        assert_eq!((&number.value, number.place), (&Value::Bare("2".to_owned()), (5, 8)));
        let Value::Map(entries) = &question.value else { panic!("a mapping") };
        assert_eq!(entries[1].1, (4, 5));
    }
}
