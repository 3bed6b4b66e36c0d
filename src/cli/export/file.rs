use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use tempfile::NamedTempFile;

/// Writes `text` to `path`, whole or not at all; what stands there already is replaced only by `force`.
pub(super) fn write_whole(path: &Path, text: &str, force: bool) -> Result<()> {
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
pub(super) fn is_shared_work_tree(path: &Path) -> bool {
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
