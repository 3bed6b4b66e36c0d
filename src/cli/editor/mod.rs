//! A multi-line editor in the normal screen: what stands above it stays, and so does the text when it is finished.
//!
//! Its own rather than a line editor's, since an answer is prose: words wrap whole, up and down go by the rows one
//! sees, the lines below the text stay in sight however long it grows, and the terminal is asked nothing.

mod buffer;
pub(crate) mod external;
mod keys;
mod layout;
pub(crate) mod raw;
mod viewport;

use std::io::{self, Write};
use std::time::Duration;

use console::Style;
use crossterm::event::{self, Event, KeyEventKind};
use crossterm::terminal;
use starcoach::text::Span;

use self::buffer::Motion;
use self::keys::{Wish, wish};
use self::layout::{Layout, shown};
use super::Output;

pub(crate) use self::buffer::Buffer;
pub(crate) use self::raw::Raw;
pub(crate) use self::viewport::Viewport;

/// Why the editor returned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Done {
    /// The text is finished.
    Finished,
    /// Back to what was before this text.
    Back,
    /// A hint is wanted; the editor stays on the screen.
    Hint,
    /// What the coach says is to go; the editor stays on the screen.
    Escape,
    /// The text shall go through the writer's own editor.
    External,
    /// Out of the session.
    Leave,
}

/// What is shown with a text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Dress {
    /// Places in it that are painted otherwise, in order and apart.
    pub(crate) marks: Vec<(Span, Style)>,
    /// Rows below it, none wider than asked.
    pub(crate) below: Vec<String>,
}

/// Makes the dress of a text for a width.
pub(crate) type Tailor<'t> = dyn FnMut(&str, usize) -> Dress + 't;

/// Before each row of the text, so that one sees what is one's own.
const GUTTER: &str = "│ ";

/// A text being edited, on the screen.
#[derive(Debug, Default)]
pub(crate) struct Editor {
    pub(crate) buffer: Buffer,
    viewport: Viewport,
    /// First row of the text that is shown.
    top: usize,
    /// Rows of the text that are shown.
    height: usize,
    /// Column that going up and down tries to keep.
    goal: Option<usize>,
    escaped: bool,
}

impl Editor {
    /// An editor of `text`.
    pub(crate) fn new(text: &str) -> Self {
        Self { buffer: Buffer::new(text), ..Self::default() }
    }

    /// Lets the writer edit until there is a reason to return; `changed` hears of each change before it is shown.
    pub(crate) fn run(
        &mut self,
        tailor: &mut Tailor<'_>,
        output: &mut Output,
        changed: &mut dyn FnMut(&str),
    ) -> io::Result<Done> {
        let _raw = Raw::begin()?;
        loop {
            let shown = self.show(tailor);
            output.draw(&shown)?;
            output.flush()?;
            let before = self.buffer.text().to_owned();
            let done = self.take_in(output)?;
            if before != self.buffer.text() {
                changed(self.buffer.text());
            }
            match done {
                Some(done @ (Done::Hint | Done::Escape)) => return Ok(done),
                Some(done) => {
                    let settled = self.settle(done)?;
                    output.draw(&settled)?;
                    output.flush()?;
                    return Ok(done);
                }
                None => {}
            }
        }
    }

    /// Waits for a key, and takes in all that are there.
    fn take_in(&mut self, output: &mut Output) -> io::Result<Option<Done>> {
        loop {
            match event::read()? {
                Event::Key(key) if key.kind != KeyEventKind::Release => {
                    if let Some(done) = self.obey(wish(key)) {
                        return Ok(Some(done));
                    }
                }
                Event::Paste(text) => {
                    self.goal = None;
                    self.buffer.insert(&text);
                }
                Event::Resize(columns, _) => output.draw(&self.viewport.clear(columns.into()))?,
                _ => {}
            }
            if !event::poll(Duration::ZERO)? {
                return Ok(None);
            }
        }
    }

    fn obey(&mut self, wish: Wish) -> Option<Done> {
        let escaped = std::mem::replace(&mut self.escaped, wish == Wish::Escape);
        if !matches!(wish, Wish::RowUp | Wish::RowDown | Wish::PageUp | Wish::PageDown) {
            self.goal = None;
        }
        match wish {
            Wish::Type(c) => self.buffer.insert(c.encode_utf8(&mut [0; 4])),
            Wish::Newline if self.buffer.line().trim() == "?" => {
                self.buffer.go(Motion::LineEnd);
                self.buffer.delete(Motion::LineStart);
                return Some(Done::Hint);
            }
            Wish::Newline => self.buffer.insert("\n"),
            Wish::Go(motion) => self.buffer.go(motion),
            Wish::RowUp => self.go_rows(-1),
            Wish::RowDown => self.go_rows(1),
            Wish::PageUp => self.go_rows(-self.page()),
            Wish::PageDown => self.go_rows(self.page()),
            Wish::RowStart => self.go_in_row(0),
            Wish::RowEnd => self.go_in_row(usize::MAX),
            Wish::Delete(motion) => self.buffer.delete(motion),
            Wish::Cut(motion) => self.buffer.cut(motion),
            Wish::PutBack => self.buffer.put_back(),
            Wish::Undo => self.buffer.undo(),
            Wish::Redo => self.buffer.redo(),
            Wish::Escape if escaped => return Some(Done::Back),
            Wish::Finish => return Some(Done::Finished),
            Wish::Back => return Some(Done::Back),
            Wish::Hint => return Some(Done::Hint),
            Wish::Editor => return Some(Done::External),
            Wish::Leave => return Some(Done::Leave),
            Wish::Escape => return Some(Done::Escape),
            Wish::Repaint | Wish::Nothing => {}
        }
        None
    }

