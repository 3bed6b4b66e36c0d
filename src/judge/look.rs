//! A judged draft searched for words of a class: what advice is chosen by.

use super::assess::Case;
use super::lexicon::{Classes, Lexicon};
use super::reading::Sentence;
use super::review::Quote;
use super::tokens::{Agent, Token};
use crate::draft::Section;
use crate::text::Span;

/// A draft as advice looks at it.
pub(crate) struct Look<'c, 'd> {
    pub(crate) case: &'c Case<'d>,
    pub(crate) quotes: &'c [Quote],
    pub(crate) hinted: bool,
}

impl Look<'_, '_> {
    /// Sentences of the Action in which this one acts.
    pub(crate) fn acts(&self, agent: Agent) -> usize {
        let acting =
            |token: &Token| token.agent == agent && token.past && !token.negated && !token.planned;
        let inside =
            self.case.sentences.iter().filter(|sentence| sentence.place.section == Section::Action);
        inside.filter(|sentence| sentence.tokens.iter().any(acting)).count()
    }

    /// The first clause with a word of one of the classes, neither denied nor planned.
    pub(crate) fn find(&self, sections: &[Section], classes: &[&str]) -> Option<Quote> {
        let set = class_of(classes);
        self.first(sections, &|token| is(token, set))
    }

    /// The first clause in these sections with a token that passes the test.
    pub(crate) fn first(
        &self,
        sections: &[Section],
        test: &dyn Fn(&Token) -> bool,
    ) -> Option<Quote> {
        self.case
            .sentences
            .iter()
            .filter(|sentence| sections.contains(&sentence.place.section))
            .find_map(|sentence| self.quote(sentence, test))
    }

    /// The clause of the sentence with the first token that passes the test.
    pub(crate) fn quote(
        &self,
        sentence: &Sentence,
        test: &dyn Fn(&Token) -> bool,
    ) -> Option<Quote> {
        let clause = sentence.tokens.iter().find(|token| test(token))?.clause;
        let mut inside =
            sentence.tokens.iter().filter(|token| token.clause == clause && !token.mark);
        let first = inside.next()?.span;
        let last = inside.next_back().map_or(first, |token| token.span);
        let span = Span::new(first.start, last.end.max(first.end));
        Some(Quote {
            section: sentence.home,
            span,
            text: span.of(&self.case.sections[sentence.home]).to_owned(),
        })
    }

    /// Whether the quote has a word of one of the classes.
    pub(crate) fn holds(&self, quote: &Quote, classes: &[&str]) -> bool {
        let set = class_of(classes);
        let sentences = self.case.sentences.iter().filter(|sentence| {
            sentence.home == quote.section && sentence.span.overlaps(&quote.span)
        });
        sentences
            .flat_map(|sentence| &sentence.tokens)
            .any(|token| token.span.overlaps(&quote.span) && token.classes & set != 0)
    }
}

pub(crate) fn class_of(names: &[&str]) -> Classes {
    Lexicon::get().classes(names)
}

pub(crate) fn has(sentence: &Sentence, names: &[&str]) -> bool {
    let set = class_of(names);
    sentence.tokens.iter().any(|token| is(token, set))
}

/// Whether the word is of the classes, and meant: neither denied nor planned.
pub(crate) fn is(token: &Token, classes: Classes) -> bool {
    token.classes & classes != 0 && !token.negated && !token.planned
}
