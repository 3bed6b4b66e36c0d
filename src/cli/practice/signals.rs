//! Leaving a sane terminal behind when a signal ends the session.

// Elsewhere no signal has to be caught, and nothing below is called for.
#![cfg_attr(not(unix), allow(unused_imports))]

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::DisableBracketedPaste;
use crossterm::execute;

use crate::cli::editor::external::HAS_TERMINAL;
use crate::cli::editor::raw;

/// From now on a signal that would end the program first puts the terminal in order. What is being typed is in the
/// journal already.
#[cfg(unix)]
pub(crate) fn watch() -> io::Result<()> {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    static WATCHED: AtomicBool = AtomicBool::new(false);
    if WATCHED.swap(true, Ordering::SeqCst) {
        return Ok(());
    }
    let mut signals = signal_hook::iterator::Signals::new([SIGINT, SIGTERM, SIGHUP])?;
    std::thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGINT && HAS_TERMINAL.load(Ordering::SeqCst) {
                continue;
            }
            put_in_order();
            std::process::exit(128 + signal);
        }
    });
    Ok(())
}

/// Elsewhere the console puts itself in order.
#[cfg(not(unix))]
pub(crate) fn watch() -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn put_in_order() {
    let mut stdout = io::stdout();
    // A terminal that is gone cannot be put in order, and need not.
    raw::put_back();
    let _ = execute!(stdout, DisableBracketedPaste, Show);
    let _ = stdout.write_all(b"\n");
    let _ = stdout.flush();
}
