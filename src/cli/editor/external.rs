//! The writer's own editor.

use std::env;
use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use starcoach::text::{decode, read_capped};

use crate::cli::command_words::command_words;

/// The editor that has the terminal: Ctrl-C is then meant for it alone.
static RUNNING: Mutex<Running> = Mutex::new(Running { editor: None, called_off: None });

/// How often it is looked after.
const TICK: Duration = Duration::from_millis(20);
/// How long an editor may take to end when the session does.
const PATIENCE: Duration = Duration::from_secs(2);

struct Running {
    editor: Option<Child>,
    /// The signal that ended the session meanwhile, and when.
    called_off: Option<(i32, Instant)>,
}

fn running() -> MutexGuard<'static, Running> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Whether an editor has the terminal.
#[cfg(unix)]
pub(crate) fn has_terminal() -> bool {
    running().editor.is_some()
}

/// Ends the editor that is open, since `signal` ends the session; whether there is one. What was saved in it until
/// then comes out of [`edit`], and whoever called that asks [`called_off`].
#[cfg(unix)]
pub(crate) fn call_off(signal: i32) -> bool {
    let mut running = running();
    let Some(child) = &running.editor else { return false };
    // A closed terminal tells the editor, too, but a signal to this process alone does not.
    if let Some(editor) = rustix::process::Pid::from_raw(child.id().cast_signed()) {
        let _ = rustix::process::kill_process(editor, rustix::process::Signal::HUP);
    }
    running.called_off.get_or_insert((signal, Instant::now()));
    true
}

/// The signal that ended the session while an editor was open.
pub(crate) fn called_off() -> Option<i32> {
    running().called_off.map(|(signal, _)| signal)
}

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
    // A folder of its own for nobody else, so that what an editor puts beside the file goes away with it.
    let mut folder = tempfile::Builder::new();
    #[cfg(unix)]
    folder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    let folder = folder.prefix("starcoach-").tempdir()?;
    let path = folder.path().join("section.md");
    write_private(&path, text)?;
    let ended = wait_for(Command::new(program).args(arguments).arg(&path))
        .with_context(|| format!("`{program}` did not start; set VISUAL or EDITOR"))?;
    if !ended.success() && called_off().is_none() {
        bail!("`{program}` ended with {ended}; your text is as it was before");
    }
    // By its name, since many editors put a new file in the place of the old.
    let is_file = path.metadata().is_ok_and(|left| left.is_file());
    let written = if is_file { File::open(&path) } else { Err(io::ErrorKind::NotFound.into()) };
    let written = written.and_then(read_capped);
    let bytes = written.with_context(|| format!("`{program}` left no file that can be read"))?;
    let text = decode("the editor's file", &bytes)?;
    Ok(text.trim_end().to_owned())
}

/// Writes `text` to `path`, a new file for its owner alone.
fn write_private(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(text.as_bytes())
}

/// Lets `editor` have the terminal until it ends, or the session does.
fn wait_for(editor: &mut Command) -> io::Result<ExitStatus> {
    running().editor = Some(editor.spawn()?);
    loop {
        {
            let mut running = running();
            let late = running.called_off.is_some_and(|(_, since)| since.elapsed() >= PATIENCE);
            let Some(child) = &mut running.editor else {
                return Err(io::Error::other("nobody else ends it"));
            };
            if late {
                child.kill()?;
            }
            if let Some(ended) = child.try_wait()? {
                running.editor = None;
                return Ok(ended);
            }
        }
        thread::sleep(TICK);
    }
}
