use std::fmt;

use super::StoreError;
use crate::text::is_device;

/// A draft's name: a slug, hence also a safe file name.
///
/// Only `a` to `z`, `0` to `9` and single hyphens between them, so no id can leave its folder, look like
/// another, or differ from another by case alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(String);

impl DraftId {
    /// The longest id, in bytes.
    pub const LONGEST: usize = 64;

    /// The id `text`.
    ///
    /// # Errors
    /// [`StoreError::BadId`] when it is none.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let is_slug = text.len() <= Self::LONGEST
            && text.split('-').all(|part| {
                !part.is_empty()
                    && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
            });
        if is_slug && !is_device(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(StoreError::BadId(text.to_owned()))
        }
    }

    /// An id made of the words of `text`; `draft` when it has none to use.
    pub fn slug(text: &str) -> Self {
        let mut slug = String::new();
        for word in text
            .to_lowercase()
            .split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| !word.is_empty())
        {
            // Room is left for a number; the first word is cut rather than dropped.
            let room = Self::LONGEST - 8 - slug.len();
            if !slug.is_empty() {
                if word.len() + 1 > room {
                    break;
                }
                slug.push('-');
            }
            slug.push_str(&word[..word.len().min(room)]);
        }
        if slug.is_empty() || is_device(&slug) { Self("draft".to_owned()) } else { Self(slug) }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id itself for 1, `-2` and so on after it for more.
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        match number {
            0 | 1 => self.clone(),
            _ => self.suffixed(&format!("-{number}")),
        }
    }

    /// The id with `suffix` after it, cut where that would be too long.
    pub(super) fn suffixed(&self, suffix: &str) -> Self {
        let kept = self.0.len().min(Self::LONGEST - suffix.len());
        Self(format!("{}{suffix}", self.0[..kept].trim_end_matches('-')))
    }
}

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::DraftId;

    #[test]
    fn only_a_slug_is_an_id() {
        for id in ["a", "team-conflict", "2026-06-outage", "coma", "com10", "lpt", &"x".repeat(64)]
        {
            assert!(DraftId::parse(id).is_ok(), "{id}");
        }
        let no_ids = [
            "",
            ".",
            "..",
            "../x",
            "/etc/passwd",
            "a/b",
            "a\\b",
            "a\0b",
            "-a",
            "a-",
            "a--b",
            "A",
            "a b",
            "a.yaml",
            "\u{430}",
            "ﬁ",
            "a\u{301}",
            "con",
            "lpt1",
            "\u{202e}a",
            &"x".repeat(65),
        ];
        for id in no_ids {
            assert!(DraftId::parse(id).is_err(), "{id:?}");
        }
    }

    #[test]
    fn any_words_make_an_id() {
        let cases = [
            ("Tell me about a Complex problem!", "tell-me-about-a-complex-problem"),
            ("", "draft"),
            ("日本", "draft"),
            ("../../etc", "etc"),
            ("CON", "draft"),
        ];
        for (words, expected) in cases {
            assert_eq!(DraftId::slug(words).as_str(), expected);
        }
        let [fits, does_not] =
            [28, 29].map(|rest| DraftId::slug(&format!("{} {}", "x".repeat(27), "y".repeat(rest))));
        assert_eq!([fits.as_str().len(), does_not.as_str().len()], [56, 27]);
        let longest = DraftId::parse(&"x".repeat(64)).expect("an id").suffixed("-conflict");
        assert_eq!(longest.as_str(), format!("{}-conflict", "x".repeat(55)));
        for words in ["x".repeat(500), "word ".repeat(100), "é a".repeat(80)] {
            let id = DraftId::slug(&words).numbered(12345);
            assert_eq!(DraftId::parse(id.as_str()).ok(), Some(id));
        }
    }
}
