use std::collections::BTreeMap;

use crate::draft::{Draft, Redaction, Section, Sections, Tip, Words};
use crate::judge::{Finding, Level, Quote, Review, Verdict};

/// A draft as it is exported: alone or as a chapter of a booklet.
#[derive(Clone, Debug, Default)]
pub struct Story {
    /// Its id in the store.
    pub id: String,
    /// A few words by which the writer knows it.
    pub headline: Option<String>,
    /// What it gives evidence of.
    pub competencies: Vec<String>,
    /// The day of its last attempt, `2026-01-31`.
    pub date: Option<String>,
    /// Question, sections, other parts.
    pub draft: Draft,
    /// What the coach says of it; none where that is left out.
    pub review: Option<Review>,
}

impl Story {
    /// The story with everything replaced that `redaction` names, as number `number` of those exported.
    ///
    /// Levels and lengths stay those of the story as it was told: that figures are hidden takes nothing from it. The id
    /// is replaced whole, since it is made of the writer's words.
    #[must_use]
    pub fn redacted(&self, redaction: &Redaction, number: usize) -> Self {
        let clean = |text: &str| redaction.apply(text).text;
        let draft = &self.draft;
        let mut extra: BTreeMap<String, String> = BTreeMap::new();
        for (label, part) in &draft.extra {
            // Two labels may have become one.
            let text = extra.entry(clean(label)).or_default();
            text.push_str(if text.is_empty() { "" } else { "\n\n" });
            text.push_str(&clean(part));
        }
        Self {
            id: format!("story-{number}"),
            headline: self.headline.as_deref().map(clean),
            competencies: self.competencies.iter().map(|own| clean(own)).collect(),
            date: self.date.clone(),
            draft: Draft {
                question: clean(&draft.question),
                sections: Sections::new(Section::ALL.map(|own| clean(&draft.sections[own]))),
                not_applicable: draft.not_applicable.clone(),
                extra,
            },
            review: self.review.as_ref().map(|own| redacted(own, &draft.sections, redaction)),
        }
    }

    /// Everything in it that its writer wrote.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let draft = &self.draft;
        let extra = draft.extra.iter().flat_map(|(label, part)| [&**label, &**part]);
        [&*draft.question]
            .into_iter()
            .chain(self.headline.as_deref())
            .chain(draft.sections.iter().map(|(_, text)| text))
            .chain(extra)
            .chain(self.competencies.iter().map(String::as_str))
    }

    /// What it is called where there is room for a line.
    pub(super) fn title(&self) -> &str {
        let question = self.draft.question.trim();
        let headline = self.headline.as_deref().filter(|headline| !headline.trim().is_empty());
        if question.is_empty() { headline.unwrap_or("(no question given)") } else { question }
    }

    /// The headline, where it is not the title already.
    pub(super) fn subtitle(&self) -> Option<&str> {
        self.headline
            .as_deref()
            .filter(|headline| !headline.is_empty() && *headline != self.title())
    }

    /// What the coach found of the tips, those that do not apply left out.
    pub(super) fn counted(&self) -> impl Iterator<Item = &Finding> {
        let findings = self.review.iter().flat_map(|review| &review.findings);
        findings.filter(|finding| self.applies(finding.tip))
    }

    pub(super) fn applies(&self, tip: Tip) -> bool {
        !self.draft.not_applicable.contains(&tip)
    }
}

/// What raises the level of `finding`; nothing where it is shown.
pub(super) fn way_up(finding: &Finding, words: &Words) -> Option<String> {
    let about = finding.subject().map(|quote| &*quote.text);
    (finding.level < Level::Shown).then(|| words.tip(finding.tip).advice(finding.advice, about))
}

fn redacted(review: &Review, sections: &Sections, redaction: &Redaction) -> Review {
    let clean = |text: &str| redaction.apply(text).text;
    let texts = Section::ALL.map(|section| redaction.apply(&sections[section]));
    let quote = |quote: &Quote| {
        let text = &texts[quote.section.index()];
        let span = text.span(quote.span);
        Quote { section: quote.section, span, text: span.of(&text.text).to_owned() }
    };
    let mut hidden = review.clone();
    for finding in &mut hidden.findings {
        finding.quotes = finding.quotes.iter().map(quote).collect();
        finding.about = finding.about.as_ref().map(quote);
        // Words within a quote, which may be a part of what was replaced there.
        finding.cue = None;
    }
    for section in &mut hidden.sections {
        section.notes = section.notes.iter().map(|note| clean(note)).collect();
    }
    if let Verdict::CannotTell(reason) = &mut hidden.verdict {
        *reason = clean(reason);
    }
    hidden.capped = review.capped.as_deref().map(clean);
    hidden
}

#[cfg(test)]
mod tests {
    use super::Story;
    use crate::draft::{Draft, Redaction, Section};
    use crate::judge::review;

    #[test]
    fn quotes_of_a_redacted_story_are_words_of_its_redacted_text() {
        let mut draft = Draft { question: "Why Acme?".to_owned(), ..Draft::default() };
        draft.sections[Section::Situation] =
            "Acme's checkout took 8 seconds and 5% of Acme's customers left before they paid."
                .to_owned();
        draft.sections[Section::Action] =
            "First I timed thirty checkouts at Acme, then I batched the queries because they waited.".to_owned();
        draft.sections[Section::Result] =
            "Acme's load time fell from 8 s to 1.4 s and ACME saved $3k a month.".to_owned();
        let story = Story { review: Some(review(&draft)), draft, ..Story::default() };
        let mut redaction = Redaction::default();
        redaction.list("acme");
        redaction.list("$3k");
        let hidden = story.redacted(&redaction, 3);
        assert_eq!(hidden.id, "story-3");
        assert_eq!(hidden.draft.question, "Why [name 1]?");
        let (review, before) = (hidden.review.expect("a review"), story.review.expect("a review"));
        let mut quotes = 0;
        for (finding, old) in review.findings.iter().zip(&before.findings) {
            assert_eq!(finding.level, old.level);
            for quote in &finding.quotes {
                assert_eq!(quote.span.of(&hidden.draft.sections[quote.section]), quote.text);
                assert!(!quote.text.to_lowercase().contains("acme"));
                quotes += 1;
            }
        }
        assert!(quotes > 0, "the story earns quotes");
    }
}
