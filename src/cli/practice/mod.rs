//! `starcoach practice`: a session in a terminal, or line by line.

mod drive;
mod due;
mod lines;
mod live;
mod pick;
mod show;
pub(crate) mod signals;
mod start;
mod surface;
mod terminal;

use std::io::{self, IsTerminal};

use anyhow::Result;
use clap::Args;
use starcoach::draft::Tip;
use starcoach::store::{DraftId, Store};

use self::drive::Drive;
use self::due::Choice;
pub(crate) use self::due::count as count_due;
use self::lines::Lines;
pub(crate) use self::show::{item, minutes, ratings};
use self::start::Beginning;
pub(crate) use self::start::in_progress;
pub(crate) use self::surface::Surface;
use self::terminal::Terminal;

use super::packs::{self, Packs};
use super::settings::{Pace, Settings};
use super::{Exit, Output};

// Each flag is one the user knows by itself; they make no state together.
#[allow(clippy::struct_excessive_bools)]
/// Practise an answer: write it section by section, then hear what it shows and misses
#[derive(Debug, Default, Args)]
#[command(after_help = "Examples:\n  \
    starcoach practice                      choose, or go on where you left off\n  \
    starcoach practice improve-process      this question\n  \
    starcoach practice --random --tip impact\n  \
    starcoach practice --due                the story to tell again today\n  \
    starcoach practice 1 < answer.txt       lines; one with `.` ends each section\n\n\
    While writing: Ctrl-D finishes a section, Ctrl-B goes back, Ctrl-T or a line\n\
    with `?` gives a hint, Ctrl-O opens $VISUAL or $EDITOR, Ctrl-C leaves; what you\n\
    typed is kept.")]
pub(crate) struct Practice {
    /// Number, id or words of a question, or the id of one of your drafts
    #[arg(value_name = "QUESTION|DRAFT")]
    what: Option<String>,
    /// Let the coach choose, first among questions without a draft
    #[arg(long, conflicts_with = "what")]
    random: bool,
    /// Let the coach choose the story that you are most likely to have forgotten
    #[arg(long, conflicts_with_all = ["what", "random"])]
    due: bool,
    /// Write each section in $VISUAL or $EDITOR
    #[arg(long)]
    editor: bool,
    /// Show an example answer first
    #[arg(long)]
    example: bool,
    /// Line by line, without marks and without moving the cursor: for screen readers and scripts
    #[arg(long)]
    plain: bool,
    /// Practise this tip above all; with no question named, on the story that is weakest in it
    #[arg(long, value_name = "TIP", value_parser = tip)]
    tip: Option<Tip>,
    #[command(flatten)]
    packs: Packs,
    /// Not to offer what is unfinished: the menu has done so.
    #[arg(skip)]
    another: bool,
    #[arg(skip)]
    draft: Option<DraftId>,
}

fn tip(id: &str) -> Result<Tip, String> {
    Tip::from_id(id).ok_or_else(|| {
        let known = Tip::ALL.map(Tip::id);
        format!("the tips are {}", known.join(", "))
    })
}

impl Practice {
    /// A practice of a question or draft, everything else as usual. Without one, another question is chosen.
    pub(crate) fn of(what: Option<&str>) -> Self {
        let what = what.map(str::to_owned);
        Self { what, another: true, ..Self::default() }
    }

    /// A practice of what is due.
    pub(crate) fn of_due() -> Self {
        Self { due: true, ..Self::default() }
    }

    /// Going on with the draft `id`.
    pub(crate) fn going_on(id: DraftId) -> Self {
        Self { draft: Some(id), ..Self::default() }
    }

    pub(crate) fn run(self, settings: &Settings, output: &mut Output) -> Result<Exit> {
        signals::watch()?;
        let store = Store::open(Store::home()?)?;
        let (bank, words) = (self.packs.bank()?, packs::words()?);
        let mut surface = surface(self.plain, self.editor, settings.pace());
        let mut draft = self.draft.clone();
        if self.due
            || (self.tip.is_some() && !self.random && self.what.is_none() && draft.is_none())
        {
            match due::choose(&store, self.due, self.tip, settings, output)? {
                Choice::Story(id) => draft = Some(id),
                Choice::Ask => {}
                Choice::Nothing => return Ok(Exit::Fine),
            }
        }
        let wish = start::Wish {
            what: self.what.as_deref(),
            draft: draft.as_ref(),
            recall: self.due,
            random: self.random,
            another: self.another,
        };
        let beginning = start::begin(&wish, &store, &bank, surface.as_mut(), output)?;
        let Some(Beginning { locked, record, start: from, question }) = beginning else {
            return Ok(Exit::Fine);
        };
        let drive = Drive {
            store,
            locked,
            question,
            words: &words,
            tip: self.tip,
            example: self.example,
            settings,
        };
        drive.run(record, from, surface.as_mut(), output)
    }
}

/// The terminal where there is one that can move its cursor, plain lines elsewhere.
pub(crate) fn surface(plain: bool, own_editor: bool, pace: Pace) -> Box<dyn Surface> {
    let terminal = (!plain && can_draw()).then(|| Terminal::new(own_editor, pace));
    match terminal {
        Some(Ok(terminal)) => Box::new(terminal),
        // A terminal whose keys cannot be had one by one is one for lines.
        _ => Box::new(Lines::new(io::stdin().is_terminal(), pace)),
    }
}

/// Whether there is a terminal that sends keys and can move its cursor.
pub(crate) fn can_draw() -> bool {
    let is_dumb = cfg!(unix) && std::env::var_os("TERM").is_none_or(|term| term == "dumb");
    let is_terminal =
        io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal();
    is_terminal && !is_dumb
}
