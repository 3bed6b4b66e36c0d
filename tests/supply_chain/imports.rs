//! What the finished program can call of the system.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::process::Command;

/// What a program must import to have a socket on a network, or to look up a host.
const IMPORTS: [&str; 9] = [
    "socket",
    "connect",
    "bind",
    "listen",
    "accept",
    "accept4",
    "getaddrinfo",
    "gethostbyname",
    "res_query",
];

#[test]
fn the_program_imports_nothing_that_makes_a_network_socket() {
    let program = env!("CARGO_BIN_EXE_starcoach");
    let Ok(output) = Command::new("nm").args(["-D", "--undefined-only", program]).output() else {
        let _ = writeln!(io::stderr(), "skipped: there is no `nm` to read the program with");
        return;
    };
    let listing = String::from_utf8(output.stdout).expect("names");
    let imports: BTreeSet<&str> = listing
        .lines()
        .filter_map(|line| line.split_whitespace().last())
        .map(|name| name.split('@').next().unwrap_or(name))
        .collect();
    assert!(imports.contains("write"), "nm told no imports:\n{listing}");
    let sockets: Vec<_> = IMPORTS.iter().filter(|name| imports.contains(**name)).collect();
    assert!(sockets.is_empty(), "the program imports {sockets:?}");
}
