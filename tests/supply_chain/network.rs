//! The program is offline: by the names of its crates, by what their sources say; `imports` by what it can call.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use crate::tree::{TREE, denied, text};

/// What code says that opens a network socket. A pair of local pipes (`UnixStream::pair`) is none.
const WORDS: [&str; 12] = [
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "UnixListener",
    "libc::socket(",
    "libc::connect(",
    "libc::bind(",
    "libc::getaddrinfo(",
    "rustix::net",
    "WSASocket",
    "WinSock",
];

/// Shipped crates whose sources say such words all the same, and why nothing comes of it.
const HARMLESS: [(&str, &str); 5] = [
    (
        "lsp-server",
        "only its messages over standard input and output are used, so the linker drops its sockets",
    ),
    ("mio", "compiled for its polling; nobody calls its sockets, so the linker drops them"),
    ("rustix", "its sockets are behind the feature `net`, which is off"),
    ("windows-sys", "declarations of what Windows has; to call them is for others"),
    ("winapi", "declarations of what Windows has; to call them is for others"),
];

#[test]
fn no_crate_in_the_tree_is_made_for_the_network() {
    let names: BTreeSet<&str> = TREE.packages().map(|package| text(&package["name"])).collect();
    let denied = denied("bans", "deny");
    assert!(denied.len() > 40, "deny.toml names only {}", denied.len());
    for (name, wrappers) in denied.iter().filter(|(name, _)| names.contains(&**name)) {
        let wrappers = wrappers.iter().map(|name| &**name).collect();
        let others: Vec<_> = TREE.users(name).difference(&wrappers).copied().collect();
        assert!(others.is_empty(), "{name} opens sockets, and {others:?} may not use it");
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = WalkBuilder::new(folder).standard_filters(false).build().flatten();
    let paths = entries.map(ignore::DirEntry::into_path);
    paths.filter(|path| path.extension().is_some_and(|extension| extension == "rs")).collect()
}

/// The first line of `code` that speaks to the network, comments and what comes after the tests' mark left out.
fn speaks(code: &str) -> Option<&str> {
    // Most files are done with at a glance.
    WORDS.iter().find(|word| code.contains(**word))?;
    code.lines()
        .map(str::trim)
        .take_while(|line| *line != "#[cfg(test)]")
        .filter(|line| !line.starts_with("//"))
        .find(|line| WORDS.iter().any(|word| line.contains(word)))
}

#[test]
fn no_source_in_the_program_speaks_to_the_network_but_where_it_is_known_to_be_harmless() {
    let mut found = BTreeSet::new();
    let mut unknown = Vec::new();
    for package in TREE.shipped() {
        let name = text(&package["name"]);
        let manifest = Path::new(text(&package["manifest_path"]));
        let files = sources(&manifest.with_file_name("src"));
        assert!(!files.is_empty(), "{} has no sources to read", manifest.display());
        for path in files {
            let code = fs::read(&path).expect("a source");
            if let Some(line) = speaks(&String::from_utf8_lossy(&code)) {
                found.insert(name);
                if HARMLESS.iter().all(|(harmless, _)| *harmless != name) {
                    unknown.push(format!("{}: {line}", path.display()));
                }
            }
        }
    }
    assert!(unknown.is_empty(), "speak to the network:\n{}", unknown.join("\n"));
    let harmless: BTreeSet<&str> = HARMLESS.iter().map(|(name, _)| *name).collect();
    assert_eq!(found, harmless, "what is named as harmless says no such word any more");
}
