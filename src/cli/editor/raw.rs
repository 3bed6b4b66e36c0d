//! How the terminal hands on keys: one by one and unseen, whatever the program does meanwhile, so that what is typed
//! ahead is neither lost nor shown where it does not belong.

use std::io;

use crossterm::event::{DisableBracketedPaste, EnableBracketedPaste};
use crossterm::execute;

/// Keys come one by one and are not echoed, as long as it lives. Line feeds still return the carriage. One may live
/// within another.
#[derive(Debug)]
pub(crate) struct Keys(#[expect(dead_code, reason = "put back when it is dropped")] mode::Set);

impl Keys {
    /// Begins it.
    pub(crate) fn begin() -> io::Result<Self> {
        mode::Set::keys().map(Self)
    }
}

/// The same, with pastes told apart from typing.
#[derive(Debug)]
pub(crate) struct Raw(#[expect(dead_code, reason = "put back when it is dropped")] Keys);

impl Raw {
    /// Begins it.
    pub(crate) fn begin() -> io::Result<Self> {
        let raw = Self(Keys::begin()?);
        execute!(io::stdout(), EnableBracketedPaste)?;
        Ok(raw)
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let _ = execute!(io::stdout(), DisableBracketedPaste);
    }
}

/// The terminal as it was found, for another program, as long as it lives.
#[derive(Debug)]
pub(crate) struct Lent(
    #[expect(dead_code, reason = "put back when it is dropped")] Option<mode::Set>,
);

impl Lent {
    /// Begins it. A terminal that cannot be set is lent as it is.
    pub(crate) fn begin() -> Self {
        Self(mode::Set::found().ok())
    }
}

/// Sets the terminal as it was found, for good.
#[cfg(unix)]
pub(crate) fn put_back() {
    if let Ok(set) = mode::Set::found() {
        std::mem::forget(set);
    }
}

#[cfg(unix)]
mod mode {
    use std::io;
    use std::sync::OnceLock;

    use rustix::termios::{OptionalActions, Termios, tcgetattr, tcsetattr};

    static FOUND: OnceLock<Termios> = OnceLock::new();

    /// Another setting of the terminal; that before is put back when it is dropped. What is typed stays to be read.
    #[derive(Debug)]
    pub(super) struct Set {
        before: Termios,
    }

    impl Set {
        pub(super) fn keys() -> io::Result<Self> {
            let before = tcgetattr(io::stdin())?;
            let mut keys = FOUND.get_or_init(|| before.clone()).clone();
            let output = keys.output_modes;
            keys.make_raw();
            keys.output_modes = output;
            Self::to(before, &keys)
        }

        pub(super) fn found() -> io::Result<Self> {
            let before = tcgetattr(io::stdin())?;
            let found = FOUND.get().unwrap_or(&before).clone();
            Self::to(before, &found)
        }

        fn to(before: Termios, now: &Termios) -> io::Result<Self> {
            tcsetattr(io::stdin(), OptionalActions::Now, now)?;
            Ok(Self { before })
        }
    }

    impl Drop for Set {
        fn drop(&mut self) {
            // A terminal that is gone cannot be set, and need not.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.before);
        }
    }
}

#[cfg(not(unix))]
mod mode {
    use std::io;

    use crossterm::terminal::{disable_raw_mode, enable_raw_mode, is_raw_mode_enabled};

    /// Another setting of the terminal; that before is put back when it is dropped.
    #[derive(Debug)]
    pub(super) struct Set {
        was_raw: bool,
    }

    impl Set {
        pub(super) fn keys() -> io::Result<Self> {
            Self::to(true)
        }

        pub(super) fn found() -> io::Result<Self> {
            Self::to(false)
        }

        fn to(is_raw: bool) -> io::Result<Self> {
            let was_raw = is_raw_mode_enabled()?;
            put(is_raw)?;
            Ok(Self { was_raw })
        }
    }

    impl Drop for Set {
        fn drop(&mut self) {
            let _ = put(self.was_raw);
        }
    }

    fn put(is_raw: bool) -> io::Result<()> {
        if is_raw { enable_raw_mode() } else { disable_raw_mode() }
    }
}
