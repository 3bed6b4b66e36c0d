use std::fs::File;
use std::path::{Path, is_separator};

use anyhow::{Context, Result, bail};
use starcoach::bank::Bank;
use starcoach::draft::{Body, Draft, Found, Record, Rehearsed, read};
use starcoach::store::{DraftId, Entry, Store};
use starcoach::text::read_capped;

use crate::cli::Output;
use crate::cli::practice::Surface;
use crate::cli::reading::sections_of;
use crate::cli::stored;

/// What is rehearsed.
pub(super) struct Subject {
    /// All that the speaker sees of it.
    pub(super) headline: String,
    pub(super) draft: Draft,
    /// The times that the notes give to the sections.
    pub(super) minutes: [Option<u16>; 4],
    /// Where it is one of the user's drafts.
    pub(super) id: Option<DraftId>,
    /// The rehearsal before this.
    pub(super) last: Option<Rehearsed>,
}

/// What `what` stands for: a draft, a file or a question, in this order; any of the drafts where it is left out.
/// `None` where the user would rather not.
pub(super) fn find(
    what: Option<&str>,
    store: &Store,
    bank: &Bank,
    surface: &mut dyn Surface,
    output: &mut Output,
) -> Result<Option<Subject>> {
    let Some(what) = what else {
        return any_draft(store, surface, output);
    };
    if let Some(id) = DraftId::parse(what).ok().filter(|id| store.path(id).exists()) {
        let record = store.load(&id)?;
        return Ok(Some(Subject::stored(id, record)));
    }
    let path = Path::new(what);
    if path.exists() || what.contains(is_separator) || path.extension().is_some() {
        return in_file(what, surface, output);
    }
    let is_number = what.bytes().all(|byte| byte.is_ascii_digit());
    let begins = |id: &DraftId| !is_number && id.as_str().starts_with(what);
    if store.list()?.drafts.iter().any(|entry| begins(&entry.id)) {
        let entry = stored::find(store, what)?;
        return Ok(Some(Subject::stored(entry.id, entry.record)));
    }
    let question = &bank.find(what)?.question.prompt;
    let draft = Draft { question: question.clone(), ..Draft::default() };
    Ok(Some(Subject::new(None, draft, [None; 4])))
}

impl Subject {
    fn new(headline: Option<String>, draft: Draft, minutes: [Option<u16>; 4]) -> Self {
        let named = headline.filter(|headline| !headline.trim().is_empty());
        let question = || Some(draft.question.clone()).filter(|text| !text.trim().is_empty());
        let headline = named.or_else(question).unwrap_or_else(|| "Your answer".to_owned());
        Self { headline, draft, minutes, id: None, last: None }
    }

    fn stored(id: DraftId, record: Record) -> Self {
        let (draft, last) = (record.draft(), record.rehearsals.last().cloned());
        Self { id: Some(id), last, ..Self::new(record.headline, draft, [None; 4]) }
    }

    fn found(found: Found) -> Self {
        let Found { mut draft, body, minutes, headline, record, .. } = found;
        if let Body::Unsplit(text) = body {
            for (section, part) in sections_of(&text) {
                draft.sections[section] = part;
            }
        }
        let headline = headline.or_else(|| record.and_then(|record| record.headline));
        Self::new(headline, draft, minutes)
    }
}

/// One of the drafts: the one that the user picks, the last where nobody is there to pick.
fn any_draft(
    store: &Store,
    surface: &mut dyn Surface,
    output: &mut Output,
) -> Result<Option<Subject>> {
    let mut drafts = store.list()?.drafts;
    drafts.retain(|entry| !entry.record.draft().sections.is_blank());
    let place = match drafts.len() {
        0 => bail!("there are no drafts yet; name a question or a file: `starcoach rehearse 1`"),
        2.. if surface.is_attended() => {
            let name = |entry: &Entry| {
                entry.record.headline.clone().unwrap_or_else(|| entry.record.question.clone())
            };
            let items: Vec<String> = drafts.iter().map(name).collect();
            surface.search("Which draft?", &items, output)?
        }
        _ => Some(0),
    };
    let picked = place.map(|place| drafts.swap_remove(place));
    Ok(picked.map(|entry| Subject::stored(entry.id, entry.record)))
}

/// The answer in the file `name`; the one that the user picks where there are several.
fn in_file(name: &str, surface: &mut dyn Surface, output: &mut Output) -> Result<Option<Subject>> {
    let bytes = File::open(name).and_then(read_capped);
    let notes = read(name, &bytes.with_context(|| format!("cannot read {name}"))?)?;
    let mut subjects: Vec<Subject> = notes.answers.into_iter().map(Subject::found).collect();
    let place = match subjects.len() {
        0 => bail!("{name} holds no answer"),
        1 => Some(0),
        count if !surface.is_attended() => {
            output.remark(&format!("The first of {count} stories in {name}."))?;
            Some(0)
        }
        _ => {
            let items: Vec<String> =
                subjects.iter().map(|subject| subject.headline.clone()).collect();
            surface.pick("Which story?", &items, 0, output)?
        }
    };
    Ok(place.map(|place| subjects.swap_remove(place)))
}
