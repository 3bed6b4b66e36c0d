//! What in a text may be private: a proposal, for its writer to confirm.

use std::collections::HashSet;

use super::{Private, fold, without_possessive};
use crate::text::{Figure, FigureKind, Span, figures, sentences, words};

/// Something that may be private.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The words.
    pub words: String,
    /// What they seem to be.
    pub kind: Private,
    /// The line they first stand on, or what of it is near them.
    pub context: String,
}

/// Capitalised words that are no names: those that begin sentences, days and months, what every trade abbreviates.
const NO_NAMES: &str = "a about after afterwards again all also although an and another any as at because before \
    both but by could did do does during each even eventually every everyone few finally first firstly for from further \
    good had has have having he her here his how however i i'd i'll i'm i've if in initially instead is it it's its \
    just last lastly later let's looking luckily many maybe me meanwhile more most my neither next no nobody none nor not \
    nothing now of often on once one only or other our over overall people perhaps second secondly she should since so \
    some somebody someone soon still such sure than that that's the their them then there there's therefore these they \
    third thirdly this those though three through thus to today together tomorrow too two under until up upon was we \
    we'd we'll we're we've well were what what's when whenever where whether which while who whose why will with within \
    without would yes yesterday yet you your \
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september \
    october november december christmas easter english \
    ai api apis aws b2b b2c ceo cfo ci cd cli cpu crm cto css csv db devops dns etl faq ftp gb gdpr gpu hr html http https id \
    ide ids ip it json kpi kpis llm mb ml mvp ok okr okrs os pdf pm po poc pr prs qa ram rest roi sdk sla slas slo sql \
    ssh ssl star tb tcp tls tv ui uk url urls us usa ux vm vms vp vpn xml yaml situation task action result";

/// Endings of host names that are written without a scheme.
const HOSTS: [&str; 20] = [
    "com", "org", "net", "io", "dev", "co", "ai", "app", "eu", "uk", "de", "fr", "nl", "ch", "at",
    "us", "ca", "gov", "edu", "info",
];

/// What may be private in `texts`, in the order of the kinds and then of the texts; each thing once.
///
/// A name is a run of capitalised words that does not begin its sentence. The one that does counts where the same word
/// is capitalised elsewhere, owns something ("Acme's"), is followed by another or begins several sentences.
pub fn candidates<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut doubtful: Vec<Candidate> = Vec::new();
    // A word that is also written small is no name.
    let mut small: HashSet<&str> = HashSet::new();
    for text in texts {
        let words = words(text).into_iter().map(|word| word.of(text));
        small.extend(words.filter(|word| !word.contains(char::is_uppercase)));
        let addresses = addresses(text);
        let is_free = |span: Span| !addresses.iter().any(|address| address.overlaps(&span));
        found.extend(addresses.iter().map(|span| candidate(text, *span, Private::Addresses)));
        for figure in figures(text).into_iter().filter(|figure| is_free(figure.span)) {
            if let Some(kind) = kind(figure, text) {
                found.push(candidate(text, figure.span, kind));
            }
        }
        for sentence in sentences(text) {
            for (span, is_sure) in
                names(text, sentence).into_iter().filter(|(span, _)| is_free(*span))
            {
                let into = if is_sure { &mut found } else { &mut doubtful };
                into.push(candidate(text, span, Private::Names));
            }
        }
    }
    let sure: HashSet<Vec<char>> = found.iter().map(|candidate| fold(&candidate.words)).collect();
    let keys: Vec<Vec<char>> = doubtful.iter().map(|candidate| fold(&candidate.words)).collect();
    for (candidate, key) in doubtful.into_iter().zip(&keys) {
        let is_repeated = keys.iter().filter(|other| *other == key).count() > 1
            && !small.contains(&*candidate.words.to_lowercase());
        if sure.contains(key) || is_repeated {
            found.push(candidate);
        }
    }
    let mut seen = HashSet::new();
    found.retain(|candidate| seen.insert(fold(&candidate.words)));
    found.sort_by_key(|candidate| candidate.kind);
    found
}

/// What `figure` is; none where it tells nothing, as "two people", "twice" and "version 3".
fn kind(figure: Figure, text: &str) -> Option<Private> {
    let is_telling = figure.span.of(text).contains(|c: char| c.is_ascii_digit())
        || figure.kind == FigureKind::Percent
        || figure.value.is_some_and(|value| value >= 100.0);
    match figure.kind {
        FigureKind::Money => Some(Private::Money),
        FigureKind::Name | FigureKind::Ordinal | FigureKind::Zero => None,
        _ => is_telling.then_some(Private::Figures),
    }
}

fn candidate(text: &str, span: Span, kind: Private) -> Candidate {
    const AROUND: usize = 36;
    let before: Vec<char> = text[..span.start].chars().rev().take(AROUND).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[span.end..].chars().take(AROUND).collect();
    let words = span.of(text).to_owned();
    Candidate { context: format!("{before}{words}{after}"), words, kind }
}

