use proptest::prelude::*;

use super::{html, html_booklet};
use crate::draft::{Draft, Section, Tip, Words};
use crate::judge::review;
use crate::render::Story;
use crate::text::visible;

const RESULT: &str =
    "Load time fell from 8 s to 1.4 s, which saved $3k a month. I learned to time things first.";

fn story(question: &str, text: &str) -> Story {
    let mut draft = Draft { question: question.to_owned(), ..Draft::default() };
    draft.sections[Section::Situation] = text.to_owned();
    draft.sections[Section::Action] =
        "First I timed thirty checkouts, then I batched the queries because 22 of them waited."
            .to_owned();
    draft.sections[Section::Result] = RESULT.to_owned();
    draft.extra.insert(question.to_owned(), text.to_owned());
    draft.not_applicable = vec![Tip::TradeOffs];
    let headline = Some(text.to_owned());
    let competencies = vec![text.to_owned()];
    let review = Some(review(&draft));
    Story { headline, competencies, draft, review, ..Story::default() }
}

/// What a browser would take from `page`: the tags, and the text between them with its entities read.
///
/// Written apart from `escape`, after the rules of the HTML standard, so that the two cannot err together.
fn parse(page: &str) -> (Vec<String>, String) {
    let (mut tags, mut text) = (Vec::new(), String::new());
    let mut rest = page;
    while let Some(at) = rest.find(['<', '&']) {
        text.push_str(&rest[..at]);
        let end = |close: char| at + rest[at..].find(close).expect("a tag or entity that ends");
        let stop;
        if rest[at..].starts_with('<') {
            stop = end('>');
            tags.push(rest[at + 1..stop].to_owned());
        } else {
            stop = end(';');
            text.push(match &rest[at + 1..stop] {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                "#39" => '\'',
                other => panic!("a stray ampersand before {other:?}"),
            });
        }
        rest = &rest[stop + 1..];
    }
    text.push_str(rest);
    (tags, text)
}

fn body(page: &str) -> &str {
    page.split_once("<body>").expect("a body").1
}

fn folded(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The tags of a page without what is in quotes.
fn shapes(tags: &[String]) -> Vec<String> {
    let outside = |tag: &String| tag.split('"').step_by(2).collect::<String>();
    tags.iter().map(outside).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_comes_out_as_text_and_adds_no_tag(
        text in "([<>&\"'/= a-z\u{0}-\u{9}\u{202e}\u{5d0}-\u{5d5}😀]|</|<script>|&amp;|<!--|]]>){0,40}",
    ) {
        let (tags, read) = parse(body(&html(&story("Why?", &format!("x{text}y")), Words::builtin())).to_owned().as_str());
        let (plain, _) = parse(body(&html(&story("Why?", "xy"), Words::builtin())));
        let wanted = folded(&visible(&format!("x{text}y")));
        prop_assert!(folded(&read).contains(&wanted), "{wanted:?} is not in {read:?}");
        let known: Vec<String> = shapes(&plain);
        for shape in shapes(&tags) {
            let is_prose = ["p dir=", "li", "/li", "ul", "/ul", "mark class=", "/mark", "span class=", "/span", "sup", "/sup", "a href= aria-label=", "/a"];
            prop_assert!(known.contains(&shape) || is_prose.iter().any(|own| shape.starts_with(own)), "{shape}");
        }
    }
}

#[test]
fn the_page_asks_for_nothing_and_runs_nothing() {
    let page = html(&story("Why?", "<img src=x onerror=alert(1)>"), Words::builtin());
    for forbidden in [
        "<script", "<link", "<img", "<iframe", "url(", "@import", "http:", "https:", " src=\"",
        " on",
    ] {
        let markup: String = parse(&page).0.join("\n");
        assert!(!markup.contains(forbidden), "{forbidden}");
    }
    assert!(!super::STYLE.contains("url(") && !super::STYLE.contains("@import"));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
}

#[test]
fn headings_go_down_by_one_and_ids_are_named_once() {
    let stories = [story("One?", "a"), story("Two?", "b")];
    for page in [html(&stories[0], Words::builtin()), html_booklet(&stories, Words::builtin())] {
        let (tags, _) = parse(&page);
        let levels: Vec<u8> = tags
            .iter()
            .filter(|tag| tag.starts_with('h') && tag.as_bytes()[1].is_ascii_digit())
            .map(|tag| tag.as_bytes()[1] - b'0')
            .collect();
        assert!(levels.starts_with(&[1]) && !levels[1..].contains(&1), "{levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        let quoted = |tag: &String, name: &str| {
            tag.split_once(&format!(" {name}=\""))
                .map(|(_, rest)| rest.split('"').next().unwrap_or_default().to_owned())
        };
        let mut ids: Vec<String> = tags.iter().filter_map(|tag| quoted(tag, "id")).collect();
        for target in tags.iter().filter_map(|tag| quoted(tag, "href")) {
            assert!(ids.iter().any(|id| format!("#{id}") == target), "{target}");
        }
        let count = ids.len();
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}

#[test]
fn tips_are_marked_numbered_charted_and_listed() {
    let page = html(&story("Why?", "Checkout took 8 seconds."), Words::builtin());
    assert!(page.contains("<mark class=\"t1\">"), "{page}");
    assert!(page.contains("<sup><a href=\"#story-1-methodology\""));
    assert!(page.contains("tip 3 does not apply"));
    assert!(page.contains("<svg class=\"chart\""));
    assert!(!page.contains("<mark class=\"t3\">"));
    let bare = Story { review: None, ..story("Why?", "Checkout took 8 seconds.") };
    let page = html(&bare, Words::builtin());
    let markup = body(&page);
    assert!(!markup.contains("<mark") && !markup.contains("<svg") && !markup.contains("<table"));
}
