mod vocabulary;

use std::sync::LazyLock;

use super::word_set::{WordId, word_id};
use super::{Span, words};
use vocabulary::{
    CURRENCY_SIGNS, CURRENCY_WORDS, DURATIONS, FACTORS, LABELS, MEASURES, MONTHS, ORDINALS, SCALES,
    SMALL, TENS,
};

/// What a figure counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// "40 %", "ten percent".
    Percent,
    /// "$3k", "40,000 euros".
    Money,
    /// "8 s", "two weeks", "5 min".
    Duration,
    /// "3x", "ten times", "doubled", "twice", "halved".
    Times,
    /// "2.4 MB", "47 rps", "60 kg".
    Measure,
    /// "14 calls", "three teams", "5,000".
    Count,
    /// "half", "a third", "two thirds", "one in five".
    Share,
    /// "zero", "none", "nil".
    Zero,
    /// "2019", "March 3", "6:45", "Q3".
    Date,
    /// "v3.2", "HTTP 500", "P1", "Java 8": a name, no figure at all.
    Name,
    /// "first", "2nd", "step 3", "#4".
    Ordinal,
}

/// A number in a text with what it measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// The number with its unit.
    pub span: Span,
    /// What it measures.
    pub kind: Kind,
    /// Its value where one can be read ("two" is 2; "doubled" is 2; "half" is 0.5).
    pub value: Option<f64>,
}

/// The words without a digit that a figure may begin with, ascending.
static BEGINNINGS: LazyLock<Vec<WordId>> = LazyLock::new(|| {
    let tables = [&TENS[..], &SCALES, &FACTORS].into_iter().flatten().map(|(word, _)| *word);
    let shares = ["half", "quarter", "quarters", "thirds", "nil", "none"];
    let words = tables.chain(SMALL).chain(ORDINALS).chain(shares);
    let mut ids: Vec<WordId> = words.map(word_id).collect();
    ids.sort_unstable();
    ids
});

/// The figures of `text`, in order. Dates, versions and names are told apart, since they measure nothing.
pub fn figures(text: &str) -> Vec<Figure> {
    let words = words(text);
    let mut found: Vec<Figure> = Vec::new();
    let mut next = 0;
    while next < words.len() {
        let scan = Scan { text, words: &words, at: next };
        let figure = scan.may_begin().then(|| scan.figure()).flatten();
        if let Some((figure, used)) = figure {
            found.push(figure);
            next += used.max(1);
        } else {
            next += 1;
        }
    }
    found
}

/// A place among the words of a text, from which a figure may begin.
struct Scan<'t> {
    text: &'t str,
    words: &'t [Span],
    at: usize,
}

