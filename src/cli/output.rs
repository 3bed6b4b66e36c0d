use std::io::{self, IsTerminal, Write};

use clap::ValueEnum;
use console::Term;
use starcoach::render::Look;
use starcoach::text::{visible, visible_but_colours};

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

impl Colour {
    /// Name on the command line and in the config file.
    pub(crate) fn id(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

/// How much is said beside what was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Talk {
    /// Nothing but errors.
    Quiet,
    /// What helps a newcomer.
    #[default]
    Normal,
    /// Also why things are as they are.
    Verbose,
}

/// Where a command writes, and how text is laid out there.
pub(crate) struct Output {
    writer: Box<dyn Write>,
    /// Width and colours of the place written to.
    pub(crate) look: Look,
    /// Whether a person is watching.
    pub(crate) is_terminal: bool,
    talk: Talk,
}

impl Output {
    /// Standard output.
    pub(crate) fn stdout(colour: Colour, talk: Talk) -> Self {
        let is_terminal = io::stdout().is_terminal();
        let columns =
            Term::stdout().size_checked().map_or(PIPE_COLUMNS, |(_, columns)| columns.into());
        let coloured = match colour {
            Colour::Auto => is_terminal && console::colors_enabled(),
            Colour::Always => true,
            Colour::Never => false,
        };
        let writer = Box::new(io::BufWriter::new(io::stdout()));
        Self { writer, look: Look::new(columns, coloured), is_terminal, talk }
    }

    /// Writes `text`. Where it comes from strangers it is made visible before it is coloured; what nobody thought of
    /// is made so here, all but colours.
    pub(crate) fn print(&mut self, text: &str) -> io::Result<()> {
        let shown = if self.look.has_colour() { visible_but_colours(text) } else { visible(text) };
        self.writer.write_all(shown.as_bytes())
    }

    /// Writes `text` and a line end.
    pub(crate) fn line(&mut self, text: &str) -> io::Result<()> {
        self.print(text)?;
        self.print("\n")
    }

    /// Writes `moves`, a text with cursor movements that this program made of what is visible already.
    pub(crate) fn draw(&mut self, moves: &str) -> io::Result<()> {
        self.writer.write_all(moves.as_bytes())
    }

    /// Whether nothing but errors is to be said beside what was asked for.
    pub(crate) fn is_quiet(&self) -> bool {
        self.talk == Talk::Quiet
    }

    /// Says something helpful on standard error, unless `--quiet`.
    pub(crate) fn remark(&mut self, text: &str) -> io::Result<()> {
        if self.is_quiet() { Ok(()) } else { self.tell(text) }
    }

    /// Says on standard error what only `--verbose` asks for.
    pub(crate) fn detail(&mut self, text: &str) -> io::Result<()> {
        if self.talk == Talk::Verbose { self.tell(text) } else { Ok(()) }
    }

    fn tell(&mut self, text: &str) -> io::Result<()> {
        self.flush()?;
        complain(text)
    }
}

/// Writes `text` and a line end to standard error, with nothing in it that a terminal obeys.
pub(crate) fn complain(text: &str) -> io::Result<()> {
    writeln!(io::stderr(), "{}", visible(text))
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};

    use starcoach::render::Look;

    use super::{Output, Talk};

    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("not poisoned").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_nobody_made_visible_is_made_so_on_its_way_out() {
        for (colour, expected) in
            [(false, "^[[31ma^[[0m^[]0;t^G"), (true, "\u{1b}[31ma\u{1b}[0m^[]0;t^G")]
        {
            let page = Page::default();
            let (writer, look) = (Box::new(page.clone()), Look::new(80, colour));
            let mut output = Output { writer, look, is_terminal: false, talk: Talk::Normal };
            output.print("\u{1b}[31ma\u{1b}[0m\u{1b}]0;t\u{7}").expect("a page takes it");
            output.line("\u{202e}").expect("a page takes it");
            let written = page.0.lock().expect("not poisoned").clone();
            assert_eq!(written, format!("{expected}<U+202E>\n").into_bytes());
        }
    }
}
