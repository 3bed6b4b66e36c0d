use std::path::Path;

use starcoach::text::{Fault, decode};
use toml::de::{DeTable, DeValue};

use super::key::{Key, unknown};

/// Hands each key of the TOML in `bytes` to `set`, with its value as text and its line.
///
/// # Errors
/// A [`Fault`] with the place of the first thing that is no TOML, no key, or refused by `set`.
pub(super) fn read(
    path: &Path,
    bytes: &[u8],
    set: &mut dyn FnMut(Key, &str, usize) -> Result<(), String>,
) -> Result<(), Fault> {
    let source = path.display().to_string();
    let text = decode(&source, bytes)?;
    let fault = |offset: usize, problem: &str, cure: &str| {
        Fault::at(&source, &text, Fault::place(&text, offset), problem, cure)
    };
    let table = DeTable::parse(&text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        fault(offset, &format!("not valid TOML: {}", error.message()), "write `key = value` lines")
    })?;
    for (name, value) in table.get_ref() {
        let Some(key) = Key::from_name(name.get_ref()) else {
            let known = Key::ALL.map(Key::name);
            let problem = format!("unknown key `{}`", name.get_ref());
            return Err(fault(name.span().start, &problem, &unknown(name.get_ref(), &known)));
        };
        let line = Fault::place(&text, name.span().start).0;
        let problem = format!("`{}` cannot be this", key.name());
        set(key, &plain(value.get_ref()), line)
            .map_err(|cure| fault(value.span().start, &problem, &cure))?;
    }
    Ok(())
}

/// A value as an environment variable would spell it, lists with commas; nothing for a table, which no key takes.
fn plain(value: &DeValue) -> String {
    match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.as_str().replace('_', ""),
        DeValue::Float(number) => number.as_str().replace('_', ""),
        DeValue::Boolean(yes) => yes.to_string(),
        DeValue::Datetime(time) => time.to_string(),
        DeValue::Array(values) => {
            values.iter().map(|value| plain(value.get_ref())).collect::<Vec<_>>().join(",")
        }
        DeValue::Table(_) => "{}".to_owned(),
    }
}
