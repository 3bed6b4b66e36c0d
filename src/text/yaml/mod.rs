//! YAML from strangers, parsed safely: the one place where this program reads YAML.
//!
//! `yaml_serde` alone will not do: 160 KB of aliases grow to 2 GB, deep flow mappings never return,
//! a repeated key wins silently and a missing value becomes an empty text. So a first pass over the
//! parser's events refuses all of that, with the place; only then does serde see the text.

mod guard;
mod tree;

use serde::de::DeserializeOwned;

use self::guard::Guard;
use super::source::{MAX_BYTES, decode_utf8};
use super::{Fault, Span};

pub use tree::{Node, Value, tree};

/// The value in `bytes`, a whole YAML file that is called `source` in messages.
///
/// # Errors
/// A [`Fault`] with line and column for anything that is not exactly one plain document of type `T`: bytes
/// that are not UTF-8, more than 1 MiB, anchors and aliases, nesting deeper than 64, repeated keys, keys
/// without a value, tabs as indentation, unknown keys (naming the nearest known one) and wrong types.
pub fn parse<T: DeserializeOwned>(source: &str, bytes: &[u8]) -> Result<T, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(too_large(source, bytes.len()));
    }
    let text = decode_utf8(source, bytes)?;
    Guard::new(source, text).check()?;
    typed(source, text)
}

/// The value in `text`, which [`tree`] has found safe.
///
/// # Errors
/// A [`Fault`] for what is not of type `T`.
pub fn typed<T: DeserializeOwned>(source: &str, text: &str) -> Result<T, Fault> {
    serde_yaml::from_str(text).map_err(|error| explain(source, text, &error))
}

fn too_large(source: &str, bytes: usize) -> Fault {
    let problem = format!("{bytes} bytes are more than the 1 MiB that is read");
    Fault::at(source, "", (1, 1), &problem, "split it into smaller files")
}

/// Serde's complaint, with its place and, for a misspelt key, the nearest known one.
fn explain(source: &str, text: &str, error: &serde_yaml::Error) -> Fault {
    let (line, column) = error.location().map_or((1, 1), |place| (place.line(), place.column()));
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or(&message);
    if let Some((key, known)) = unknown_key(message) {
        let (line, column) = find_key(text, key, line).unwrap_or((line, column));
        let nearest = known
            .iter()
            .map(|name| (strsim::damerau_levenshtein(key, name), name))
            .min()
            .filter(|(distance, name)| *distance <= name.len().div_ceil(2));
        let list = known.join("`, `");
        let cure = match nearest {
            Some((_, name)) => format!("did you mean `{name}`? Known here: `{list}`"),
            None => format!("known here: `{list}`"),
        };
        return Fault::at(source, text, (line, column), &format!("unknown key `{key}`"), &cure);
    }
    let (problem, cure) = match message.split_once(", expected ") {
        Some((problem, expected)) => (problem, format!("expected {expected}")),
        None => (message, "see the documented form of this file in the README".to_owned()),
    };
    Fault::at(source, text, (line, column), problem, &cure)
}

/// The key and the known ones of serde's "unknown field" message.
fn unknown_key(message: &str) -> Option<(&str, Vec<&str>)> {
    let (_, rest) = message.split_once("unknown field `")?;
    let (key, expected) = rest.split_once('`')?;
    Some((key, expected.split('`').skip(1).step_by(2).collect()))
}

