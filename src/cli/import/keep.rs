use std::fs;

use anyhow::Result;
use jiff::Timestamp;
use starcoach::bank::Bank;
use starcoach::draft::{Attempt, Found, Record};
use starcoach::store::{DraftId, Entry, Store};

/// Keeps imported answers as drafts, each once.
pub(super) struct Keeper<'b> {
    bank: &'b Bank,
    store: Store,
    /// The file, as an absolute path where it has one, so that it is known again from another folder.
    source: String,
    drafts: Vec<Entry>,
}

/// What became of an answer.
pub(super) struct Kept {
    /// The draft that holds it.
    pub(super) id: DraftId,
    pub(super) outcome: Outcome,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A draft that was not there before.
    New,
    /// Its text had changed: the draft has one attempt more.
    Attempt,
    /// The draft has this text already.
    Unchanged,
}

impl<'b> Keeper<'b> {
    pub(super) fn new(bank: &'b Bank, store: Store, source: &str) -> Result<Self> {
        let drafts = store.list()?.drafts;
        let source = fs::canonicalize(source)
            .map_or_else(|_| source.to_owned(), |path| path.display().to_string());
        Ok(Self { bank, store, source, drafts })
    }

    /// Keeps `found`, whose sections are known by now.
    pub(super) fn keep(&mut self, found: &Found) -> Result<Kept> {
        let record = self.record(found);
        if let Some(entry) = self.drafts.iter().find(|entry| holds(&entry.record, &record)) {
            return Ok(Kept { id: entry.id.clone(), outcome: Outcome::Unchanged });
        }
        let same_source = |entry: &&mut Entry| {
            entry.record.source.is_some() && entry.record.source == record.source
        };
        if let Some(entry) = self.drafts.iter_mut().find(same_source) {
            let mut locked = self.store.lock(&entry.id)?;
            let mut current = locked.load()?.unwrap_or_default();
            current.attempts.extend(record.attempts);
            locked.save(&current)?;
            entry.record = current;
            return Ok(Kept { id: locked.id().clone(), outcome: Outcome::Attempt });
        }
        let id = self.store.add(name_of(&record).unwrap_or(&found.id), &record)?;
        self.drafts.push(Entry { id: id.clone(), record });
        Ok(Kept { id, outcome: Outcome::New })
    }

    /// What will be kept of `found`: its own record, where it is one of the coach's files.
    fn record(&self, found: &Found) -> Record {
        if let Some(record) = &found.record {
            return record.clone();
        }
        let mut attempt = Attempt::new(Timestamp::now(), &found.draft.sections);
        attempt.extra.clone_from(&found.draft.extra);
        let question = self.bank.asking(&found.draft.question);
        Record {
            question: found.draft.question.clone(),
            question_id: question.map(|question| question.id.clone()),
            competencies: question
                .map(|question| question.competencies.clone())
                .unwrap_or_default(),
            headline: found.headline.clone(),
            not_applicable: found.draft.not_applicable.clone(),
            source: Some(format!("{}#{}", self.source, found.id)),
            attempts: vec![attempt],
            ..Record::default()
        }
    }
}

/// What a draft of `record` is named after; its question's id, as when it is practised, says more than all its words.
fn name_of(record: &Record) -> Option<&str> {
    let ids = record.headline.iter().chain(&record.question_id);
    ids.chain([&record.question]).map(|name| name.trim()).find(|name| !name.is_empty())
}

/// Whether a draft already has, as some attempt, what `new` says last.
fn holds(old: &Record, new: &Record) -> bool {
    let said = |attempt: &Attempt| (attempt.sections(), attempt.extra.clone());
    let last = new.attempts.last().map(said);
    let same_story =
        old.question == new.question || (old.source.is_some() && old.source == new.source);
    same_story && old.attempts.iter().any(|attempt| Some(said(attempt)) == last)
}
