//! The writer's own editor.

use std::env;
use std::io::Write;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, bail};
use starcoach::text::{decode, read_capped};

use crate::cli::command_words::command_words;

/// Whether an editor has the terminal: Ctrl-C is then meant for it alone.
pub(crate) static HAS_TERMINAL: AtomicBool = AtomicBool::new(false);

/// The command in `$VISUAL` or `$EDITOR`; the system's usual editor where neither says anything.
pub(crate) fn command() -> String {
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(|name| env::var(name).ok());
    let usual = if cfg!(windows) { "notepad" } else { "vi" };
    named.into_iter().find(|command| !command.trim().is_empty()).unwrap_or_else(|| usual.to_owned())
}

/// `text` as the writer's editor leaves it. On an error the text is the writer's still, as it was.
pub(crate) fn edit(text: &str) -> Result<String> {
    let command = command();
    let words = command_words(&command)
        .with_context(|| format!("`{command}` is not quoted as a shell would want it"))?;
    let Some((program, arguments)) = words.split_first() else {
        bail!("$VISUAL and $EDITOR name no program")
    };
    let mut file = tempfile::Builder::new().prefix("starcoach-").suffix(".md").tempfile()?;
    file.write_all(text.as_bytes())?;
    file.flush()?;
    HAS_TERMINAL.store(true, Ordering::SeqCst);
    let ended = Command::new(program).args(arguments).arg(file.path()).status();
    HAS_TERMINAL.store(false, Ordering::SeqCst);
    let ended =
        ended.with_context(|| format!("`{program}` did not start; set VISUAL or EDITOR"))?;
    if !ended.success() {
        bail!("`{program}` ended with {ended}; your text is as it was before");
    }
    // By its name, since many editors put a new file in the place of the old.
    let written = std::fs::File::open(file.path()).and_then(read_capped);
    let bytes = written.with_context(|| format!("`{program}` left no file that can be read"))?;
    let text = decode("the editor's file", &bytes)?;
    Ok(text.trim_end().to_owned())
}
