//! The real binary in a pseudo-terminal: keys go in, the screen is read. Nothing sleeps: whoever expects something
//! waits for it to be on the screen.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long anything may take on a busy machine before a test gives up.
const DEADLINE: Duration = Duration::from_secs(60);

pub(crate) const FULL: (u16, u16) = (80, 24);
pub(crate) const SMALL: (u16, u16) = (40, 15);

/// What the terminal shows, and whether more can come.
struct Shown {
    parser: vt100::Parser,
    ended: bool,
    /// How often something came, so that a waiter knows what is new.
    count: usize,
    /// Every byte that came.
    sent: Vec<u8>,
}

pub(crate) struct Terminal {
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    shown: Arc<(Mutex<Shown>, Condvar)>,
}

/// A command with a store of its own and nothing of the machine's settings.
fn command(home: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> CommandBuilder {
    let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_starcoach"));
    command.args(arguments);
    command.cwd(home);
    command.env("STARCOACH_HOME", home.join("store"));
    command.env("TERM", "xterm-256color");
    for name in ["NO_COLOR", "TMUX", "VISUAL", "EDITOR", "CLICOLOR"] {
        command.env_remove(name);
    }
    for (name, value) in variables {
        command.env(name, value);
    }
    command
}

impl Terminal {
    pub(crate) fn start(home: &Path, size: (u16, u16), arguments: &[&str]) -> Self {
        Self::start_with(home, size, arguments, &[])
    }

    pub(crate) fn start_with(
        home: &Path,
        size: (u16, u16),
        arguments: &[&str],
        variables: &[(&str, &str)],
    ) -> Self {
        Self::spawn(command(home, arguments, variables), size)
    }

    /// Starts it by the shell's `script`, which is to end with `exec "$0" "$@"`.
    pub(crate) fn start_by(home: &Path, script: &str, arguments: &[&str]) -> Self {
        let folder = home.to_string_lossy().into_owned();
        let mut command = command(home, arguments, &[("TMPDIR", &folder)]);
        let own = std::mem::take(command.get_argv_mut());
        command.get_argv_mut().extend(["sh", "-c", script].map(Into::into));
        command.get_argv_mut().extend(own);
        // Wide enough for a path in one row.
        Self::spawn(command, (200, 50))
    }

    fn spawn(command: CommandBuilder, (cols, rows): (u16, u16)) -> Self {
        let pair = native_pty_system()
            .openpty(PtySize { rows, cols, pixel_width: 0, pixel_height: 0 })
            .expect("a pty");
        let child = pair.slave.spawn_command(command).expect("starts");
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let writer = pair.master.take_writer().expect("a writer");
        let parser = vt100::Parser::new(rows, cols, 1000);
        let shown = Shown { parser, ended: false, count: 0, sent: Vec::new() };
        let shown = Arc::new((Mutex::new(shown), Condvar::new()));
        let theirs = Arc::clone(&shown);
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let read = reader.read(&mut bytes).unwrap_or(0);
                let mut shown = theirs.0.lock().expect("not poisoned");
                shown.parser.process(&bytes[..read]);
                shown.sent.extend_from_slice(&bytes[..read]);
                shown.ended = read == 0;
                shown.count += 1;
                theirs.1.notify_all();
                if read == 0 {
                    return;
                }
            }
        });
        Self { child, master: pair.master, writer, shown }
    }

    /// Presses keys.
    pub(crate) fn send(&mut self, keys: &str) {
        // A program that has just ended reads no more; what it left on the screen is what the test is about.
        let _ = self.writer.write_all(keys.as_bytes()).and_then(|()| self.writer.flush());
    }

    /// Pastes as a terminal with bracketed paste does.
    pub(crate) fn paste(&mut self, text: &str) {
        self.send(&format!("\u{1b}[200~{}\u{1b}[201~", text.replace('\n', "\r")));
    }

    /// The screen once `test` holds for it.
    pub(crate) fn until(&self, what: &str, test: impl Fn(&vt100::Screen) -> bool) -> String {
        let (lock, changed) = &*self.shown;
        let end = Instant::now() + DEADLINE;
        let mut shown = lock.lock().expect("not poisoned");
        loop {
            if test(shown.parser.screen()) {
                return shown.parser.screen().contents();
            }
            let left = end.saturating_duration_since(Instant::now());
            assert!(
                !left.is_zero() && !shown.ended,
                "waited for {what} in vain:\n{}",
                shown.parser.screen().contents()
            );
            shown = changed.wait_timeout(shown, left).expect("not poisoned").0;
        }
    }

    /// The screen once it shows `text`.
    pub(crate) fn wait(&self, text: &str) -> String {
        self.until(text, |screen| screen.contents().contains(text))
    }

    /// Presses keys and waits for `text`.
    pub(crate) fn type_until(&mut self, keys: &str, text: &str) -> String {
        self.send(keys);
        self.wait(text)
    }

    /// What is on the screen now.
    pub(crate) fn contents(&self) -> String {
        self.shown.0.lock().expect("not poisoned").parser.screen().contents()
    }

    /// Everything that was sent to the terminal until now, its commands among it.
    pub(crate) fn sent(&self) -> String {
        String::from_utf8_lossy(&self.shown.0.lock().expect("not poisoned").sent).into_owned()
    }

    /// Waits for at most `pieces` more pieces of output, as a moment that no clock decides.
    pub(crate) fn let_pass(&self, pieces: usize) {
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("not poisoned");
        let goal = shown.count + pieces;
        while shown.count < goal && !shown.ended {
            let (again, timeout) =
                changed.wait_timeout(shown, Duration::from_millis(20)).expect("not poisoned");
            shown = again;
            if timeout.timed_out() {
                return;
            }
        }
    }

    pub(crate) fn resize(&mut self, (cols, rows): (u16, u16)) {
        self.shown.0.lock().expect("not poisoned").parser.screen_mut().set_size(rows, cols);
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        self.master.resize(size).expect("resizes");
    }

    /// The file or folder `path` as the program sees it.
    pub(crate) fn seen(&self, path: &Path) -> PathBuf {
        let id = self.child.process_id().expect("runs");
        let root = PathBuf::from(format!("/proc/{id}/root"));
        root.join(path.strip_prefix("/").expect("absolute"))
    }

    /// Sends a signal.
    pub(crate) fn signal(&self, name: &str) {
        let id = self.child.process_id().expect("runs").to_string();
        let sent = std::process::Command::new("kill").args([&format!("-{name}"), &id]).status();
        assert!(sent.expect("kill runs").success());
    }

    /// Waits for the end; the exit code and the last screen, on which the terminal must be as it was found.
    pub(crate) fn end(mut self) -> (u32, String) {
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("not poisoned");
        let end = Instant::now() + DEADLINE;
        while !shown.ended {
            let left = end.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "it does not end:\n{}", shown.parser.screen().contents());
            shown = changed.wait_timeout(shown, left).expect("not poisoned").0;
        }
        let screen = shown.parser.screen();
        assert!(!screen.hide_cursor(), "the cursor is left hidden:\n{}", screen.contents());
        assert!(!screen.bracketed_paste(), "bracketed paste is left on:\n{}", screen.contents());
        let contents = screen.contents();
        drop(shown);
        let ended = self.child.wait().expect("ends");
        // A Ctrl-C between a page and the wait for a key ends it by the signal, which shells count as 130, too.
        let code = if ended.signal() == Some("Interrupt") { 130 } else { ended.exit_code() };
        (code, contents)
    }

    /// Kills it without a warning; what it had shown by then.
    pub(crate) fn kill(mut self) -> String {
        self.signal("KILL");
        let _ = self.child.wait();
        let (lock, changed) = &*self.shown;
        let mut shown = lock.lock().expect("not poisoned");
        let end = Instant::now() + DEADLINE;
        while !shown.ended && Instant::now() < end {
            shown = changed.wait_timeout(shown, Duration::from_secs(1)).expect("not poisoned").0;
        }
        shown.parser.screen().contents()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // Of a test that failed, nothing stays behind. One that has ended already is no error.
        let _ = self.child.kill();
    }
}

