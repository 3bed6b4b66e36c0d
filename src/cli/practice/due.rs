use std::cell::Cell;

use anyhow::Result;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use starcoach::draft::{Draft, Tip};
use starcoach::judge::{Level, review};
use starcoach::practice::next::{Due, due, level, tellings, weakest};
use starcoach::practice::schedule::{Memory, Rating};
use starcoach::store::{DraftId, Entry, Store};

use crate::cli::settings::Settings;
use crate::cli::{Output, stored};

/// What the coach chose.
pub(super) enum Choice {
    /// This story.
    Story(DraftId),
    /// Nothing: the writer is to be asked.
    Ask,
    /// Nothing is due.
    Nothing,
}

/// How many attempts are judged to choose, at most, so that the choice is not felt.
const JUDGED: usize = 60;

/// Chooses by what is due, by where `tip` is weakest, or by both, and says why.
pub(super) fn choose(
    store: &Store,
    only_due: bool,
    tip: Option<Tip>,
    settings: &Settings,
    output: &mut Output,
) -> Result<Choice> {
    let mut stories = stored::all_as_set(store, settings, output)?;
    stories.retain(is_told);
    if only_due {
        let Some(found) = due_among(&stories) else {
            output
                .line("No story is due: none has been told yet. `starcoach practice` tells one.")?;
            return Ok(Choice::Nothing);
        };
        match found {
            Due::Later(day, place) => {
                let line = format!("Nothing is due before {day}; then {} is.", stories[place].id);
                output.print(&output.look.wrap(&line, "", ""))?;
                return Ok(Choice::Nothing);
            }
            Due::Now(places) => {
                let count = places.len();
                output.line(&format!("Due: {count} of {} stories.", stories.len()))?;
                stories = places.into_iter().map(|place| stories[place].clone()).collect();
            }
        }
    }
    let chosen = match tip {
        Some(tip) => weakest_in(tip, &stories),
        None => Some(0),
    };
    match chosen.and_then(|place| stories.get(place)) {
        Some(Entry { id, record }) => {
            let why =
                tip.map_or("most likely forgotten".to_owned(), |tip| format!("weakest in {tip}"));
            let headline = record.headline.as_ref().map(|own| format!(": {own}"));
            let line = format!("Chosen, as {why}: {id}{}", headline.unwrap_or_default());
            output.print(&output.look.wrap(&line, "", ""))?;
            Ok(Choice::Story(id.clone()))
        }
        None if only_due => {
            output.line("Every story that is due shows this tip.")?;
            Ok(Choice::Nothing)
        }
        None => Ok(Choice::Ask),
    }
}

/// How many stories are due.
pub(crate) fn count(store: &Store, settings: &Settings) -> Result<usize> {
    let mut stories = store.list()?.drafts;
    stories.retain(is_told);
    for entry in &mut stories {
        settings.leave_out(&mut entry.record.not_applicable);
    }
    Ok(match due_among(&stories) {
        Some(Due::Now(places)) => places.len(),
        _ => 0,
    })
}

fn is_told(entry: &Entry) -> bool {
    entry.record.attempts.iter().any(|attempt| !attempt.is_blank())
}

fn due_among(stories: &[Entry]) -> Option<Due> {
    let zone = TimeZone::system();
    let today = zone.to_datetime(Timestamp::now()).date();
    let days = (JUDGED / stories.len().max(1)).max(1);
    // Of many stories, those worked on last are judged; they come first.
    let left = Cell::new(JUDGED);
    let rate = |draft: &Draft| {
        left.set(left.get().checked_sub(1)?);
        Rating::of(&levels(draft))
    };
    let memories: Vec<Option<Memory>> = stories
        .iter()
        .map(|entry| Memory::of(&tellings(&entry.record, &zone, today, days, &rate)))
        .collect();
    due(&memories, today)
}

/// The levels of the tips that apply.
fn levels(draft: &Draft) -> Vec<Level> {
    let review = review(draft);
    let applies = review.findings.iter().filter(|own| !draft.not_applicable.contains(&own.tip));
    applies.map(|finding| finding.level).collect()
}

fn weakest_in(tip: Tip, stories: &[Entry]) -> Option<usize> {
    let judged = |draft: &Draft| review(draft).findings[tip.index()].level;
    let known = stories.iter().take(JUDGED);
    weakest(&known.map(|entry| level(&entry.record, tip, &judged)).collect::<Vec<_>>())
}
