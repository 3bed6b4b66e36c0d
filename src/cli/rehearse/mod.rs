//! `starcoach rehearse`: an answer said aloud against the clock, and what a transcript of it says.

mod heard;
mod lines;
mod rows;
mod subject;
mod table;
mod timer;

use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use jiff::Timestamp;
use starcoach::bank::Words;
use starcoach::draft::{Rehearsed, Section};
use starcoach::judge::review;
use starcoach::practice::{Plan, Rehearsal, Stage, Telling};
use starcoach::store::{DraftId, Saved, Store, StoreError};
use starcoach::text::{Transcript, decode, read_capped, words};

use self::subject::Subject;
use super::packs::{self, Packs};
use super::practice::{can_draw, signals, surface};
use super::settings::{Settings, minutes};
use super::{Exit, Output};

/// Say an answer aloud against the clock: the headline, the section names, a bar for each
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    starcoach rehearse                          one of your drafts\n  \
    starcoach rehearse complex --minutes 3\n  \
    starcoach rehearse notes.org                times as in `* Action: 4m` hold\n  \
    starcoach rehearse complex --transcript talk.vtt\n\n\
    Space starts and pauses, n is the next section, b the one before, q ends.\n\
    A transcript that exists is compared with the draft at once, without a timer;\n\
    one that does not exist yet is read after it. With --plain, Enter ends a\n\
    section.")]
pub(crate) struct Rehearse {
    /// A draft's id or its beginning, a file of notes, or a question as in `list`
    #[arg(value_name = "DRAFT|FILE|QUESTION")]
    what: Option<String>,
    /// Time for the whole answer; how long it took, for a transcript without times
    #[arg(long, value_name = "MINUTES", value_parser = minutes)]
    minutes: Option<f64>,
    /// What a speech-to-text program heard: .vtt, .srt or plain text
    #[arg(long, value_name = "FILE")]
    transcript: Option<PathBuf>,
    /// Line by line, without moving the cursor: for screen readers and scripts
    #[arg(long)]
    plain: bool,
    #[command(flatten)]
    packs: Packs,
}

impl Rehearse {
    pub(crate) fn run(self, settings: &Settings, output: &mut Output) -> Result<Exit> {
        let store = Store::open(Store::home()?)?;
        let (bank, words) = (self.packs.bank()?, packs::words()?);
        let mut surface = surface(self.plain, false, settings.pace());
        let found = subject::find(self.what.as_deref(), &store, &bank, surface.as_mut(), output)?;
        let Some(mut subject) = found else { return Ok(Exit::Fine) };
        settings.leave_out(&mut subject.draft.not_applicable);
        let plan = self.plan(&subject, settings, &words);
        if let Some(path) = self.transcript.as_deref()
            && (path.exists() || !surface.is_attended())
        {
            self.compare(path, &subject, plan, settings, &words, output)?;
            return Ok(Exit::Fine);
        }
        signals::watch()?;
        let mut rehearsal = Rehearsal::new(plan);
        if !self.rehearse(&subject, &mut rehearsal, output)? {
            return Ok(Exit::Interrupted);
        }
        if let (Some(id), true) = (&subject.id, rehearsal.is_whole()) {
            keep(&store, id, &rehearsal, output)?;
        }
        if let (Some(path), true) = (self.transcript.as_deref(), rehearsal.is_begun()) {
            output.line("")?;
            self.compare(path, &subject, plan, settings, &words, output)?;
        }
        Ok(Exit::Fine)
    }

    /// What each section may take: by the notes' own times, else by its length.
    fn plan(&self, subject: &Subject, settings: &Settings, coach: &Words) -> Plan {
        let asked = self.seconds();
        let total = asked.unwrap_or(settings.pace().planned);
        let lengths = Section::ALL.map(|section| words(&subject.draft.sections[section]).len());
        let shares = Section::ALL.map(|section| coach.section(section).share);
        let plan = Plan::new(total, lengths, shares).with_minutes(subject.minutes);
        // A time that is asked for now wins over what the notes once planned.
        asked.map_or(plan, |total| plan.scaled(total))
    }

    fn seconds(&self) -> Option<u32> {
        self.minutes.map(|minutes| (minutes * 60.0).round() as u32)
    }

    /// Lets the answer be told and rated. Whether it came to that, rather than being interrupted.
    fn rehearse(
        &self,
        subject: &Subject,
        rehearsal: &mut Rehearsal,
        output: &mut Output,
    ) -> Result<bool> {
        let is_plain = self.plain || !can_draw();
        let goes_on = if is_plain {
            lines::tell(&subject.headline, rehearsal, output)?
        } else {
            timer::tell(&subject.headline, rehearsal, output)?
        };
        if !goes_on || !rehearsal.is_begun() {
            return Ok(goes_on);
        }
        if !is_plain {
            // The timer has left the screen, and its headline with it.
            let headline = output.look.wrap(&subject.headline, "", "");
            headline.lines().try_for_each(|line| output.line(&output.look.heading(line)))?;
        }
        output.line("")?;
        output.print(&table::table(rehearsal, subject.last.as_ref(), output.look))?;
        if rehearsal.stage() != Stage::Rating {
            return Ok(true);
        }
        Ok(if is_plain { lines::rate(rehearsal, output)? } else { timer::rate(rehearsal, output)? })
    }

    fn compare(
        &self,
        path: &Path,
        subject: &Subject,
        plan: Plan,
        settings: &Settings,
        words: &Words,
        output: &mut Output,
    ) -> Result<()> {
        let name = path.display().to_string();
        let bytes = File::open(path).and_then(read_capped);
        let bytes = bytes.with_context(|| format!("cannot read the transcript {name}"))?;
        let transcript = Transcript::read(&decode(&name, &bytes)?);
        let seconds = transcript.seconds().or(self.seconds());
        let telling = Telling::new(&subject.draft, &transcript, seconds, review);
        let heard = heard::Heard { telling: &telling, draft: &subject.draft, plan, words };
        output.print(&heard.page(settings.pace(), output.look))?;
        Ok(())
    }
}

/// Adds the rehearsal to the draft's file. That is a courtesy: where it cannot be done, that is said and no more.
fn keep(store: &Store, id: &DraftId, rehearsal: &Rehearsal, output: &mut Output) -> Result<()> {
    let add = || -> Result<(), StoreError> {
        let mut locked = store.lock(id)?;
        // A draft that was deleted meanwhile is not brought back.
        let Some(mut record) = locked.load()? else { return Ok(()) };
        let at = Timestamp::now();
        let seconds = rehearsal.laps(std::time::Duration::ZERO).map(|lap| lap.spent.unwrap_or(0));
        record.rehearsals.push(Rehearsed { at, seconds, rating: rehearsal.rating() });
        locked.save(&record).map(|_: Saved| ())
    };
    match add() {
        Ok(()) => output.remark(&format!("Kept with draft {id}."))?,
        Err(error) => output.remark(&format!("This rehearsal is not kept: {error}"))?,
    }
    Ok(())
}