/// Starts a practice, types `text` once `ready` is shown, waits for `shown`, and closes the terminal's window.
pub(crate) fn close_after(home: &Path, arguments: &[&str], ready: &str, text: &str, shown: &str) {
    let size = PtySize { rows: 24, cols: 80, pixel_width: 0, pixel_height: 0 };
    let pair = native_pty_system().openpty(size).expect("a pty");
    // The writer would press Ctrl-D when it is dropped, which a closed window does not; so that key means nothing.
    let tty = pair.master.tty_name().expect("a name");
    let undefined =
        std::process::Command::new("stty").arg("-F").arg(tty).args(["eof", "undef"]).status();
    assert!(undefined.expect("stty runs").success());
    let mut child = pair.slave.spawn_command(command(home, arguments, &[])).expect("starts");
    drop(pair.slave);
    let mut reader = pair.master.try_clone_reader().expect("a reader");
    let mut parser = vt100::Parser::new(24, 80, 0);
    let mut until = |what: &str| {
        let mut bytes = [0; 4096];
        while !parser.screen().contents().contains(what) {
            let read = reader.read(&mut bytes).expect("it goes on");
            parser.process(&bytes[..read]);
        }
    };
    until(ready);
    let mut writer = pair.master.take_writer().expect("a writer");
    writer.write_all(text.as_bytes()).and_then(|()| writer.flush()).expect("takes keys");
    until(shown);
    drop((writer, reader, pair.master));
    child.wait().expect("ends");
}

/// Whether nothing was wider than the terminal: rows that it had to wrap are read as one.
pub(crate) fn assert_fits(screen: &str, columns: u16) {
    let width = |row: &str| row.chars().count();
    let wide: Vec<&str> = screen.lines().filter(|row| width(row) > columns.into()).collect();
    assert!(wide.is_empty(), "wrapped by the terminal: {wide:#?}\n{screen}");
}
