use anyhow::{Result, bail};
use clap::Args;
use starcoach::bank::Question;
use starcoach::bank::coverage::competencies;
use starcoach::draft::Record;
use starcoach::store::{Entry, Store};

use super::packs::Packs;
use super::{Exit, Output, stored};

/// Tell the story of a draft for another question: a new draft with its text
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  starcoach map improve-process complex-technical-problem\n\n\
    The draft that the story comes from stays as it is.")]
pub(crate) struct Map {
    /// The question to answer: its number, id or words
    question: String,
    /// The draft with the story: its id, or the beginning of it
    draft: String,
    #[command(flatten)]
    packs: Packs,
}

impl Map {
    pub(crate) fn run(self, output: &mut Output) -> Result<Exit> {
        let bank = self.packs.bank()?;
        let question = bank.find(&self.question)?.question;
        let store = Store::open(Store::home()?)?;
        let Entry { id, record: origin } = stored::find(&store, &self.draft)?;
        let Some(last) = origin.attempts.iter().rfind(|attempt| !attempt.is_blank()) else {
            bail!("the draft {id} has no text yet to tell again");
        };
        if origin.question_id.as_deref() == Some(&question.id) {
            bail!("{id} answers {} already", question.id);
        }
        let source = format!("draft {id}");
        let is_same = |entry: &Entry| {
            entry.record.question_id.as_deref() == Some(&question.id)
                && entry.record.source.as_deref() == Some(&source)
        };
        if let Some(Entry { id: twin, .. }) = store.list()?.drafts.into_iter().find(is_same) {
            bail!("{twin} tells {id} for that question already");
        }
        let record = Record {
            competencies: united(competencies(&origin, &bank), question),
            question: question.prompt.clone(),
            question_id: Some(question.id.clone()),
            headline: origin.headline.clone(),
            not_applicable: origin.not_applicable.clone(),
            source: Some(source),
            // Its date stays: telling a story for another question is not yet practising it.
            attempts: vec![last.clone()],
            rehearsals: Vec::new(),
        };
        let new = store.add(&question.id, &record)?;
        let line = format!(
            "{new} now tells the story of {id}. `starcoach practice {new}` fits it to the question."
        );
        output.print(&output.look.wrap(&line, "", ""))?;
        Ok(Exit::Fine)
    }
}

/// What the story gives evidence of and what the question asks for, each once.
fn united<'a>(mut own: Vec<&'a str>, question: &'a Question) -> Vec<String> {
    for name in &question.competencies {
        if !own.contains(&name.as_str()) {
            own.push(name);
        }
    }
    own.into_iter().map(str::to_owned).collect()
}
