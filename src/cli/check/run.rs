use anyhow::Result;
use rayon::prelude::*;
use starcoach::text::Fault;

use super::Check;
use super::desk::{Desk, Reviewed};
use super::form::{Form, Format};
use super::progress::Progress;
use crate::cli::files::Source;
use crate::cli::reading::{Read, each_draft};
use crate::cli::settings::Settings;
use crate::cli::{Exit, Output, complain, interrupt};

/// Drafts that are reviewed at once: enough to keep all cores busy, few enough to keep memory flat.
const BATCH: usize = 64;

/// Reviews all of `sources` and prints the reviews in their order.
pub(super) fn once(
    check: &Check,
    settings: &Settings,
    sources: &[Result<Source, String>],
    output: &mut Output,
) -> Result<Exit> {
    let progress = Progress::new(sources.len(), output);
    // One file that was named needs no name above its page; one that was met in a folder does.
    let many = sources.len() > 1 || sources.iter().flatten().any(|source| source.walked);
    let desk = Desk::new(check, settings, output.look, many);
    let form = Form::new(check.format);
    let mut run = Run {
        desk,
        form,
        progress,
        batch: Vec::new(),
        answers: 0,
        passed_over: 0,
        exit: Exit::Fine,
        output,
    };
    run.form.begin(run.output)?;
    let keep_text = matches!(check.format, Format::Sarif | Format::Github);
    for source in sources {
        if interrupt::pressed() {
            break;
        }
        match source {
            Ok(source) => {
                each_draft(source, keep_text, &mut |read| run.take(read))?;
                run.take(Read::End(source.name.clone()))?;
            }
            Err(message) => run.complain(message)?,
        }
    }
    run.finish()
}

/// One run of the command over all its files.
struct Run<'c> {
    desk: Desk<'c>,
    form: Form,
    progress: Progress,
    /// What has been read and not yet reviewed, from one file or several.
    batch: Vec<Read>,
    /// Answers reviewed, printed or not.
    answers: usize,
    /// Files and texts that were taken for no answer.
    passed_over: usize,
    exit: Exit,
    output: &'c mut Output,
}

/// What has been read, its answers reviewed.
enum Done {
    Reviewed(Reviewed),
    Other(Read),
}

impl Run<'_> {
    fn take(&mut self, read: Read) -> Result<()> {
        self.batch.push(read);
        // A reviewer takes its time; nobody should wait for 64 answers to see the first.
        let slow = self.desk.check.reviewer.is_some();
        let most = if slow { rayon::current_num_threads() } else { BATCH };
        if self.batch.len() < most { Ok(()) } else { self.flush() }
    }

    /// Reviews what has gathered, on all cores, and prints it in the order it came.
    fn flush(&mut self) -> Result<()> {
        let one = |read: Read| match read {
            Read::Answer(named) => Done::Reviewed(self.desk.reviewed(*named)),
            Read::End(name) => {
                self.progress.next(&name);
                Done::Other(Read::End(name))
            }
            other => Done::Other(other),
        };
        let batch = std::mem::take(&mut self.batch);
        let answers = batch.iter().filter(|read| matches!(read, Read::Answer(_))).count();
        // Starting threads takes longer than a review.
        let done: Vec<Done> = if answers < 2 {
            batch.into_iter().map(one).collect()
        } else {
            batch.into_par_iter().map(one).collect()
        };
        for done in done {
            // What was being reviewed when Ctrl-C came is only half an answer.
            if interrupt::pressed() {
                return Ok(());
            }
            match done {
                Done::Reviewed(review) => self.print(&review)?,
                Done::Other(Read::Fault(fault)) => self.faulty(&fault)?,
                Done::Other(Read::Unreadable { source, message }) => {
                    self.complain(&message)?;
                    self.form.fault((&source, 0), &message, self.output)?;
                }
                Done::Other(Read::PassedOver(message)) => {
                    self.passed_over += 1;
                    self.detail(&message)?;
                }
                Done::Other(Read::LeftOut(message)) => self.detail(&message)?,
                Done::Other(Read::Answer(_) | Read::End(_)) => {}
            }
        }
        Ok(())
    }

    fn print(&mut self, review: &Reviewed) -> Result<()> {
        self.answers += 1;
        if !review.met && self.exit == Exit::Fine {
            self.exit = Exit::FallsShort;
        }
        let check = self.desk.check;
        let passes = review.met && check.require.is_some();
        if !(passes && self.output.is_quiet() && check.format == Format::Text) {
            let Self { form, output, progress, .. } = self;
            progress.aside(|| review.parts.iter().try_for_each(|part| form.part(part, output)))?;
        }
        match &review.complaint {
            Some(complaint) => self.tell(complaint),
            None => Ok(()),
        }
    }

    /// A line or answer that could not be read: the others go on.
    fn faulty(&mut self, fault: &Fault) -> Result<()> {
        let message = format!("{}; {}", fault.problem, fault.cure);
        self.form.fault((&fault.source, fault.line), &message, self.output)?;
        if self.desk.check.format == Format::Ndjson {
            self.exit = if self.exit == Exit::Fine { Exit::FallsShort } else { self.exit };
            return Ok(());
        }
        self.complain(&fault.to_string())
    }

    fn complain(&mut self, message: &str) -> Result<()> {
        self.exit = Exit::CouldNotRun;
        self.tell(message)
    }

    fn tell(&mut self, message: &str) -> Result<()> {
        let Self { output, progress, .. } = self;
        progress.aside(|| complain(output, message))
    }

    fn detail(&mut self, message: &str) -> Result<()> {
        let Self { output, progress, .. } = self;
        progress.aside(|| output.detail(message))?;
        Ok(())
    }

    fn finish(mut self) -> Result<Exit> {
        self.flush()?;
        if interrupt::pressed() {
            return Ok(Exit::Interrupted);
        }
        self.form.end(self.output)?;
        let is_text = self.desk.check.format == Format::Text;
        if is_text && self.passed_over > 0 && self.answers > 0 {
            let count = self.passed_over;
            self.output
                .remark(&format!("Passed over as no answers: {count}; --verbose names them."))?;
        }
        if is_text && self.answers == 0 && self.exit == Exit::Fine {
            self.complain(
                "no answer found; an answer has sections such as `## Situation`, or is a text of its own; \
                 --verbose tells what was passed over",
            )?;
        }
        Ok(self.exit)
    }
}