impl Scan<'_> {
    /// Whether a figure can begin here: most words are passed over by this alone.
    fn may_begin(&self) -> bool {
        let word = self.words[self.at].of(self.text);
        word.bytes().any(|byte| byte.is_ascii_digit())
            || BEGINNINGS.binary_search(&word_id(&word.to_lowercase())).is_ok()
    }

    /// The figure that begins here, and how many words it takes.
    fn figure(&self) -> Option<(Figure, usize)> {
        let word = self.word(0);
        if let Some(value) = lookup(&FACTORS, &word) {
            // "twice a week" is a rate, "double-checked" an act.
            let kind = if word == "twice" && matches!(self.word(1).as_str(), "a" | "per") {
                Kind::Count
            } else {
                Kind::Times
            };
            let act = word == "double" && self.word(1).starts_with("check");
            return (!act).then(|| self.made(kind, Some(value), 1));
        }
        if matches!(word.as_str(), "half" | "quarter" | "quarters" | "thirds") {
            return Some(self.made(Kind::Share, Some(0.5), 1));
        }
        if matches!(word.as_str(), "zero" | "nil" | "none") {
            return Some(self.made(Kind::Zero, Some(0.0), 1));
        }
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(self.digits(&word));
        }
        if ORDINALS.contains(&word.as_str()) {
            let share = word == "third" && matches!(self.back(1).as_str(), "a" | "one" | "by");
            return Some(self.made(if share { Kind::Share } else { Kind::Ordinal }, None, 1));
        }
        if word.chars().any(|c| c.is_ascii_digit()) {
            let quarter = word.len() == 2 && word.starts_with('q');
            return Some(self.made(if quarter { Kind::Date } else { Kind::Name }, None, 1));
        }
        self.spelled(&word)
    }

    /// A figure that begins with digits: "40%", "$3k", "2019", "3.2.1", "8am".
    fn digits(&self, word: &str) -> (Figure, usize) {
        let split = word
            .find(|c: char| !(c.is_ascii_digit() || c == '.' || c == ','))
            .unwrap_or(word.len());
        let (number, suffix) = word.split_at(split);
        let value = number.replace(',', "").parse::<f64>().ok();
        if number.matches('.').count() > 1 || self.labelled() {
            return self.made(Kind::Name, None, 1);
        }
        match suffix {
            "" => self.bare(value),
            "st" | "nd" | "rd" | "th" => self.made(Kind::Ordinal, None, 1),
            "am" | "pm" => self.made(Kind::Date, value, 1),
            "x" => self.made(Kind::Times, value, 1),
            "k" | "m" | "mm" | "bn" | "mil" if self.currency() => self.made(Kind::Money, value, 1),
            "k" | "bn" => self.made(Kind::Count, value, 1),
            "pct" => self.made(Kind::Percent, value, 1),
            _ if DURATIONS.contains(&suffix) => self.made(Kind::Duration, value, 1),
            _ if MEASURES.contains(&suffix) => self.made(Kind::Measure, value, 1),
            _ => self.made(Kind::Name, None, 1),
        }
    }

    /// A number written in digits alone, told by what stands around it.
    fn bare(&self, value: Option<f64>) -> (Figure, usize) {
        if self.currency() {
            return self.made(Kind::Money, value, if self.scale(1).is_some() { 2 } else { 1 });
        }
        if self.clock() {
            return self.made(Kind::Date, None, 1);
        }
        if let Some(figure) = self.unit(value, 1) {
            return figure;
        }
        let year =
            value.is_some_and(|v| (1950.0..2050.0).contains(&v)) && self.words[self.at].len() == 4;
        let month = |word: &str| MONTHS.contains(&word);
        let day = value.is_some_and(|v| v <= 31.0);
        if year || (day && (month(&self.back(1)) || month(&self.word(1)))) {
            return self.made(Kind::Date, value, 1);
        }
        if self.glue_before().ends_with('#') || self.list_number() {
            return self.made(Kind::Ordinal, value, 1);
        }
        self.made(Kind::Count, value, 1)
    }

    /// A number in words: "two", "twenty five", "a dozen", "one in five".
    fn spelled(&self, word: &str) -> Option<(Figure, usize)> {
        let mut value = lookup(&TENS, word).or_else(|| small(word));
        let mut used = 1;
        if let (Some(tens), Some(ones)) = (value, small(&self.word(1)))
            && tens >= 20.0
            && ones < 10.0
        {
            value = Some(tens + ones);
            used = 2;
        }
        if value.is_none() && lookup(&SCALES, word).is_none() {
            return None;
        }
        let scale = if value.is_none() { lookup(&SCALES, word) } else { self.scale(used) };
        if let Some(scale) = scale {
            used += usize::from(value.is_some());
            value = Some(value.unwrap_or(1.0) * scale);
        }
        if self.labelled() {
            return Some(self.made(Kind::Ordinal, value, used));
        }
        if let Some(figure) = self.unit(value, used) {
            return Some(figure);
        }
        if matches!(self.word(used).as_str(), "thirds" | "quarters" | "fifths") {
            return Some(self.made(Kind::Share, None, used + 1));
        }
        if matches!(self.word(used).as_str(), "in" | "of" | "out")
            && small(&self.word(used + 1)).is_some()
        {
            return Some(self.made(Kind::Share, None, used + 2));
        }
        if word == "one" && used == 1 {
            // "one of them", "no one", "the one": a pronoun unless it is what something fell or rose to.
            let counted = matches!(self.back(1).as_str(), "to" | "from" | "only" | "just");
            return counted.then(|| self.made(Kind::Count, Some(1.0), 1));
        }
        Some(self.made(Kind::Count, value, used))
    }

    /// The figure if the word after `used` words is a unit.
    fn unit(&self, value: Option<f64>, used: usize) -> Option<(Figure, usize)> {
        let skip = usize::from(self.scale(used).is_some());
        let unit = self.word(used + skip);
        let taken = used + skip + 1;
        let glue = self.glue_after(used);
        if glue.trim_start().starts_with('%') || glue.starts_with("pp") {
            return Some(self.made(Kind::Percent, value, used));
        }
        if glue.trim_start().starts_with('×') {
            return Some(self.made(Kind::Times, value, used));
        }
        if glue.contains(['.', ',', ';', ':', '(', ')']) {
            return None;
        }
        if glue.trim_start().starts_with(CURRENCY_SIGNS)
            || CURRENCY_WORDS.contains(&unit.as_str())
            || (skip == 1 && unit == "k")
        {
            return Some(self.made(
                Kind::Money,
                value,
                if CURRENCY_WORDS.contains(&unit.as_str()) { taken } else { used },
            ));
        }
        let kind = match unit.as_str() {
            "percent" | "pct" | "percentage" => Kind::Percent,
            "per" if self.word(used + skip + 1).starts_with("cent") => {
                return Some(self.made(Kind::Percent, value, taken + 1));
            }
            "times"
                if !matches!(self.word(taken).as_str(), "a" | "per" | "each" | "every" | "in") =>
            {
                Kind::Times
            }
            "x" | "fold" => Kind::Times,
            "am" | "pm" | "oclock" | "o'clock" => Kind::Date,
            // A lone letter is a unit only right behind digits: "5 m", never "two s".
            short
                if short.len() == 1 && !self.word(0).starts_with(|c: char| c.is_ascii_digit()) =>
            {
                return None;
            }
            long if DURATIONS.contains(&long) => Kind::Duration,
            long if MEASURES.contains(&long) => Kind::Measure,
            _ => return None,
        };
        Some(self.made(kind, value, taken))
    }

    fn currency(&self) -> bool {
        self.glue_before().trim_end().ends_with(CURRENCY_SIGNS)
            || matches!(self.back(1).as_str(), "usd" | "eur" | "gbp")
    }

    /// "6:45", "10:30 am".
    fn clock(&self) -> bool {
        let colon = |glue: &str| glue == ":";
        colon(self.glue_before())
            || (colon(self.glue_after(1)) && self.word(1).starts_with(|c: char| c.is_ascii_digit()))
    }

    fn labelled(&self) -> bool {
        self.at > 0 && self.glue_before() == " " && LABELS.contains(&self.back(1).as_str())
    }

    /// "1. " at the start of a line.
    fn list_number(&self) -> bool {
        let before = self.text[..self.words[self.at].start].trim_end_matches([' ', '\t', '(']);
        let after = self.glue_after(1);
        (before.is_empty() || before.ends_with('\n'))
            && (after.starts_with(". ") || after.starts_with(')'))
    }

    fn scale(&self, ahead: usize) -> Option<f64> {
        match self.word(ahead).as_str() {
            "k" | "bn" => Some(1e3),
            word => lookup(&SCALES, word),
        }
    }

    /// The word `ahead` words on, in lower case; empty beyond the end.
    fn word(&self, ahead: usize) -> String {
        self.words
            .get(self.at + ahead)
            .map_or_else(String::new, |span| span.of(self.text).to_lowercase())
    }

    fn back(&self, behind: usize) -> String {
        self.at
            .checked_sub(behind)
            .map_or_else(String::new, |i| self.words[i].of(self.text).to_lowercase())
    }

    fn glue_before(&self) -> &str {
        let start = self.at.checked_sub(1).map_or(0, |i| self.words[i].end);
        &self.text[start..self.words[self.at].start]
    }

    /// What stands between the word before `ahead` and the one at it.
    fn glue_after(&self, ahead: usize) -> &str {
        let end = self.words[(self.at + ahead - 1).min(self.words.len() - 1)].end;
        let next = self.words.get(self.at + ahead).map_or(self.text.len(), |span| span.start);
        &self.text[end..next]
    }

    fn made(&self, kind: Kind, value: Option<f64>, used: usize) -> (Figure, usize) {
        let last = (self.at + used - 1).min(self.words.len() - 1);
        let mut span = Span::new(self.words[self.at].start, self.words[last].end);
        if kind == Kind::Percent {
            let rest = &self.text[span.end..];
            let gap = rest.len() - rest.trim_start_matches(' ').len();
            if rest[gap..].starts_with('%') {
                span.end += gap + 1;
            }
        }
        if kind == Kind::Money {
            let sign = self.text[..span.start].chars().next_back();
            if let Some(sign) = sign.filter(|sign| CURRENCY_SIGNS.contains(sign)) {
                span.start -= sign.len_utf8();
            }
        }
        (Figure { span, kind, value }, used)
    }
}

fn lookup(table: &[(&str, f64)], word: &str) -> Option<f64> {
    table.iter().find(|(name, _)| *name == word).map(|&(_, value)| value)
}

fn small(word: &str) -> Option<f64> {
    SMALL.iter().position(|name| *name == word).map(|value| value as f64)
}

#[cfg(test)]
mod tests;
