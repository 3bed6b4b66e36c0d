//! The words of a draft that earned a level, and those inside them that counted most.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::layer::Scores;
use super::lexicon::{Classes, Lexicon};
use super::model::Model;
use super::reading::Sentence;
use super::review::{Level, Quote};
use super::tokens::Token;
use crate::draft::{Sections, Tip};
use crate::text::Span;
use crate::text::word_set::{WordSet, word_set};

/// Quotes for one tip, at most.
const MOST: usize = 3;
/// A trimmed quote keeps at least this many words.
const SHORTEST: usize = 4;
/// A further quote's probability is at least this share of the first one's.
const SHARE: f32 = 0.5;

/// The sentences that carried the level, strongest first, trimmed to the clauses that say it.
pub(crate) fn quotes(
    model: &Model,
    sections: &Sections,
    sentences: &[Sentence],
    scores: &[Scores],
    tip: Tip,
    level: Level,
) -> Vec<Quote> {
    if level == Level::Missing {
        return Vec::new();
    }
    let n = tip.index() + 6 * usize::from(level == Level::Shown);
    let likely = |i: usize| super::linear::sigmoid(scores[i][n]);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by(|&a, &b| scores[b][n].total_cmp(&scores[a][n]));
    let Some(&first) = order.first() else {
        return Vec::new();
    };
    order
        .into_iter()
        .take(MOST)
        .filter(|&i| i == first || likely(i) >= (SHARE * likely(first)).max(0.2))
        .map(|i| {
            let section = sentences[i].home;
            let text = &sections[section];
            let span = trimmed(model, &sentences[i], n, text);
            Quote { section, span, text: span.of(text).to_owned() }
        })
        .collect()
}

/// The sentence without clauses at its ends that speak against the level.
fn trimmed(model: &Model, sentence: &Sentence, n: usize, text: &str) -> Span {
    let clauses = clause_shares(model, sentence, n);
    let words = |from: usize, to: usize| {
        sentence
            .tokens
            .iter()
            .filter(|token| !token.mark && (from..to).contains(&usize::from(token.clause)))
            .count()
    };
    let (mut from, mut to) = (0, clauses.len());
    let best = clauses.iter().copied().fold(0.0, f32::max);
    let idle = |share: f32| share <= 0.1 * best;
    while from + 1 < to && idle(clauses[from]) && words(from + 1, to) >= SHORTEST {
        from += 1;
    }
    while from + 1 < to && idle(clauses[to - 1]) && words(from, to - 1) >= SHORTEST {
        to -= 1;
    }
    let inside =
        || sentence.tokens.iter().filter(|token| (from..to).contains(&usize::from(token.clause)));
    let start = if from == 0 {
        sentence.span.start
    } else {
        inside().find(|token| !token.mark).map_or(sentence.span.start, |token| token.span.start)
    };
    let end = if to == clauses.len() {
        sentence.span.end
    } else {
        inside().rfind(|token| !token.mark).map_or(sentence.span.end, |token| token.span.end)
    };
    if start < end { Span::new(start, end).trimmed(text) } else { sentence.span }
}

/// What each clause adds to the score `n`.
fn clause_shares(model: &Model, sentence: &Sentence, n: usize) -> Vec<f32> {
    let count = sentence.tokens.last().map_or(1, |token| usize::from(token.clause) + 1);
    let mut shares = vec![0.0; count];
    for feature in
        sentence.wording.iter().chain(&sentence.placing).filter(|feature| feature.to > feature.from)
    {
        let share = model.sentence.share(feature, n) / f32::from(feature.to - feature.from);
        for token in &sentence.tokens
            [usize::from(feature.from)..usize::from(feature.to).min(sentence.tokens.len())]
        {
            shares[usize::from(token.clause)] += share;
        }
    }
    shares
}

/// The words of `quote` that counted most for the level.
pub(crate) fn cue(
    model: &Model,
    sections: &Sections,
    sentences: &[Sentence],
    quote: &Quote,
    tip: Tip,
    level: Level,
) -> Option<String> {
    let n = tip.index() + 6 * usize::from(level == Level::Shown);
    let sentence = sentences
        .iter()
        .find(|sentence| sentence.home == quote.section && sentence.span.overlaps(&quote.span))?;
    cue_of(model, sentence, quote.span, n, &sections[quote.section])
}

/// Whether the words say something by themselves: a figure, a connective, or a word with a class of content.
fn says(tokens: &[Token]) -> bool {
    let content = |token: &Token| {
        token.figure.is_some() || (token.classes & !*SHADES != 0 && !SMALL.has(token.id))
    };
    // A mark at either end would be quoted without what it belongs to.
    let ends = [tokens.first(), tokens.last()];
    tokens.iter().any(content) && ends.into_iter().flatten().all(|token| !token.mark)
}

/// Small words that the lexicon classes for the phrases they open, and that mean nothing when quoted alone.
const SMALL: WordSet = word_set!(
    "a all an and any are as at be but by do for from has have if in is it no not now of on one or out so than \
    that the then to up was were when which with"
);

/// Classes of words that only shade others.
static SHADES: LazyLock<Classes> = LazyLock::new(|| {
    Lexicon::get().classes(&[
        "me",
        "we",
        "they",
        "you",
        "contrast",
        "hedge",
        "filler",
        "degree",
        "question_word",
        "time_now",
    ])
});

/// The words within `span` of a sentence that add most to the score `n`.
pub(crate) fn cue_of(
    model: &Model,
    sentence: &Sentence,
    span: Span,
    n: usize,
    text: &str,
) -> Option<String> {
    let place = |at: u16| sentence.tokens.get(usize::from(at)).map(|token| token.span);
    let inside =
        |at: u16| place(at).is_some_and(|token| token.start >= span.start && token.end <= span.end);
    // Several features stand on the same words; what they add together counts.
    let mut shares: BTreeMap<(u16, u16), f32> = BTreeMap::new();
    for feature in &sentence.wording {
        if (1..=4).contains(&feature.to.saturating_sub(feature.from))
            && inside(feature.from)
            && inside(feature.to - 1)
            && says(&sentence.tokens[usize::from(feature.from)..usize::from(feature.to)])
        {
            *shares.entry((feature.from, feature.to)).or_default() +=
                model.sentence.share(feature, n);
        }
    }
    let (&(from, to), &share) = shares.iter().max_by(|a, b| a.1.total_cmp(b.1))?;
    let (start, end) = (place(from)?.start, place(to - 1)?.end);
    (share > 0.0 && start < end).then(|| text[start..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::says;
    use crate::judge::tokens::tokens;
    use crate::text::Span;

    #[test]
    fn a_cue_has_a_word_of_content_or_a_figure() {
        let says = |text: &str| says(&tokens(text, Span::new(0, text.len())));
        assert!(says("instead of buying") && says("by 30 %") && says("the logs"));
        assert!(!says("at the") && !says("but") && !says("all") && !says("though we"));
        assert!(!says(", logs"));
    }
}
