use std::fs::File;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use starcoach::bank::{Bank, Checker, Pack, Vocabulary};
use starcoach::draft::Words;
use starcoach::text::{Fault, read_capped, visible};

use crate::cli::{Exit, Output};

pub(super) fn run(files: &[PathBuf], output: &mut Output) -> Result<Exit> {
    let mut checker = Checker::new(Vocabulary::builtin());
    let (mut problems, mut broken) = (0, 0);
    for file in files {
        match check(&mut checker, file)? {
            Ok(summary) => output.line(&visible(&summary))?,
            Err(found) => {
                for fault in &found {
                    output.line(&format!("{fault}\n"))?;
                }
                problems += found.len();
                broken += 1;
            }
        }
    }
    if problems == 0 {
        return Ok(Exit::Fine);
    }
    output.line(&format!("{} in {}.", count(problems, "problem"), count(broken, "file")))?;
    Ok(Exit::FallsShort)
}

/// What is fine about `file`, or everything that is wrong with it.
fn check(checker: &mut Checker, file: &Path) -> Result<Result<String, Vec<Fault>>> {
    let bytes = read(file)?;
    let source = file.display().to_string();
    // The other two files of `answers/`: `pack check answers/*.yaml` names them, too.
    let other = match file.file_name().and_then(|name| name.to_str()) {
        Some("tips.yaml") => Words::parse(&source, &bytes).map(|_| ()),
        Some("competencies.yaml") => Vocabulary::parse(&source, &bytes).map(|_| ()),
        _ => return Ok(checker.check(&source, &bytes).map(|pack| summary(&source, &pack))),
    };
    Ok(other.map(|()| format!("{source}: fine")).map_err(|fault| vec![fault]))
}

fn summary(source: &str, pack: &Pack) -> String {
    let examples = pack.questions.iter().map(|question| question.examples.len()).sum();
    let questions = count(pack.questions.len(), "question");
    let mut summary = format!("{source}: fine, {questions}, {}", count(examples, "example"));
    let built_in = Bank::new(Vec::new());
    for question in &pack.questions {
        let same = built_in.question(&question.id).is_some_and(|other| other != question);
        if same {
            summary.push_str("\n  replaces the built-in question `");
            summary.push_str(&question.id);
            summary.push('`');
        }
    }
    summary
}

/// The bytes of `file`, no more than a pack may have.
pub(super) fn read(file: &Path) -> Result<Vec<u8>> {
    File::open(file)
        .and_then(read_capped)
        .with_context(|| format!("{} cannot be read", file.display()))
}

fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}
