//! Each file in `tests/notes/` is read, and must give what the `.expected.json` beside it says.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use starcoach::draft::{Body, Found, Notes, read};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes");
    let entries = std::fs::read_dir(folder).expect("the folder of fixtures");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| !path.to_string_lossy().ends_with(".expected.json"));
    paths.sort();
    paths
}

fn notes_in(path: &Path) -> Notes {
    let bytes = std::fs::read(path).expect("a fixture");
    let name = path.file_name().expect("a name").to_string_lossy();
    read(&name, &bytes).unwrap_or_else(|fault| panic!("{fault}"))
}

/// What the notes hold, without what is empty.
fn told(notes: &Notes) -> Value {
    let answers: Vec<Value> = notes.answers.iter().map(answer).collect();
    let left_out: Vec<Value> =
        notes.left_out.iter().map(|left| json!([left.line, left.text, left.why])).collect();
    let mut told = json!({ "answers": answers, "left_out": left_out });
    if !notes.faults.is_empty() {
        told["faults"] =
            notes.faults.iter().map(|fault| json!([fault.line, fault.problem])).collect();
    }
    told
}

fn answer(found: &Found) -> Value {
    let mut told = Map::new();
    told.insert("lines".to_owned(), json!([found.first_line, found.last_line]));
    told.insert("question".to_owned(), json!(found.draft.question));
    if let Some(headline) = &found.headline {
        told.insert("headline".to_owned(), json!(headline));
    }
    match &found.body {
        Body::Unsplit(text) => drop(told.insert("text".to_owned(), json!(text))),
        Body::Labelled => {
            for (section, text) in found.draft.sections.iter() {
                told.insert(section.id().to_owned(), json!(text));
            }
        }
    }
    if !found.draft.extra.is_empty() {
        told.insert("extra".to_owned(), json!(found.draft.extra));
    }
    if found.minutes.iter().any(Option::is_some) {
        told.insert("minutes".to_owned(), json!(found.minutes));
    }
    Value::Object(told)
}

#[test]
fn every_fixture_gives_what_stands_beside_it() {
    let mut wrong = Vec::new();
    for path in fixtures() {
        let told = told(&notes_in(&path));
        let expected = std::fs::read_to_string(path.with_extension(expected_extension(&path)))
            .unwrap_or_default();
        if serde_json::from_str::<Value>(&expected).ok().as_ref() != Some(&told) {
            wrong.push(format!("{}\n{told:#}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "read otherwise than expected:\n{}", wrong.join("\n"));
}

fn expected_extension(path: &Path) -> String {
    format!("{}.expected.json", path.extension().unwrap_or_default().to_string_lossy())
}

#[test]
fn there_is_a_fixture_for_each_markup_and_no_expectation_without_one() {
    let fixtures = fixtures();
    for ending in ["md", "org", "txt", "yaml", "jsonl", "json", "html"] {
        assert!(
            fixtures.iter().any(|path| path.extension().is_some_and(|found| found == ending)),
            "{ending}"
        );
    }
    let folder = fixtures[0].parent().expect("a folder");
    let files = std::fs::read_dir(folder).expect("the folder").count();
    assert_eq!(files, 2 * fixtures.len());
}

#[test]
fn fixtures_read_alike_with_other_line_ends_a_mark_or_in_utf_16() {
    for path in fixtures() {
        let plain = std::fs::read_to_string(&path).expect("a fixture in UTF-8");
        let name = path.file_name().expect("a name").to_string_lossy();
        let expected = told(&notes_in(&path));
        let dressed = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
        let wide: Vec<u8> = dressed.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bare = plain.trim_end_matches('\n');
        for bytes in [dressed.as_bytes(), &wide, bare.as_bytes()] {
            let notes = read(&name, bytes).unwrap_or_else(|fault| panic!("{fault}"));
            assert_eq!(told(&notes), expected, "{name}");
        }
    }
}
