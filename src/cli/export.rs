use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::Args;
use starcoach::bank::Words;
use starcoach::draft::to_markdown;
use starcoach::judge::review;
use starcoach::render::review_table;
use starcoach::store::Store;
use tempfile::NamedTempFile;

use super::settings::Settings;
use super::stored::find;
use super::{Exit, Output};

/// Write a draft as Markdown: question, four sections, the review as a table
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    starcoach export complex-technical-problem\n  \
    starcoach export complex -o story.md --no-review")]
pub(crate) struct Export {
    /// A draft's id, or its beginning
    draft: String,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it exists
    #[arg(long, requires = "output")]
    force: bool,
    /// Leave the review out
    #[arg(long)]
    no_review: bool,
}

impl Export {
    /// The draft `id` with its review, to a file of its name in the current folder.
    pub(crate) fn here(id: &str) -> Self {
        Self {
            draft: id.to_owned(),
            output: Some(PathBuf::from(format!("{id}.md"))),
            force: false,
            no_review: false,
        }
    }

    pub(crate) fn run(self, settings: &Settings, output: &mut Output) -> Result<Exit> {
        let store = Store::open(Store::home()?)?;
        let entry = find(&store, &self.draft)?;
        let mut draft = entry.record.draft();
        settings.leave_out(&mut draft.not_applicable);
        let mut document = to_markdown(&draft);
        if !self.no_review {
            let table = review_table(&review(&draft), Words::builtin(), &draft.not_applicable);
            document = format!("{document}\n## Review\n\n{table}");
        }
        let Some(path) = self.output else {
            output.print(&document)?;
            return Ok(Exit::Fine);
        };
        write_whole(&path, &document, self.force)?;
        if is_shared_work_tree(&path) {
            let warning = "is inside a git work tree with a remote; these are private stories";
            writeln!(io::stderr(), "starcoach: {} {warning}", path.display())?;
        }
        output.line(&format!("Wrote {}", path.display()))?;
        Ok(Exit::Fine)
    }
}

/// Writes `text` to `path`, whole or not at all; what stands there already is replaced only by `force`.
pub(crate) fn write_whole(path: &Path, text: &str, force: bool) -> Result<()> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = NamedTempFile::new_in(folder)
        .with_context(|| format!("cannot write into {}", folder.display()))?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.as_file().sync_all())
        .context("cannot write the text")?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    match kept {
        Ok(_) => Ok(()),
        Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
            bail!("{} exists; give another name, or --force to replace it", path.display())
        }
        Err(error) => Err(error.error).with_context(|| format!("cannot write {}", path.display())),
    }
}

/// Whether `path` lies in a git work tree that pushes or pulls somewhere.
fn is_shared_work_tree(path: &Path) -> bool {
    let Ok(path) = fs::canonicalize(path) else { return false };
    let Some(git) = path.ancestors().map(|folder| folder.join(".git")).find(|git| git.exists())
    else {
        return false;
    };
    let config = fs::read_to_string(git_folder(&git).join("config")).unwrap_or_default();
    config.contains("[remote \"")
}

/// The folder with the settings of the repository that `git` (a `.git`) belongs to: itself, or what a linked
/// work tree's file points to.
fn git_folder(git: &Path) -> PathBuf {
    let Ok(link) = fs::read_to_string(git) else { return git.to_owned() };
    let own = git.with_file_name(link.trim_start_matches("gitdir:").trim());
    let common = fs::read_to_string(own.join("commondir")).unwrap_or_default();
    own.join(common.trim())
}
