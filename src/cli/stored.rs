use anyhow::{Result, bail};
use starcoach::store::{Entry, Store};

use super::settings::Settings;
use super::{Output, complain};

/// All drafts, the one worked on last first; what cannot be read is told on standard error and left out.
pub(crate) fn all(store: &Store, output: &mut Output) -> Result<Vec<Entry>> {
    let listing = store.list()?;
    for error in listing.damaged {
        complain(output, &error.to_string())?;
    }
    Ok(listing.drafts)
}

/// [`all`], where the tips that never apply count as not applying to each.
pub(crate) fn all_as_set(
    store: &Store,
    settings: &Settings,
    output: &mut Output,
) -> Result<Vec<Entry>> {
    let mut drafts = all(store, output)?;
    for entry in &mut drafts {
        settings.leave_out(&mut entry.record.not_applicable);
    }
    Ok(drafts)
}

/// The stored draft that `name` names: its id, or the beginning of just one.
///
/// # Errors
/// When there is none, or several begin like that; the message names those there are.
pub(crate) fn find(store: &Store, name: &str) -> Result<Entry> {
    let mut drafts = store.list()?.drafts;
    if let Some(at) = drafts.iter().position(|entry| entry.id.as_str() == name) {
        return Ok(drafts.swap_remove(at));
    }
    let (mut matching, others): (Vec<Entry>, Vec<Entry>) = drafts
        .into_iter()
        .partition(|entry| !name.is_empty() && entry.id.as_str().starts_with(name));
    match matching.len() {
        1 => Ok(matching.remove(0)),
        0 if others.is_empty() => bail!("there are no drafts yet; `starcoach practice` starts one"),
        0 => bail!("no draft begins with `{name}`; there are {}", names(&others)),
        _ => {
            bail!("several drafts begin with `{name}`: {}; give more of the name", names(&matching))
        }
    }
}

fn names(drafts: &[Entry]) -> String {
    drafts.iter().map(|entry| entry.id.as_str()).collect::<Vec<_>>().join(", ")
}
