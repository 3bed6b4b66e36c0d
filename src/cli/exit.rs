use std::process::ExitCode;

/// How the program ends; scripts rely on these numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything asked for was done.
    Fine = 0,
    /// A draft falls short of what `--require` asks, or what was checked has faults.
    FallsShort = 1,
    /// Bad usage or unreadable input.
    CouldNotRun = 2,
    /// Ctrl-C.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
