//! The user's own command that gives a second opinion.

use std::io::{self, Read, Write};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::str::FromStr;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

use super::command_words::command_words;
use super::interrupt;

/// The longest answer that is taken, in bytes.
const LIMIT: usize = 64 << 10;
/// How much of what the command complains about is kept.
const COMPLAINT: usize = 4 << 10;
/// How often it is looked after.
const TICK: Duration = Duration::from_millis(15);

/// A command and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommandLine(Vec<String>);

impl FromStr for CommandLine {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match command_words(text) {
            Ok(words) if words.is_empty() => Err("no command is named".to_owned()),
            Ok(words) => Ok(Self(words)),
            Err(error) => Err(format!("{error}")),
        }
    }
}

impl CommandLine {
    /// What the command says to `prompt`, which it gets on standard input and nowhere else.
    ///
    /// # Errors
    /// A phrase that says why there is no answer: it is not to be found, failed, said nothing or too much, took longer
    /// than `timeout`, or Ctrl-C was pressed. In each case it is ended together with what it started.
    pub(crate) fn ask(&self, prompt: &str, timeout: Duration) -> Result<String, String> {
        interrupt::catch();
        if interrupt::pressed() {
            return Err("interrupted".to_owned());
        }
        let name = &self.0[0];
        let mut command = Command::new(name);
        command.args(&self.0[1..]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // A group of its own, so that all of it can be ended. Elsewhere only the command itself is.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let child = command.spawn().map_err(|error| format!("cannot run `{name}`: {error}"))?;
        let mut running = Running { child, done: false };
        running.feed(prompt.to_owned());
        let answer = running.child.stdout.take().map(|from| gather(from, LIMIT + 1));
        let complaint = running.child.stderr.take().map(|from| gather(from, COMPLAINT));
        let (status, answer) = running.wait(&answer.ok_or("it has no output")?, timeout)?;
        if !status.success() {
            let said = complaint.and_then(|said| said.recv_timeout(10 * TICK).ok());
            return Err(failure(name, status, &said.unwrap_or_default()));
        }
        let text = String::from_utf8_lossy(&answer).replace("\r\n", "\n");
        match text.trim() {
            "" => Err(format!("`{name}` said nothing")),
            text => Ok(text.to_owned()),
        }
    }
}

/// A command under way; dropped before its end, it is killed.
struct Running {
    child: Child,
    /// Whether it has ended and closed its output, so that nothing is left to end.
    done: bool,
}

impl Running {
    /// Writes the prompt beside everything else, since the command may answer before it has read all.
    fn feed(&mut self, prompt: String) {
        if let Some(mut input) = self.child.stdin.take() {
            // A command that does not read its input is free not to.
            thread::spawn(move || input.write_all(prompt.as_bytes()));
        }
    }

    /// Its status and answer, once it has ended and closed its output.
    fn wait(
        &mut self,
        answer: &Receiver<Vec<u8>>,
        timeout: Duration,
    ) -> Result<(ExitStatus, Vec<u8>), String> {
        let deadline = Instant::now() + timeout;
        let (mut ended, mut said) = (None, None);
        loop {
            said = said.or_else(|| answer.try_recv().ok());
            if said.as_ref().is_some_and(|said: &Vec<u8>| said.len() > LIMIT) {
                return Err(format!("said more than {} KiB", LIMIT >> 10));
            }
            if ended.is_none() {
                ended = self.child.try_wait().map_err(|error| error.to_string())?;
            }
            if let (Some(status), Some(said)) = (ended, &mut said) {
                self.done = true;
                return Ok((status, std::mem::take(said)));
            }
            if interrupt::pressed() {
                return Err("interrupted".to_owned());
            }
            if Instant::now() >= deadline {
                return Err(format!("gave no answer within {} s", timeout.as_secs()));
            }
            thread::sleep(TICK);
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        #[cfg(unix)]
        if let Some(group) = rustix::process::Pid::from_raw(self.child.id().cast_signed()) {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
        }
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Reads up to `limit` bytes in a thread; what comes after them is not read, and the pipe is closed.
fn gather(from: impl Read + Send + 'static, limit: usize) -> Receiver<Vec<u8>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        let mut from = from;
        let read = from.by_ref().take(limit as u64).read_to_end(&mut bytes);
        let _ = read.and_then(|_| send.send(bytes).map_err(io::Error::other));
        // A command that complains at length must not wait for a reader.
        let _ = io::copy(&mut from, &mut io::sink());
    });
    receive
}

fn failure(name: &str, status: ExitStatus, complaint: &[u8]) -> String {
    let ended = status.code().map_or("was killed".to_owned(), |code| format!("ended with {code}"));
    let complaint = String::from_utf8_lossy(complaint);
    match complaint.trim().lines().last() {
        Some(line) => format!("`{name}` {ended}: {line}"),
        None => format!("`{name}` {ended}"),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::time::{Duration, Instant};

    use super::CommandLine;

    const LONG: Duration = Duration::from_secs(30);

    fn ask(command: &str, timeout: Duration) -> Result<String, String> {
        command.parse::<CommandLine>().expect("a command").ask("the prompt\n", timeout)
    }

    #[test]
    fn the_prompt_comes_on_standard_input_and_the_answer_back() {
        assert_eq!(ask("cat", LONG).as_deref(), Ok("the prompt"));
        assert_eq!(ask("sh -c 'echo \"$#: $1\"' x 'a b'", LONG).as_deref(), Ok("1: a b"));
    }

    #[test]
    fn a_command_that_does_not_read_is_no_error() {
        let prompt = "x".repeat(1 << 20);
        let command: CommandLine = "echo fine".parse().expect("a command");
        assert_eq!(command.ask(&prompt, LONG).as_deref(), Ok("fine"));
    }

    #[test]
    fn each_way_to_fail_says_which() {
        let cases = [
            ("no-such-command-at-all", "cannot run `no-such-command-at-all`"),
            ("sh -c 'echo one >&2; echo no key >&2; exit 3'", "`sh` ended with 3: no key"),
            ("sh -c 'kill -9 $$'", "`sh` was killed"),
            ("true", "`true` said nothing"),
            ("yes", "said more than 64 KiB"),
        ];
        for (command, expected) in cases {
            let error = ask(command, LONG).expect_err(command);
            assert!(error.contains(expected), "{error}");
        }
    }

    #[test]
    fn a_hanging_command_is_ended_together_with_what_it_started() {
        let folder = tempfile::tempdir().expect("a folder");
        let mark = folder.path().join("mark");
        let command = format!("sh -c '(sleep 2; touch {}) & sleep 60'", mark.display());
        let started = Instant::now();
        let error = ask(&command, Duration::from_secs(1)).expect_err("it hangs");
        assert!(error.contains("within 1 s") && started.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_secs(2));
        assert!(!fs::exists(&mark).expect("a look"), "what it started lived on");
    }

    #[test]
    fn a_command_line_is_split_without_a_shell() {
        assert!("".parse::<CommandLine>().is_err());
        assert!("a 'b".parse::<CommandLine>().is_err());
        assert_eq!(
            "echo $HOME;ls".parse::<CommandLine>(),
            Ok(CommandLine(vec!["echo".into(), "$HOME;ls".into()]))
        );
    }
}
