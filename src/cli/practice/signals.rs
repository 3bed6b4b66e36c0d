//! Leaving a sane terminal behind when a signal ends the session.

// Elsewhere no signal has to be caught, and nothing below is called for.
#![cfg_attr(not(unix), allow(unused_imports))]

use std::io::{self, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use crossterm::cursor::Show;
use crossterm::event::DisableBracketedPaste;
use crossterm::execute;

use crate::cli::editor::{external, raw};

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
        loop {
            // A list turns any interrupted read into a SIGINT of its own; the signal behind it goes first.
            let pending: Vec<i32> = signals.wait().collect();
            let behind = pending.iter().max_by_key(|signal| **signal != SIGINT);
            let Some(&signal) = behind else { continue };
            if signal == SIGINT && external::has_terminal() || external::call_off(signal) {
                continue;
            }
            leave(signal);
        }
    });
    Ok(())
}

/// Ends the program where a signal came while an editor was open; what was saved in that is kept by now.
pub(crate) fn leave_if_called_off() {
    #[cfg(unix)]
    if let Some(signal) = external::called_off() {
        leave(signal);
    }
}

#[cfg(unix)]
fn leave(signal: i32) -> ! {
    put_in_order();
    std::process::exit(128 + signal)
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
