//! The files that a command line names, folders opened.

use std::path::Path;

use ignore::WalkBuilder;

/// Endings of the files that are read in a folder; a file that is named is read whatever it is called.
const ENDINGS: [&str; 10] =
    ["md", "markdown", "org", "txt", "yaml", "yml", "json", "jsonl", "ndjson", "html"];

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    /// Its path as messages show it; `-` for standard input.
    pub(crate) name: String,
    /// Whether it was met in a folder, and so may well be something else than an answer.
    pub(crate) walked: bool,
}

/// What `names` stand for, in that order: files as they are, folders as the files in them.
///
/// Folders are walked as ripgrep does: hidden files and what `.gitignore` and `.ignore` name are left out, links are
/// not followed. What cannot be walked comes back as a message.
pub(crate) fn expand(names: &[String]) -> Vec<Result<Source, String>> {
    names
        .iter()
        .flat_map(|name| {
            if name != "-" && Path::new(name).is_dir() {
                walk(name)
            } else {
                vec![Ok(Source { name: name.clone(), walked: false })]
            }
        })
        .collect()
}

fn walk(folder: &str) -> Vec<Result<Source, String>> {
    let entries = WalkBuilder::new(folder).sort_by_file_name(Ord::cmp).build();
    entries
        .filter_map(|entry| match entry {
            Ok(entry) => {
                let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
                (is_file && is_read(entry.path())).then(|| Ok(walked(entry.path())))
            }
            Err(error) => Some(Err(error.to_string())),
        })
        .collect()
}

fn walked(path: &Path) -> Source {
    // Without `./`, as version control and annotations name files.
    let path = path.strip_prefix(".").unwrap_or(path);
    Source { name: path.to_string_lossy().into_owned(), walked: true }
}

fn is_read(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| ENDINGS.contains(&&*ending.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::expand;

    #[test]
    fn a_folder_is_its_answers_in_order_without_what_is_ignored() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        fs::create_dir_all(at("sub")).expect("a folder");
        for name in ["b.md", "a.TXT", "sub/c.yaml", "code.rs", ".hidden.md", "private.md"] {
            fs::write(at(name), "x").expect("a file");
        }
        fs::write(at(".ignore"), "private*\n").expect("a file");
        let root = folder.path().display().to_string();
        let found: Vec<String> =
            expand(&[root.clone(), "-".into(), at("code.rs").display().to_string()])
                .into_iter()
                .map(|source| source.expect("walkable").name.replace(&format!("{root}/"), ""))
                .collect();
        assert_eq!(found, ["a.TXT", "b.md", "sub/c.yaml", "-", "code.rs"]);
    }
}
