//! What `check` would say of a text.

use lsp_types::Range;
use rayon::prelude::*;
use starcoach::draft::Tip;
use starcoach::draft::Words;
use starcoach::judge::{Review, Verdict, review};
use starcoach::render::{Annotation, Required, annotations};
use starcoach::text::Fault;

use crate::cli::files::Source;
use crate::cli::reading::{Named, Read, each_answer};
use crate::cli::settings::Settings;

/// The answers in a text, each with its review, and what could not be read.
#[derive(Debug, Default)]
pub(super) struct Judged {
    pub(super) answers: Vec<Answer>,
    pub(super) faults: Vec<Fault>,
}

/// An answer and its review.
#[derive(Debug)]
pub(super) struct Answer {
    /// The answer; the settings' own tips are among those that do not apply to it.
    pub(super) named: Named,
    pub(super) review: Review,
}

impl Judged {
    /// Reads `text`, a file called `name`, and reviews its answers; those that `before` has keep their review.
    ///
    /// As in a folder that is checked, a text without a labelled answer is none, whatever else it is.
    pub(super) fn new(name: &str, text: &str, settings: &Settings, before: &Self) -> Self {
        let source = Source { name: name.to_owned(), walked: true };
        let (mut found, mut faults) = (Vec::new(), Vec::new());
        let mut take = |read| {
            match read {
                Read::Answer(named) => found.push(*named),
                Read::Fault(fault) => faults.push(fault),
                Read::PassedOver(_) | Read::LeftOut(_) | Read::End(_) | Read::Unreadable { .. } => {
                }
            }
            Ok(())
        };
        // Nothing that `take` does can fail.
        let _ = each_answer(&source, text.as_bytes(), true, &mut take);
        let judge = |named: Named| {
            let mut named = named.parted();
            settings.leave_out(&mut named.draft.not_applicable);
            let known = before.answers.iter().find(|answer| answer.named.draft == named.draft);
            let review = known.map_or_else(
                || review(&named.draft).spoken_at(settings.words_a_minute.value),
                |answer| answer.review.clone(),
            );
            Answer { named, review }
        };
        Self { answers: found.into_par_iter().map(judge).collect(), faults }
    }
}

impl Answer {
    /// What the review says against the answer.
    pub(super) fn annotations(&self) -> Vec<Annotation> {
        let about = (&self.named.draft, self.named.place());
        annotations(about, &self.review, Words::builtin(), &Tip::ALL, Required::default())
    }

    /// Whether its lines, or those of its labels, share one with `range`.
    pub(super) fn touches(&self, range: Range) -> bool {
        let (first, last) = self.named.lines;
        // The head of a table stands above the answers in it.
        let first = self.named.labels.iter().map(|label| label.line).fold(first, usize::min);
        // The editor counts lines from 0.
        first <= range.end.line as usize + 1 && last > range.start.line as usize
    }

    /// Whether it can be judged at all.
    pub(super) fn is_account(&self) -> bool {
        !matches!(self.review.verdict, Verdict::CannotTell(_))
    }
}
