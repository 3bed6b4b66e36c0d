use std::fmt::Write;

use serde_json::json;
use starcoach::draft::{Tip, Words};
use starcoach::judge::{Review, review};
use starcoach::render::{self, Look, Opinion, ReviewLine, annotations};
use starcoach::text::visible;

use super::Check;
use super::form::{Format, harmless};
use crate::cli::reading::Named;
use crate::cli::settings::Settings;

/// Reviews answers as the command asks; shared by all cores.
pub(super) struct Desk<'c> {
    pub(super) check: &'c Check,
    settings: &'c Settings,
    tips: Vec<Tip>,
    look: Look,
    /// Whether a page has to say which file it is about.
    many: bool,
}

/// A review ready to print.
#[derive(Default)]
pub(super) struct Reviewed {
    /// The review in the format asked for; several parts where the format has one for each finding.
    pub(super) parts: Vec<String>,
    /// Whether the answer is what `--require` asks.
    pub(super) met: bool,
    /// Why there is no second opinion, where the format has no place for it.
    pub(super) complaint: Option<String>,
}

impl<'c> Desk<'c> {
    pub(super) fn new(check: &'c Check, settings: &'c Settings, look: Look, many: bool) -> Self {
        Self { check, settings, tips: check.tips(), look, many }
    }

    pub(super) fn reviewed(&self, named: Named) -> Reviewed {
        let mut named = named.parted();
        self.settings.leave_out(&mut named.draft.not_applicable);
        let review = review(&named.draft).spoken_at(self.settings.words_a_minute.value);
        let require = self.check.require.as_ref();
        let met = require.is_none_or(|require| require.is_met(&review, &named.draft, &self.tips));
        let opinion = self.opinion(&named, &review);
        let mut reviewed = Reviewed { met, ..Reviewed::default() };
        match self.check.format {
            Format::Text => {
                let mut page = self.page(&named, &review);
                match opinion {
                    Some(Opinion::Text(said)) => page.push_str(&render::opinion(&said, self.look)),
                    Some(Opinion::Error(why)) => {
                        reviewed.complaint = Some(format!(
                            "{}, {}: no second opinion: {why}",
                            named.source, named.id
                        ));
                    }
                    None => {}
                }
                reviewed.parts.push(page);
            }
            Format::Json | Format::Ndjson => {
                reviewed.parts.push(self.line(&named, &review, opinion));
            }
            Format::Sarif | Format::Github => reviewed.parts = self.annotations(&named, &review),
        }
        reviewed
    }

    /// What the user's own reviewer says, where one is asked.
    fn opinion(&self, named: &Named, review: &Review) -> Option<Opinion> {
        let command = self.check.reviewer.as_ref()?;
        let prompt = render::prompt(&named.draft, review, Words::builtin(), &self.tips);
        let shown = |text: String| visible(&text).into_owned();
        Some(match command.ask(&prompt, self.check.reviewer_timeout()) {
            Ok(said) => Opinion::Text(shown(said)),
            Err(why) => Opinion::Error(shown(why)),
        })
    }

    fn page(&self, named: &Named, review: &Review) -> String {
        let layout = if self.check.full { render::full_review } else { render::review };
        let mut page = String::new();
        if self.many {
            let place = format!("{}:{}", named.source, named.lines.0);
            page.push_str(&self.aside(&place));
        }
        page += &layout(&named.draft, review, Words::builtin(), &self.tips, self.look);
        if let Some(note) = self.settings.too_long(review.spoken_seconds) {
            let _ = write!(page, "\n{}", self.aside(&note));
        }
        if named.split {
            let note = "The text labels no sections; they are the coach's guess.";
            let _ = write!(page, "\n{}", self.aside(note));
        }
        page
    }

    fn aside(&self, note: &str) -> String {
        let lines = self.look.wrap(note, "", "");
        lines.lines().map(|line| self.look.dim(line) + "\n").collect()
    }

    fn line(&self, named: &Named, review: &Review, opinion: Option<Opinion>) -> String {
        let known = (&*named.id, &*named.source);
        let line = ReviewLine::new(known, &named.draft, review, Words::builtin(), &self.tips);
        let json = serde_json::to_string(&line.with_opinion(opinion));
        harmless(json.unwrap_or_else(|error| json!({ "error": error.to_string() }).to_string()))
    }

    fn annotations(&self, named: &Named, review: &Review) -> Vec<String> {
        let require = self.check.require.as_ref();
        let required = require
            .map(|require| require.required(review, &named.draft, &self.tips))
            .unwrap_or_default();
        let words = Words::builtin();
        annotations((&named.draft, named.place()), review, words, &self.tips, required)
            .iter()
            .map(|annotation| match self.check.format {
                Format::Sarif => {
                    harmless(render::sarif_result(&named.source, &named.id, annotation))
                }
                _ => render::github_line(&named.source, annotation),
            })
            .collect()
    }
}
