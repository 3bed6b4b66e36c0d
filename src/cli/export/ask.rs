use std::collections::BTreeMap;

use anyhow::Result;
use console::{Key, Term};
use starcoach::draft::{Candidate, Private, Redaction};
use starcoach::render::Look;

/// What is said of one proposal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reply {
    Yes,
    No,
    /// This one and all that follow of its kind.
    All,
    /// Neither this one nor any that follows of its kind.
    NoneOfKind,
    /// Export nothing.
    Leave,
}

/// Adds to `redaction` what of `open` the user confirms by `ask`, which gets each proposal and how many are left with it.
///
/// What is replaced already, as a part of something longer too, is not asked about. False when the user leaves.
pub(super) fn confirm(
    open: Vec<Candidate>,
    redaction: &mut Redaction,
    mut ask: impl FnMut(&Candidate, usize) -> Result<Reply>,
) -> Result<bool> {
    let mut settled: BTreeMap<Private, bool> = BTreeMap::new();
    let count = open.len();
    for (at, candidate) in open.into_iter().enumerate() {
        if redaction.covers(&candidate.words) {
            continue;
        }
        let replace = match settled.get(&candidate.kind) {
            Some(settled) => *settled,
            None => match ask(&candidate, count - at)? {
                Reply::Yes => true,
                Reply::No => false,
                Reply::Leave => return Ok(false),
                reply => {
                    settled.insert(candidate.kind, reply == Reply::All);
                    reply == Reply::All
                }
            },
        };
        if replace {
            redaction.add(&candidate.words, candidate.kind);
        }
    }
    Ok(true)
}

/// Asks the person at the terminal, on standard error, since the export may go to standard output.
pub(super) fn person(candidate: &Candidate, left: usize) -> Result<Reply> {
    let term = Term::stderr();
    let columns = usize::from(term.size().1).max(20);
    let kind = candidate.kind;
    let context = Look::one_line(&format!("… {} …", candidate.context), columns - 1);
    let words = Look::one_line(&candidate.words, columns / 2);
    term.write_line(&context)?;
    term.write_str(&format!(
        "  Replace \"{words}\"? y yes · n no · a all {kind} · o no {kind} · q leave ({left} to go) "
    ))?;
    loop {
        let reply = match term.read_key_raw()? {
            Key::Char('y' | 'Y') => Reply::Yes,
            Key::Char('n' | 'N') => Reply::No,
            Key::Char('a' | 'A') => Reply::All,
            Key::Char('o' | 'O') => Reply::NoneOfKind,
            Key::Char('q' | 'Q') | Key::Escape | Key::CtrlC => Reply::Leave,
            _ => continue,
        };
        term.write_line(match reply {
            Reply::Yes | Reply::All => "yes",
            Reply::No | Reply::NoneOfKind => "no",
            Reply::Leave => "nothing is exported",
        })?;
        return Ok(reply);
    }
}

#[cfg(test)]
mod tests {
    use starcoach::draft::{Redaction, candidates};

    use super::{Reply, confirm};

    const TEXT: &str =
        "I met Jane at Acme Bank, then Bob. We saved $3k, $4k and 12% in 8 weeks. Jane left.";

    fn after(replies: &[Reply]) -> (Option<String>, usize) {
        let mut redaction = Redaction::default();
        redaction.list("acme bank");
        let mut asked = 0;
        let done = confirm(candidates([TEXT]), &mut redaction, |_, _| {
            asked += 1;
            Ok(replies[asked - 1])
        });
        let done = done.expect("no terminal that could fail");
        (done.then(|| redaction.apply(TEXT).text), asked)
    }

    #[test]
    fn each_is_asked_once_and_what_is_listed_not_at_all() {
        let (text, asked) = after(&[Reply::Yes, Reply::No, Reply::All, Reply::NoneOfKind]);
        let expected = "I met [name 2] at [name 1], then Bob. We saved [amount], [amount] and 12% in 8 weeks. [name 2] left.";
        assert_eq!(text.as_deref(), Some(expected));
        assert_eq!(asked, 4);
    }

    #[test]
    fn whoever_leaves_exports_nothing() {
        assert_eq!(after(&[Reply::Yes, Reply::Leave]), (None, 2));
    }
}
