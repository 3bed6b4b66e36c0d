//! A sentence as the judge reads it: words with their stems and classes, who acts, what is denied or only planned.

use std::sync::LazyLock;

use super::lexicon::{Classes, Lexicon};
use super::stem::{is_past, stem};
use crate::text::word_set::{WordId, word_id};
use crate::text::{Figure, FigureKind, Span, figures, words};

/// Whose act a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Agent {
    /// "I", or a fragment that leaves the speaker out ("Pulled the logs").
    Me,
    /// "we", "our".
    We,
    /// Somebody else, or a thing.
    Other,
}

/// A word, figure or mark of a sentence.
#[derive(Clone, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "four plain facts about a word, no state machine"
)]
pub(crate) struct Token {
    /// Where it stands in the section's text.
    pub span: Span,
    /// Stem, "#kind" of a figure, or the mark itself.
    pub stem: String,
    /// The identity of `stem`.
    pub id: WordId,
    /// Classes of the word, and of the phrases it stands in.
    pub classes: Classes,
    /// Whether the word is a past form.
    pub past: bool,
    /// Whether it is a mark and no word.
    pub mark: bool,
    /// What kind of figure it is, if one.
    pub figure: Option<FigureKind>,
    /// Inside the reach of a negation.
    pub negated: bool,
    /// Inside the reach of "would", "plan to", "if", "the goal was".
    pub planned: bool,
    /// Who acts in its clause.
    pub agent: Agent,
    /// Which clause of the sentence, from 0.
    pub clause: u16,
}

impl Token {
    /// Whether it is a figure that measures or counts something: no date, version or list number.
    pub(crate) fn measures(&self) -> bool {
        self.figure.is_some_and(|kind| {
            !matches!(kind, FigureKind::Date | FigureKind::Name | FigureKind::Ordinal)
        })
    }
}

/// The tokens of the sentence at `span` of `text`.
pub(crate) fn tokens(text: &str, span: Span) -> Vec<Token> {
    let mut tokens = raw(text, span);
    classify(&mut tokens);
    clauses(&mut tokens);
    agents(&mut tokens);
    scopes(&mut tokens);
    tokens
}

/// Words, figures and marks, in order.
fn raw(text: &str, span: Span) -> Vec<Token> {
    let sentence = span.of(text);
    let figures: Vec<Figure> = figures(sentence);
    let mut next_figure = figures.iter().peekable();
    let mut found = Vec::new();
    let mut at = 0;
    for word in words(sentence) {
        if word.start < at {
            continue;
        }
        marks(sentence, at, word.start, span.start, &mut found);
        if let Some(figure) = next_figure
            .next_if(|figure| figure.span.overlaps(&word) || figure.span.start < word.start)
        {
            let mut token =
                plain(figure.span.shifted(span.start), figure_name(figure.kind).to_owned());
            token.figure = Some(figure.kind);
            at = figure.span.end.max(word.end);
            found.push(token);
            continue;
        }
        let lower = lower(word.of(sentence));
        for part in parts(&lower) {
            let mut token = plain(word.shifted(span.start), stem(part));
            token.past = is_past(part);
            found.push(token);
        }
        at = word.end;
    }
    marks(sentence, at, sentence.len(), span.start, &mut found);
    found
}

fn plain(span: Span, stem: String) -> Token {
    Token {
        span,
        id: word_id(&stem),
        stem,
        classes: 0,
        past: false,
        mark: false,
        figure: None,
        negated: false,
        planned: false,
        agent: Agent::Other,
        clause: 0,
    }
}

/// Marks that mean something, between two words.
fn marks(sentence: &str, from: usize, to: usize, base: usize, found: &mut Vec<Token>) {
    for (at, c) in sentence[from..to].char_indices() {
        let mark = match c {
            ',' | ';' | ':' | '?' | '!' | '(' | ')' | '"' => c,
            '“' | '”' => '"',
            '—' | '–' => '-',
            '→' | '⇒' => '>',
            '>' if sentence[..from + at].ends_with(['-', '=']) => '>',
            '-' if sentence[..from + at].ends_with(' ')
                && sentence[from + at + 1..].starts_with(' ') =>
            {
                '-'
            }
            '=' if !sentence[from + at + 1..].starts_with('>') => '=',
            _ => continue,
        };
        let start = base + from + at;
        let mut token = plain(Span::new(start, start + c.len_utf8()), mark.to_string());
        token.mark = true;
        found.push(token);
    }
}

