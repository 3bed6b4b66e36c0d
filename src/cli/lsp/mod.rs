//! `lsp`: the review in an editor, as a language server on standard input and output.

mod actions;
mod diagnostics;
mod documents;
mod hints;
mod hover;
mod judged;
mod page;
mod server;
mod wire;

use std::io::{self, IsTerminal, Write};
use std::panic;
use std::sync::mpsc;
use std::thread;

use anyhow::Result;
use clap::Args;
use lsp_server::Message;

use self::server::Server;
use self::wire::Incoming;
use super::settings::Settings;
use super::{Exit, Output};

/// Review answers in an editor: a language server on standard input and output
///
/// For an editor to start, not a person. In a file whose sections are labelled it puts each finding on the words it is
/// about, explains them on hover, shows beside each label how long the section is, and offers to note in the file that a
/// tip does not apply, where the file's form can say so. Everything stays in this process; nothing is written anywhere.
#[derive(Debug, Args)]
#[command(after_help = "Example, as an editor runs it:\n  \
    starcoach lsp\n\n\
    The README tells how to have an editor do so. What the config file sets holds as\n\
    in `check`; it is read when the server starts. The server ends with 0 when the\n\
    editor takes leave as the protocol asks, else with 1.")]
pub(crate) struct Lsp {
    /// Speak on standard input and output; it always does, and some editors say so
    #[arg(long = "stdio")]
    _stdio: bool,
}

/// Serves an editor with these settings; with the defaults and a word to the user where they cannot be read.
pub(crate) fn run(settings: Result<Settings>, output: &mut Output) -> Result<Exit> {
    panic::set_hook(Box::new(|fault| {
        // What went wrong may quote the answer; where it went wrong does not.
        let place = fault.location().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(io::stderr(), "starcoach: a fault of the program at {place}");
    }));
    if io::stdin().is_terminal() {
        output.remark("This command speaks to an editor; Ctrl-C ends it.")?;
    }
    serve(Server::new(settings), output)
}

/// Answers what comes in until the editor takes leave or goes away.
fn serve(mut server: Server, output: &mut Output) -> Result<Exit> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(incoming) = wire::read(&mut input).transpose() {
            let last = incoming.is_err();
            if sender.send(incoming).is_err() || last {
                break;
            }
        }
    });
    while let Ok(first) = receiver.recv() {
        // A review is of the newest text: what has come in the meantime is taken first.
        for incoming in std::iter::once(first).chain(receiver.try_iter()) {
            match incoming? {
                Incoming::Request(request) => {
                    Message::from(server.request(request)).write(output)?;
                }
                Incoming::Notification(notification) => {
                    if let Some(exit) = server.notification(notification) {
                        return Ok(exit);
                    }
                }
                Incoming::Response => {}
                Incoming::Malformed(code, why) => {
                    server.forget();
                    wire::refuse(code, why, output)?;
                }
            }
        }
        for news in server.news() {
            Message::from(news).write(output)?;
        }
    }
    Ok(server.left_without_leave())
}
