use std::fmt::Write;

use super::annotation::{Annotation, Severity};
use crate::text::visible;

/// A workflow command of GitHub Actions that shows `annotation` beside the line of `source` that it is about.
pub fn github_line(source: &str, annotation: &Annotation) -> String {
    let region = annotation.region;
    let mut place = format!("line={},endLine={}", region.line, region.end_line);
    // GitHub takes columns only where they are on one line.
    if region.column > 0 && region.line == region.end_line {
        let _ = write!(place, ",col={},endColumn={}", region.column, region.end_column);
    }
    let severity = match annotation.severity {
        Severity::Note => "notice",
        Severity::Warning => "warning",
        Severity::Error => "error",
    };
    command(severity, source, &place, &annotation.finding, &annotation.message)
}

/// The same for what could not be read, at a line or, for none, the whole file.
pub fn github_fault(source: &str, line: usize, message: &str) -> String {
    let place = if line == 0 { String::new() } else { format!("line={line}") };
    command("error", source, &place, "unreadable", message)
}

fn command(severity: &str, source: &str, place: &str, title: &str, message: &str) -> String {
    let file = if source == "-" { String::new() } else { format!("file={}", property(source)) };
    let title = format!("title={}", property(title));
    let properties: Vec<&str> =
        [&*file, place, &*title].into_iter().filter(|part| !part.is_empty()).collect();
    format!("::{severity} {}::{}\n", properties.join(","), data(message))
}

/// `text` where a message stands: what GitHub would obey or cut at is escaped, as its toolkit does.
fn data(text: &str) -> String {
    visible(&text.replace("\r\n", "\n")).replace('%', "%25").replace('\n', "%0A")
}

/// `text` where a property stands.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{github_fault, github_line};
    use crate::render::annotation::{Annotation, Severity};
    use crate::text::Region;

    #[test]
    fn nothing_in_a_message_or_a_name_can_start_another_command() {
        let annotation = Annotation {
            rule: "impact",
            finding: "impact.no-figure".to_owned(),
            severity: Severity::Note,
            region: Region { line: 2, column: 1, end_line: 2, end_column: 5 },
            message: "100 %\n::set-env name=X::y\u{1b}".to_owned(),
        };
        assert_eq!(
            github_line("a,b:c.md", &annotation),
            "::notice file=a%2Cb%3Ac.md,line=2,endLine=2,col=1,endColumn=5,title=impact.no-figure\
             ::100 %25%0A::set-env name=X::y^[\n"
        );
        assert_eq!(github_fault("-", 0, "no"), "::error title=unreadable::no\n");
    }
}
