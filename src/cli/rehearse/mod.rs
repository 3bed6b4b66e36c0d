//! `starcoach rehearse`: an answer said aloud against the clock, and what a transcript of it says.

mod heard;
mod lines;
mod rows;
mod subject;
mod table;
mod timer;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use clap::Args;
use jiff::Timestamp;
use starcoach::draft::{Rehearsed, Section, Words};
use starcoach::judge::review;
use starcoach::practice::{Plan, Rehearsal, Stage, Telling};
use starcoach::store::{DraftId, Saved, Store, StoreError};
use starcoach::text::{Transcript, decode, read_capped, words};

use self::heard::Heard;
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
    section. How you rate a whole telling is kept with the draft.")]
pub(crate) struct Rehearse {
    /// A draft's id or its beginning, a file of notes, or a question as in `list`
    #[arg(value_name = "DRAFT|FILE|QUESTION")]
    what: Option<String>,
    /// Time for the whole answer [default: the config's]; with a transcript that has no times,
    /// how long it took
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
        signals::watch()?;
        let store = Store::open(Store::home()?)?;
        let (bank, words) = (self.packs.bank()?, packs::words()?);
        let mut surface = surface(self.plain, false, settings.pace());
        let found = subject::find(self.what.as_deref(), &store, &bank, surface.as_mut(), output)?;
        let Some(mut subject) = found else { return Ok(Exit::Fine) };
        settings.leave_out(&mut subject.draft.not_applicable);
        let asked = self.minutes.map(|minutes| (minutes * 60.0).round() as u32);
        let plan = |asked| plan(&subject, asked, settings, &words);
        let page = |path: &Path, took: Option<u32>, output: &mut Output| {
            let transcript = transcript(path)?;
            // Of a transcript without times, the minutes say how long it took rather than how long it may take.
            let is_plan = !transcript.cues.is_empty() || took.is_some();
            let plan = plan(asked.filter(|_| is_plan));
            let seconds = transcript.seconds().or(took).or(asked);
            let telling = Telling::new(&subject.draft, &transcript, seconds, review);
            let heard = Heard { telling: &telling, draft: &subject.draft, plan, words: &words };
            anyhow::Ok(output.print(&heard.page(settings.pace(), output.look))?)
        };
        let path = self.transcript.as_deref();
        if let Some(path) = path.filter(|path| path.exists() || !surface.is_attended()) {
            page(path, None, output)?;
            return Ok(Exit::Fine);
        }
        let mut rehearsal = Rehearsal::new(plan(asked));
        if !self.rehearse(&subject, &mut rehearsal, output)? {
            return Ok(Exit::Interrupted);
        }
        if let (Some(id), true) = (&subject.id, rehearsal.is_whole()) {
            keep(&store, id, &rehearsal, output)?;
        }
        if let Some(path) = path.filter(|_| rehearsal.is_begun()) {
            output.line("")?;
            page(path, Some(seconds(&rehearsal)), output)?;
        }
        Ok(Exit::Fine)
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
}

/// What each section may take: by the notes' own times, else by its length.
fn plan(subject: &Subject, asked: Option<u32>, settings: &Settings, coach: &Words) -> Plan {
    let total = asked.unwrap_or(settings.pace().planned);
    let lengths = Section::ALL.map(|section| words(&subject.draft.sections[section]).len());
    let shares = Section::ALL.map(|section| coach.section(section).share);
    let plan = Plan::new(total, lengths, shares).with_minutes(subject.minutes);
    // A time that is asked for now wins over what the notes once planned.
    asked.map_or(plan, |total| plan.scaled(total))
}

fn transcript(path: &Path) -> Result<Transcript> {
    let name = path.display().to_string();
    let bytes = File::open(path).and_then(read_capped);
    let bytes = bytes.with_context(|| format!("cannot read the transcript {name}"))?;
    Ok(Transcript::read(&decode(&name, &bytes)?))
}

/// How long a rehearsal took that is over.
fn seconds(rehearsal: &Rehearsal) -> u32 {
    rehearsal.laps(Duration::ZERO).iter().filter_map(|lap| lap.spent).sum()
}

/// Adds the rehearsal to the draft's file. That is a courtesy: where it cannot be done, that is said and no more.
fn keep(store: &Store, id: &DraftId, rehearsal: &Rehearsal, output: &mut Output) -> Result<()> {
    let add = || -> Result<(), StoreError> {
        let mut locked = store.lock(id)?;
        // A draft that was deleted meanwhile is not brought back.
        let Some(mut record) = locked.load()? else { return Ok(()) };
        let at = Timestamp::now();
        let seconds = rehearsal.laps(Duration::ZERO).map(|lap| lap.spent.unwrap_or(0));
        record.rehearsals.push(Rehearsed { at, seconds, rating: rehearsal.rating() });
        locked.save(&record).map(|_: Saved| ())
    };
    match add() {
        Ok(()) => remark(&format!("Kept with draft {id}."), output)?,
        Err(error) => remark(&format!("This rehearsal is not kept: {error}"), output)?,
    }
    Ok(())
}

fn remark(text: &str, output: &mut Output) -> Result<()> {
    let lines = output.look.wrap(text, "", "  ");
    Ok(output.remark(lines.trim_end())?)
}
