//! What holds of any text whatever, asserted by the fuzz targets.

use starcoach::draft::{Body, Draft, Found, Section, Sections, read, to_markdown};
use starcoach::judge::{Level, Quote, Review, Verdict, marks, review, split};
use starcoach::practice::Boundaries;
use starcoach::text::{Fault, Span, figures, sentences, words};

/// The draft is judged; what is said of it is true of it, whatever it is.
pub fn judged(draft: &Draft) {
    let review = review(draft);
    for finding in &review.findings {
        let earned = finding.level > Level::Missing;
        assert!(if earned {
            (1..=3).contains(&finding.quotes.len())
        } else {
            finding.quotes.is_empty()
        });
        finding.quotes.iter().chain(&finding.about).for_each(|quote| verbatim(draft, quote));
        if let Some(cue) = &finding.cue {
            assert!(
                !cue.is_empty() && finding.quotes[0].text.contains(cue.as_str()),
                "{finding:?}"
            );
        }
    }
    let shown = |level| review.findings.iter().filter(|finding| finding.level >= level).count();
    if draft.not_applicable.is_empty() && review.verdict == Verdict::Ready {
        assert!(shown(Level::Shown) >= 4 && shown(Level::Hinted) >= 5, "{review:?}");
    }
    if draft.sections.is_blank() {
        assert!(shown(Level::Hinted) == 0 && matches!(review.verdict, Verdict::CannotTell(_)));
    }
    assert!(review.verdict.reason().is_none_or(|reason| !reason.is_empty()));
    lengths(draft, &review);
    for (section, text) in draft.sections.iter() {
        let marks = marks(section, text);
        in_order(text, marks.iter().map(|mark| mark.span));
        in_order(text, sentences(text));
        in_order(text, words(text));
        assert!(figures(text).iter().all(|figure| text.get(figure.span.range()).is_some()));
    }
    assert_eq!(review, starcoach::judge::review(draft), "the same draft, another review");
}

fn verbatim(draft: &Draft, quote: &Quote) {
    let text = &draft.sections[quote.section];
    assert_eq!(text.get(quote.span.range()), Some(&*quote.text), "{quote:?}");
    assert!(!quote.text.trim().is_empty(), "{quote:?}");
}

fn lengths(draft: &Draft, review: &Review) {
    let mut total = 0;
    for (section, text) in draft.sections.iter() {
        let told = &review.sections[section.index()];
        assert_eq!((told.section, told.words), (section, words(text).len()));
        total += told.words;
    }
    let share: f64 = review.sections.iter().map(|section| section.share).sum();
    assert!((share - if total > 0 { 1.0 } else { 0.0 }).abs() < 1e-9, "{share}");
    assert_eq!(u64::from(review.spoken_seconds), (total as u64 * 60).div_ceil(150));
}

/// `spans` are pieces of `text`, none empty, one after the other.
pub fn in_order(text: &str, spans: impl IntoIterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(
            span.start >= end && text.get(span.range()).is_some_and(|words| !words.is_empty()),
            "{span:?}"
        );
        end = span.end;
    }
}

/// Prose without labels is parted in order, and wherever its boundaries go, no word is lost.
pub fn parted(text: &str) -> Sections {
    let parts = split(text);
    assert!(parts.is_sorted_by(|a, b| a.0 < b.0), "{parts:?}");
    in_order(text, parts.iter().map(|(_, span)| *span));
    let mut boundaries = Boundaries::new(text, &parts);
    let sections = boundaries.sections();
    for step in 0..12 {
        whole(text, &boundaries.sections());
        match step % 4 {
            0 => boundaries.choose_next(),
            1 => boundaries.move_down(),
            _ => boundaries.move_up(),
        }
    }
    sections
}

/// All of `text` but white space stands in `sections`, in its order.
fn whole(text: &str, sections: &Sections) {
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let parted: String = sections.iter().map(|(_, text)| solid(text)).collect();
    assert_eq!(solid(text), parted);
}

/// An answer that was found: it is named, has its place among `lines` lines, and survives an export.
pub fn found(found: &Found, lines: usize) {
    assert!(!found.id.is_empty());
    assert!(1 <= found.first_line && found.first_line <= found.last_line, "{found:?}");
    assert!(found.last_line <= lines, "{found:?} in {lines} lines");
    assert!(found.labels.iter().all(|label| (1..=lines).contains(&label.line)), "{found:?}");
    if let Body::Unsplit(text) = &found.body {
        parted(text);
    }
    let again = read("f.md", to_markdown(&found.draft).as_bytes()).expect("an export is readable");
    assert_eq!(again.answers.len(), 1);
    assert_eq!(again.answers[0].draft, found.draft);
}

/// What is said of a fault names a place in a text of `lines` lines and a cure, and shows nothing a terminal obeys.
pub fn fault(fault: &Fault, lines: usize) {
    assert!((1..=lines).contains(&fault.line) && fault.column >= 1, "{fault:?} in {lines} lines");
    assert!(!fault.problem.is_empty() && !fault.cure.is_empty(), "{fault:?}");
    let said = fault.to_string();
    assert!(!said.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\t')), "{said:?}");
}

/// How many lines `bytes` can have, the one after the last line end among them; old Macs end lines by a carriage return.
pub fn lines(bytes: &[u8]) -> usize {
    1 + bytes.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count()
}

/// A draft of the parts of `text` between unit separators: the four sections, then the question.
pub fn draft(text: &str) -> Draft {
    let mut parts = text.split('\u{1f}').map(str::to_owned);
    let mut next = || parts.next().unwrap_or_default();
    let sections = Sections::new(Section::ALL.map(|_| next()));
    Draft { sections, question: next(), ..Draft::default() }
}