/// E-mail addresses, URLs and hosts.
fn addresses(text: &str) -> Vec<Span> {
    let mut start = 0;
    let mut found = Vec::new();
    for token in text.split(char::is_whitespace) {
        let around = |c: char| !(c.is_alphanumeric() || matches!(c, '@' | '/' | '_' | '#' | '%'));
        let core = token.trim_start_matches(around);
        let from = start + (token.len() - core.len());
        let core = without_possessive(core.trim_end_matches(around));
        if is_address(core) {
            found.push(Span::new(from, from + core.len()));
        }
        start += token.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

fn is_address(token: &str) -> bool {
    let is_mail = token.split_once('@').is_some_and(|(_, host)| host.chars().count() > 1);
    let host = token.split(['/', ':', '?']).next().unwrap_or(token);
    let labels: Vec<&str> = host.split('.').collect();
    let is_number = labels.len() == 4 && labels.iter().all(|label| label.parse::<u8>().is_ok());
    let is_host = labels.len() > 1
        && labels.iter().all(|label| !label.is_empty() && !label.contains(','))
        && labels.last().is_some_and(|last| HOSTS.contains(&&*last.to_lowercase()));
    is_mail || token.contains("://") || token.starts_with("www.") || is_number || is_host
}

/// Runs of capitalised words of one sentence; the second says whether it is sure to be more than its beginning.
fn names(text: &str, sentence: Span) -> Vec<(Span, bool)> {
    let words: Vec<Span> =
        words(sentence.of(text)).iter().map(|word| word.shifted(sentence.start)).collect();
    let is_capital = |at: usize| words.get(at).is_some_and(|word| is_capitalised(word.of(text)));
    // Capitals of a title say nothing.
    if is_title(text, &words) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if !is_capital(at) || is_no_name(words[at].of(text)) {
            at += 1;
            continue;
        }
        let mut last = at;
        let owns = |at: usize| without_possessive(words[at].of(text)).len() < words[at].len();
        while !owns(last)
            && is_capital(last + 1)
            && joins(&text[words[last].end..words[last + 1].start])
        {
            last += 1;
        }
        let run = Span::new(words[at].start, words[last].end);
        let name = without_possessive(run.of(text));
        let is_sure = at > 0 || last > at || owns(last);
        found.push((Span::new(run.start, run.start + name.len()), is_sure));
        at = last + 1;
    }
    found
}

/// Whether `words` are written Like a Title: all that are long are capitalised.
fn is_title(text: &str, words: &[Span]) -> bool {
    let is_long = |word: &&Span| word.of(text).chars().count() > 4;
    let long: Vec<&Span> = words.iter().filter(is_long).collect();
    long.len() > 2 && long.iter().all(|word| is_capitalised(word.of(text)))
}

fn joins(between: &str) -> bool {
    matches!(between, " " | "-" | " & " | "&")
}

fn is_capitalised(word: &str) -> bool {
    // A letter with digits behind it is the name of a quarter, a priority or a version.
    let is_label = word.chars().skip(1).all(|c| c.is_ascii_digit());
    !is_label && word.chars().any(char::is_uppercase) && !word.starts_with(|c: char| c.is_numeric())
}

fn is_no_name(word: &str) -> bool {
    let word = word.to_lowercase().replace('’', "'");
    NO_NAMES.split_whitespace().any(|own| own == word)
}

#[cfg(test)]
mod tests {
    use super::{Private, candidates};

    fn found(text: &str, kind: Private) -> Vec<String> {
        let own = candidates([text]).into_iter().filter(|candidate| candidate.kind == kind);
        own.map(|candidate| candidate.words).collect()
    }

    #[test]
    fn names_are_capitalised_words_within_a_sentence() {
        let cases: [(&str, &[&str]); 11] = [
            ("Then I called Jane Doe at Acme's office.", &["Jane Doe", "Acme"]),
            ("Deploys failed. We rolled back. I asked why.", &[]),
            ("Marta called. I thanked Marta.", &["Marta"]),
            ("Globex's invoices were late.", &["Globex"]),
            ("Anna Schmidt asked me. After that I left.", &["Anna Schmidt"]),
            ("Refunds rose. Refunds fell. We paid refunds.", &[]),
            ("Initech paid. Initech left.", &["Initech"]),
            ("We met on Monday in March about the API and Q3 of the P1.", &[]),
            ("Tell Me About a Complex Problem You Solved", &[]),
            ("Double charges at Acme Bookings", &["Acme Bookings"]),
            (
                "I moved us from Jean-Luc's eBay shop to Smith & Wesson.",
                &["Jean-Luc", "eBay", "Smith & Wesson"],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(found(text, Private::Names), expected, "{text}");
        }
    }

    #[test]
    fn money_figures_and_addresses_are_told_apart() {
        let text = "We saved $3k and 12% at https://acme.com/x?y=1, wrote to Jo <jo.b@acme.io>, \
            ran v3.2 twice with two people on 10.0.0.12 and build.acme.dev in 2019.";
        assert_eq!(found(text, Private::Money), ["$3k"]);
        assert_eq!(found(text, Private::Figures), ["12%", "2019"]);
        let addresses = ["https://acme.com/x?y=1", "jo.b@acme.io", "10.0.0.12", "build.acme.dev"];
        assert_eq!(found(text, Private::Addresses), addresses);
    }

    #[test]
    fn each_thing_is_proposed_once_with_what_stands_around_it() {
        let all = candidates(["I met Jane.", "Then JANE left."]);
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].context, "I met Jane.");
    }
}