/// Where `key` stands as a key, at or after `line`.
fn find_key(text: &str, key: &str, line: usize) -> Option<(usize, usize)> {
    text.lines().enumerate().skip(line.saturating_sub(1)).find_map(|(index, content)| {
        let start = content.find(key)?;
        let before = Span::new(0, start).of(content);
        let is_key = content[start + key.len()..].trim_start().starts_with(':')
            && before.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '{' | ',' | '"'));
        is_key.then(|| (index + 1, before.chars().count() + 1))
    })
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use serde::Deserialize;

    use super::parse;
    use crate::text::Fault;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Pack {
        title: String,
        #[serde(default)]
        questions: Vec<Question>,
    }

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Question {
        id: String,
        prompt: String,
    }

    fn fault(text: &str) -> Fault {
        parse::<Pack>("p.yaml", text.as_bytes()).expect_err(text)
    }

    #[test]
    fn a_pack_with_mark_and_windows_line_ends_reads_like_a_plain_one() {
        let plain =
            parse::<Pack>("p", b"title: T\nquestions:\n  - id: a\n    prompt: P\n").expect("plain");
        let windows = parse::<Pack>(
            "p",
            b"\xef\xbb\xbftitle: T\r\nquestions:\r\n  - id: a\r\n    prompt: P\r\n",
        );
        assert_eq!(windows.as_ref(), Ok(&plain));
    }

    #[test]
    fn an_unknown_key_is_shown_with_the_nearest_known_one() {
        let fault = fault("title: T\nquestions:\n  - id: a\n    promt: P\n");
        assert_eq!((fault.line, fault.column), (4, 5));
        assert_eq!(fault.excerpt, "    promt: P");
        assert!(fault.cure.starts_with("did you mean `prompt`?"), "{fault}");
    }

    #[test]
    fn each_unsafe_or_sloppy_form_is_refused_at_its_place() {
        let cases = [
            ("title: &a T\n", 1, "anchor"),
            ("title: T\nquestions: *q\n", 2, "`*` refers to an anchor"),
            ("title: T\nquestions: []\ntitle: U\n", 3, "second time"),
            ("title:\n", 1, "no value"),
            ("title: ~\n", 1, "no value"),
            ("title: T\nquestions:\n  -\n", 3, "without a value"),
            ("title: T\nquestions:\n\t- id: a\n", 3, "tab"),
            ("title: T\nquestions:\n  - id: a\n\tprompt: P\n", 4, "tab"),
            ("title: T\n---\ntitle: U\n", 2, "second document"),
            ("title: T: U\n", 1, "not valid YAML"),
            ("title: \"T\n", 1, "not valid YAML"),
            ("title: [1]\n", 1, "invalid type"),
            ("questions: []\n", 1, "missing field `title`"),
            ("", 1, "empty"),
        ];
        for (text, line, problem) in cases {
            let fault = fault(text);
            assert!(fault.problem.contains(problem), "{text:?} gave {fault}");
            assert_eq!(fault.line, line, "{text:?} gave {fault}");
            assert!(!fault.cure.is_empty());
        }
    }

    #[test]
    fn what_is_missing_at_the_end_is_said_of_the_last_line() {
        for text in ["title: T\nprompt", "title: T\nprompt\n", "a: b\n\nc", "title: T\n? a\n"] {
            let fault = fault(text);
            assert!(fault.line <= text.lines().count() && !fault.excerpt.is_empty(), "{fault:?}");
        }
    }

    #[test]
    fn a_hundred_thousand_keys_are_compared_at_once_and_not_each_with_each() {
        let keys: Vec<String> = (0..100_000).map(|number| format!("a{number:x}: 1\n")).collect();
        let keys = keys.concat();
        // Each with each takes minutes, here a second.
        assert!(fault(&keys).problem.contains("unknown key `a0`"));
        let twice = format!("{keys}a0: 1\n");
        assert_eq!(fault(&twice).line, 100_001);
    }

    #[test]
    fn bytes_that_are_not_utf8_are_refused_with_line_and_column() {
        let fault = parse::<Pack>("p", b"title: T\nquestions: \xe9\n").expect_err("Latin-1");
        assert_eq!((fault.line, fault.column), (2, 12));
    }

    #[test]
    fn a_file_over_one_mebibyte_is_refused() {
        let text = format!("title: {}\n", "x".repeat(1 << 20));
        assert!(fault(&text).problem.contains("1 MiB"));
    }

    #[test]
    fn an_alias_bomb_is_refused_at_its_first_anchor() {
        let mut text = format!("title: &a {}\nquestions:\n", "x".repeat(100_000));
        for _ in 0..20_000 {
            text.push_str(" - *a\n");
        }
        assert_eq!(fault(&text).line, 1);
    }

    #[test]
    fn deep_nesting_of_any_kind_is_refused() {
        for opening in ["[", "{a: ", "- "] {
            let text = format!("title: T\nquestions:\n {}", opening.repeat(100_000));
            let fault = fault(&text);
            assert!(fault.problem.contains("nested deeper"), "{opening} gave {fault}");
        }
    }

    #[test]
    fn the_same_key_in_two_items_is_no_repeat() {
        let mut text = "title: T\nquestions:\n".to_owned();
        for id in 0..50 {
            let _ = write!(text, "  - id: q{id}\n    prompt: P\n");
        }
        assert_eq!(parse::<Pack>("p", text.as_bytes()).map(|pack| pack.questions.len()), Ok(50));
    }
}
