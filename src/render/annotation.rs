use crate::draft::{Draft, Section, Tip, Words};
use crate::judge::{Finding, Level, Quote, Review, Verdict};
use crate::text::{Region, locate};

/// The rule of what concerns the answer as a whole.
pub(super) const VERDICT: &str = "verdict";

/// Where an answer stands in its file.
#[derive(Clone, Copy, Debug)]
pub struct Place<'p> {
    /// The file, as the user named it; `-` for standard input.
    pub source: &'p str,
    /// Its text from the first line of the answer on, where it can be searched for quotes.
    pub text: Option<&'p str>,
    /// The first and the last line of the answer.
    pub lines: (usize, usize),
    /// The line on which the label of each section stands.
    pub labels: [Option<usize>; 4],
}

/// How grave an annotation is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// A tip that is hinted at.
    Note,
    /// A tip that is missing, or an answer that cannot be judged.
    Warning,
    /// What keeps the answer from what was required.
    Error,
}

/// What a reviewer of files is told at one place of one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// A tip's id, or `verdict`.
    pub rule: &'static str,
    /// The finding's stable id: `impact.no-figure`, `verdict.cannot-tell`.
    pub finding: String,
    /// How grave it is.
    pub severity: Severity,
    /// The words it is about; without columns when only the line is known.
    pub region: Region,
    /// What it says.
    pub message: String,
}

/// What is required of an answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Required<'r> {
    /// The least level of each tip.
    pub levels: [Option<Level>; 6],
    /// The verdict that was asked for and is not reached.
    pub verdict: Option<&'r str>,
}

/// What a review says against an answer, in the order of `tips`; tips that are shown or do not apply say nothing.
pub fn annotations(
    (draft, place): (&Draft, Place),
    review: &Review,
    words: &Words,
    tips: &[Tip],
    required: Required,
) -> Vec<Annotation> {
    let whole = |severity, message: &str| Annotation {
        rule: VERDICT,
        finding: format!("{VERDICT}.{}", review.verdict.id()),
        severity,
        region: Region::line(place.lines.0),
        message: message.to_owned(),
    };
    if let Verdict::CannotTell(reason) = &review.verdict {
        let asked = required.verdict.is_some() || required.levels.iter().any(Option::is_some);
        let severity = if asked { Severity::Error } else { Severity::Warning };
        return vec![whole(severity, &format!("Cannot tell. {reason}"))];
    }
    let unmet = required.verdict.map(|asked| {
        let found = review.verdict.id();
        whole(Severity::Error, &format!("The verdict is {found}; {asked} is required."))
    });
    let findings = review.findings.iter().filter(|finding| {
        finding.level < Level::Shown
            && tips.contains(&finding.tip)
            && !draft.not_applicable.contains(&finding.tip)
    });
    let each = findings
        .map(|finding| annotation(finding, place, words, required.levels[finding.tip.index()]));
    unmet.into_iter().chain(each).collect()
}

fn annotation(finding: &Finding, place: Place, words: &Words, asked: Option<Level>) -> Annotation {
    let severity = match finding.level {
        level if asked.is_some_and(|asked| level < asked) => Severity::Error,
        Level::Missing => Severity::Warning,
        Level::Hinted | Level::Shown => Severity::Note,
    };
    let tip = words.tip(finding.tip);
    let about = finding.subject().map(|quote| &*quote.text);
    let advice = tip.advice(finding.advice, about);
    Annotation {
        rule: finding.tip.id(),
        finding: finding.id(),
        severity,
        region: place.of(finding, words),
        message: format!("{}: {}. {advice}", tip.title, finding.level),
    }
}

impl Place<'_> {
    /// The words that `finding` is about, else the label of the section where its tip belongs, else the answer's start.
    fn of(self, finding: &Finding, words: &Words) -> Region {
        let quote = finding.subject();
        let quoted = quote.and_then(|quote| self.words(quote));
        let section = quote
            .map(|quote| quote.section)
            .or_else(|| words.tip(finding.tip).sections.first().copied());
        quoted.unwrap_or_else(|| {
            let line = section.and_then(|section| self.label(section));
            Region::line(line.unwrap_or(self.lines.0))
        })
    }

    /// Where the words of `quote` stand, if the file has them as they were read.
    pub fn words(self, quote: &Quote) -> Option<Region> {
        let above = self.lines.0.saturating_sub(1);
        let from = self.label(quote.section).unwrap_or(self.lines.0).saturating_sub(above);
        let place = locate(self.text?, (from, self.lines.1.saturating_sub(above)), &quote.text)?;
        Some(place.below(above))
    }

    fn label(self, section: Section) -> Option<usize> {
        self.labels[section.index()]
    }
}