/// A word in lower case, its apostrophe straight.
pub(super) fn lower(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    word.to_lowercase().replace(['\u{2019}', '\u{2BC}'], "'")
}

/// A lower-case word without its contractions: "didn't" is "did", "not". Spelled without the apostrophe too.
pub(crate) fn parts(word: &str) -> impl Iterator<Item = &str> {
    let (first, second) = contraction(word).map_or((word, None), |(a, b)| (a, Some(b)));
    std::iter::once(first).chain(second)
}

/// The two words of a contraction.
fn contraction(word: &str) -> Option<(&str, &str)> {
    let pair = |a, b| Some((a, b));
    match word {
        "can't" | "cant" | "cannot" => return pair("can", "not"),
        "won't" | "wont" => return pair("will", "not"),
        "im" | "i'm" => return pair("i", "am"),
        "ive" => return pair("i", "have"),
        "thats" => return pair("that", "is"),
        "dont" | "didnt" | "doesnt" | "wasnt" | "werent" | "isnt" | "arent" | "couldnt"
        | "wouldnt" | "shouldnt" | "hadnt" | "hasnt" | "havent" => {
            return pair(&word[..word.len() - 2], "not");
        }
        _ => {}
    }
    if let Some(verb) = word.strip_suffix("n't") {
        return pair(verb, "not");
    }
    for (ending, full) in
        [("'ve", "have"), ("'ll", "will"), ("'re", "are"), ("'d", "'d"), ("'m", "am"), ("'s", "'s")]
    {
        if let Some(base) = word.strip_suffix(ending).filter(|base| !base.is_empty()) {
            return pair(base, full);
        }
    }
    None
}

fn figure_name(kind: FigureKind) -> &'static str {
    match kind {
        FigureKind::Percent => "#pct",
        FigureKind::Money => "#money",
        FigureKind::Duration => "#time",
        FigureKind::Times => "#times",
        FigureKind::Measure => "#measure",
        FigureKind::Count => "#count",
        FigureKind::Share => "#share",
        FigureKind::Zero => "#zero",
        FigureKind::Date => "#date",
        FigureKind::Name => "#name",
        FigureKind::Ordinal => "#ord",
    }
}

fn classify(tokens: &mut [Token]) {
    let lexicon = Lexicon::get();
    let words: Vec<usize> = (0..tokens.len()).filter(|&i| !tokens[i].mark).collect();
    let stems: Vec<WordId> = words.iter().map(|&i| tokens[i].id).collect();
    for at in 0..stems.len() {
        tokens[words[at]].classes |= lexicon.of(stems[at]);
        for (class, len) in lexicon.phrases(&stems, at) {
            for &i in &words[at..at + len] {
                tokens[i].classes |= class;
            }
        }
    }
}

/// Numbers the clauses: a new one after a mark, or before a conjunction.
fn clauses(tokens: &mut [Token]) {
    let mut clause = 0;
    for i in 0..tokens.len() {
        let opens = matches!(
            tokens[i].stem.as_str(),
            "but"
                | "so"
                | "because"
                | "which"
                | "while"
                | "although"
                | "though"
                | "when"
                | "after"
                | "before"
                | "then"
                | "and"
                | "who"
                | "until"
        );
        if i > 0 && (opens || tokens[i].mark) && !tokens[i - 1].mark {
            clause += 1;
        }
        tokens[i].clause = clause;
    }
}

