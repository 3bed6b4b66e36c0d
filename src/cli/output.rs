use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use console::Term;
use starcoach::render::Look;

/// Columns that are assumed where the output is no terminal.
const PIPE_COLUMNS: usize = 80;

/// When to use colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set or TERM is dumb.
    #[default]
    Auto,
    /// Also into pipes and files.
    Always,
    /// Not at all.
    Never,
}

/// Where a command writes, and how text is laid out there.
pub(crate) struct Output {
    writer: Box<dyn Write>,
    /// Width and colours of the place written to.
    pub(crate) look: Look,
    /// Whether a person is watching.
    #[allow(dead_code)]
    pub(crate) is_terminal: bool,
}

impl Output {
    /// Standard output.
    pub(crate) fn stdout(colour: Colour) -> Self {
        let is_terminal = io::stdout().is_terminal();
        let columns =
            Term::stdout().size_checked().map_or(PIPE_COLUMNS, |(_, columns)| columns.into());
        let coloured = match colour {
            Colour::Auto => is_terminal && console::colors_enabled(),
            Colour::Always => true,
            Colour::Never => false,
        };
        let writer = Box::new(io::BufWriter::new(io::stdout()));
        Self { writer, look: Look::new(columns, coloured), is_terminal }
    }

    /// Writes `text` as it is; control characters in it must be visible already.
    pub(crate) fn print(&mut self, text: &str) -> io::Result<()> {
        self.writer.write_all(text.as_bytes())
    }

    /// Writes `text` and a line end.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.writer, "{text}")
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
