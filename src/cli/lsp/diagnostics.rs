//! What the review says against the answers in a text, at the words it is about.

use lsp_types::{Diagnostic, DiagnosticSeverity, NumberOrString};
use starcoach::render::{Annotation, Severity};
use starcoach::text::{Fault, Region, visible};

use super::judged::{Answer, Judged};
use super::page::Page;
use crate::cli::settings::Settings;

/// The findings in `judged`, answer by answer; then what could not be read.
pub(super) fn diagnostics(judged: &Judged, page: &Page, settings: &Settings) -> Vec<Diagnostic> {
    let answers = judged.answers.iter().flat_map(|answer| {
        let findings = answer.annotations();
        let findings: Vec<_> =
            findings.iter().map(|finding| of_finding(finding, answer, page)).collect();
        let notes = if answer.is_account() { notes(answer, page, settings) } else { Vec::new() };
        findings.into_iter().chain(notes)
    });
    answers.chain(judged.faults.iter().map(|fault| of_fault(fault, page))).collect()
}

/// What `annotation` says of `answer`. A draft is never wrong, so nothing is an error or a warning.
pub(super) fn of_finding(annotation: &Annotation, answer: &Answer, page: &Page) -> Diagnostic {
    let severity = match annotation.severity {
        Severity::Note => DiagnosticSeverity::HINT,
        Severity::Warning | Severity::Error => DiagnosticSeverity::INFORMATION,
    };
    let region = narrowed(annotation.region, answer);
    diagnostic(&annotation.finding, severity, region, &annotation.message, page)
}

/// Of a line that is known only as a line, the label on it: whole paragraphs may follow there.
fn narrowed(region: Region, answer: &Answer) -> Region {
    let labels = answer.named.labels.iter();
    let label = labels.into_iter().find(|label| region.column == 0 && label.line == region.line);
    label.and_then(|label| answer.named.label_place(label)).unwrap_or(region)
}

/// What is said of an answer beside its tips: its length, why levels were held down, how its sections are told.
fn notes(answer: &Answer, page: &Page, settings: &Settings) -> Vec<Diagnostic> {
    let Answer { named, review } = answer;
    let whole = named.lines.0;
    let labels = named.place().labels;
    let sections = review.sections.iter().flat_map(|section| {
        let line = labels[section.section.index()].unwrap_or(whole);
        let code = format!("section.{}", section.section.id());
        section.notes.iter().map(move |note| (code.clone(), line, note.clone()))
    });
    let too_long = settings.too_long(review.spoken_seconds);
    let too_long = too_long.map(|note| ("answer.too-long".to_owned(), whole, note));
    let capped = review.capped.clone().map(|note| ("answer.capped".to_owned(), whole, note));
    too_long
        .into_iter()
        .chain(capped)
        .chain(sections)
        .map(|(code, line, note)| {
            let region = narrowed(Region::line(line), answer);
            diagnostic(&code, DiagnosticSeverity::HINT, region, &note, page)
        })
        .collect()
}

fn of_fault(fault: &Fault, page: &Page) -> Diagnostic {
    let message = format!("{}; {}", fault.problem, fault.cure);
    diagnostic("unreadable", DiagnosticSeverity::ERROR, Region::line(fault.line), &message, page)
}

fn diagnostic(
    code: &str,
    severity: DiagnosticSeverity,
    region: Region,
    message: &str,
    page: &Page,
) -> Diagnostic {
    Diagnostic {
        range: page.range(region),
        severity: Some(severity),
        code: Some(NumberOrString::String(code.to_owned())),
        source: Some("starcoach".to_owned()),
        message: visible(message).into_owned(),
        ..Diagnostic::default()
    }
}