/// Who acts: the pronoun last named in the clause, carried over "and"; the speaker where a fragment names nobody.
fn agents(tokens: &mut [Token]) {
    let fragment = tokens
        .iter()
        .find(|token| !token.mark)
        .is_some_and(|token| token.past && !is_auxiliary(&token.stem));
    let mut agent = if fragment { Agent::Me } else { Agent::Other };
    let mut clause = 0;
    for i in 0..tokens.len() {
        let boundary = tokens[i].clause != clause;
        clause = tokens[i].clause;
        match tokens[i].stem.as_str() {
            "i" => agent = Agent::Me,
            "we" => agent = Agent::We,
            "he" | "she" | "they" | "it" | "you" | "that" | "this" | "who" | "which" | "there"
            | "nobody" | "everyone" => agent = Agent::Other,
            "the" | "a" | "an" | "his" | "our" | "my" | "their" | "one"
                if boundary || (i > 0 && tokens[i - 1].stem == "and") =>
            {
                agent = Agent::Other;
            }
            _ => {}
        }
        tokens[i].agent = agent;
    }
}

fn is_auxiliary(stem: &str) -> bool {
    matches!(stem, "was" | "were" | "had" | "did" | "is" | "are")
}

/// Marks what a negation or a plan reaches: from its word to the end of the clause.
fn scopes(tokens: &mut [Token]) {
    static NEGATION: LazyLock<Classes> = LazyLock::new(|| Lexicon::get().class("neg"));
    static HYPOTHESIS: LazyLock<Classes> = LazyLock::new(|| Lexicon::get().class("hyp"));
    let (neg, hyp) = (*NEGATION, *HYPOTHESIS);
    let (mut negated, mut planned, mut clause) = (false, false, 0);
    for token in tokens {
        if token.clause != clause {
            // "and" and a comma carry a plan on ("would split it and measure"), a negation not.
            negated = false;
            planned &= matches!(token.stem.as_str(), "and" | "," | "or");
            clause = token.clause;
        }
        token.negated = negated;
        token.planned = planned;
        negated |= token.classes & neg != 0;
        planned |= token.classes & hyp != 0;
    }
}

#[cfg(test)]
mod tests {
    use super::{Agent, Token, tokens};
    use crate::text::Span;

    fn read(text: &str) -> Vec<Token> {
        tokens(text, Span::new(0, text.len()))
    }

    fn of<'t>(tokens: &'t [Token], stem: &str) -> &'t Token {
        tokens
            .iter()
            .find(|token| token.stem == stem)
            .unwrap_or_else(|| panic!("{stem} in {tokens:?}"))
    }

    #[test]
    fn a_negation_reaches_to_the_end_of_its_clause_only() {
        let tokens = read("We never looked at alternatives, but I measured it.");
        assert!(of(&tokens, "look").negated && of(&tokens, "alternativ").negated);
        assert!(!of(&tokens, "measur").negated);
    }

    #[test]
    fn contractions_deny_with_or_without_their_apostrophe() {
        for text in ["I didn't test it", "I didn’t test it", "i didnt test it"] {
            assert!(of(&read(text), "test").negated, "{text}");
        }
    }

    #[test]
    fn plans_are_told_from_deeds() {
        assert!(of(&read("I would measure it and split it"), "split").planned);
        assert!(!of(&read("I measured it"), "measur").planned);
    }

    #[test]
    fn a_fragment_without_a_subject_is_the_speakers_act() {
        assert_eq!(of(&read("Pulled the logs"), "pull").agent, Agent::Me);
        assert_eq!(of(&read("They pulled the logs"), "pull").agent, Agent::Other);
        assert_eq!(of(&read("We pulled the logs"), "pull").agent, Agent::We);
    }

    #[test]
    fn figures_and_arrows_become_single_tokens() {
        let tokens = read("8 s -> 1.4 s, by 30 %");
        let stems: Vec<_> = tokens.iter().map(|token| token.stem.as_str()).collect();
        assert_eq!(stems, ["#time", ">", "#time", ",", "by", "#pct"]);
    }

    #[test]
    fn odd_text_has_tokens_without_a_panic() {
        for text in ["", "…", "'s n't 'd", "½%", "👍👍 5€ -> ", "ñ't", "’"] {
            for token in read(text) {
                assert!(text.get(token.span.range()).is_some());
            }
        }
    }
}