    fn go_rows(&mut self, rows: isize) {
        let columns = columns().0;
        let layout = Layout::new(self.buffer.text(), columns);
        let (row, column) = layout.position(self.buffer.cursor());
        let goal = *self.goal.get_or_insert(column);
        let place = layout.place(row.saturating_add_signed(rows), goal);
        self.buffer.move_to(place);
    }

    fn go_in_row(&mut self, column: usize) {
        let layout = Layout::new(self.buffer.text(), columns().0);
        let place = layout.place(layout.position(self.buffer.cursor()).0, column);
        self.buffer.move_to(place);
    }

    fn page(&self) -> isize {
        self.height.saturating_sub(1).max(1).cast_signed()
    }

    /// What to send to show the text as it is now.
    fn show(&mut self, tailor: &mut Tailor<'_>) -> String {
        let (width, rows) = columns();
        let Dress { marks, mut below } = tailor(self.buffer.text(), width + GUTTER_WIDTH);
        // In a very low terminal the text comes first; a row above stays free, so that nothing scrolls away unseen.
        below.truncate(rows.saturating_sub(3));
        let layout = Layout::new(self.buffer.text(), width);
        let (row, column) = layout.position(self.buffer.cursor());
        self.height = rows.saturating_sub(below.len() + 1).max(1).min(layout.rows().len());
        self.top = self
            .top
            .min(layout.rows().len() - self.height)
            .clamp((row + 1).saturating_sub(self.height), row);
        let shown = self.top..self.top + self.height;
        let mut painted: Vec<String> = layout.rows()[shown.clone()]
            .iter()
            .map(|row| {
                format!(
                    "{}{}",
                    dim(GUTTER),
                    dressed(self.buffer.text(), row.clone(), &marks, width)
                )
            })
            .collect();
        if shown.start > 0 {
            painted[0].replace_range(..dim(GUTTER).len(), &dim("↑ "));
        }
        if shown.end < layout.rows().len() && self.height > 1 {
            painted[self.height - 1].replace_range(..dim(GUTTER).len(), &dim("↓ "));
        }
        painted.extend(below);
        self.viewport.paint(painted, (row - self.top, GUTTER_WIDTH + column.min(width)))
    }

    /// What to send to leave the finished text where the editor was; of one that is not finished, nothing is left.
    fn settle(&mut self, done: Done) -> io::Result<String> {
        let (width, _) = columns();
        let mut out = self.viewport.clear(usize::from(terminal::size()?.0));
        let is_left =
            matches!(done, Done::Finished | Done::Leave) && !self.buffer.text().trim().is_empty();
        if is_left {
            let text = self.buffer.text().trim_end();
            for row in Layout::new(text, width).rows() {
                out.push_str(&dim(GUTTER));
                out.push_str(&dressed(text, row.clone(), &[], width));
                out.push_str("\r\n");
            }
        }
        Ok(out)
    }
}

const GUTTER_WIDTH: usize = 2;

/// Columns that a row may fill, one less than there are, or the terminal would wrap it by itself; and all rows.
pub(crate) fn size() -> (usize, usize) {
    let (columns, rows) = terminal::size().unwrap_or((80, 24));
    let or = |given: u16, usual| if given == 0 { usual } else { usize::from(given) };
    (or(columns, 80).saturating_sub(1).max(1), or(rows, 24))
}

/// Columns for the text, and all rows of the terminal.
fn columns() -> (usize, usize) {
    let (columns, rows) = size();
    (columns.saturating_sub(GUTTER_WIDTH).max(2), rows)
}

fn dim(text: &str) -> String {
    Style::new().dim().apply_to(text).to_string()
}

/// The row `row` of `text` with its marks, its blanks beyond `width` left away.
fn dressed(
    text: &str,
    row: std::ops::Range<usize>,
    marks: &[(Span, Style)],
    width: usize,
) -> String {
    let mut out = String::new();
    let mut at = row.start;
    let inside = marks.iter().filter(|(span, _)| span.start < row.end && span.end > row.start);
    for (span, style) in inside {
        let (start, end) = (span.start.max(at), span.end.min(row.end));
        out.push_str(&plain(&text[at..start]));
        out.push_str(&style.apply_to(plain(&text[start..end])).to_string());
        at = end;
    }
    out.push_str(&plain(&text[at..row.end]));
    if layout::width(&text[row.clone()]) > width {
        out.trim_end_matches(' ').to_owned()
    } else {
        out
    }
}

fn plain(text: &str) -> String {
    use unicode_segmentation::UnicodeSegmentation;
    text.graphemes(true).map(shown).collect()
}
