use std::fmt::Write;

use super::{Look, Story, review, review_table};
use crate::draft::{REVIEW_MARK, Words, to_markdown};
use crate::text::visible;

/// How long a title in the contents may be, in columns.
const TITLE: usize = 100;

/// One story as Markdown: the draft, which reads back as it is, and the review as a table.
pub fn markdown(story: &Story, words: &Words) -> String {
    let mut document = to_markdown(&story.draft);
    if let Some(own) = &story.review {
        let verdict = review::verdict_line(own);
        let (minutes, seconds) = (own.spoken_seconds / 60, own.spoken_seconds % 60);
        let table = review_table(own, words, &story.draft.not_applicable);
        let _ = write!(
            document,
            "\n{REVIEW_MARK}\n\n## Review\n\n{} About {minutes}:{seconds:02} spoken.\n\n{table}",
            escape(&verdict)
        );
    }
    document
}

/// All stories in one Markdown file, with contents in front.
///
/// The contents name the stories and do not link to them: what anchors headings get differs from renderer to renderer.
pub fn markdown_booklet(stories: &[Story], words: &Words) -> String {
    let mut document = String::from("# STAR stories\n\n");
    for (at, story) in stories.iter().enumerate() {
        let title = escape(&Look::one_line(story.title(), TITLE));
        let subtitle = story.subtitle().map(|own| escape(&Look::one_line(own, TITLE)));
        let subtitle = subtitle.map(|own| format!(" · {own}")).unwrap_or_default();
        let _ = writeln!(document, "{}. {title}{subtitle}", at + 1);
    }
    for story in stories {
        document.push('\n');
        document.push_str(&markdown(story, words));
    }
    document
}

/// `text` so that Markdown shows it as it is.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in visible(text).chars() {
        if matches!(c, '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::{Story, markdown, markdown_booklet};
    use crate::draft::{Draft, Section, Tip, Words, read};
    use crate::judge::review;

    fn story(question: &str) -> Story {
        let mut draft = Draft { question: question.to_owned(), ..Draft::default() };
        draft.sections[Section::Action] = "First I <b>looked</b>.\n\n# Not a heading".to_owned();
        draft.not_applicable = vec![Tip::TradeOffs];
        Story { review: Some(review(&draft)), draft, ..Story::default() }
    }

    #[test]
    fn a_booklet_reads_back_as_its_drafts_and_nothing_else() {
        let stories = [story("Why *this*?"), story("And | that?")];
        let booklet = markdown_booklet(&stories, Words::builtin());
        assert!(booklet.starts_with("# STAR stories\n\n1. Why \\*this\\*?\n2. And \\| that?\n"));
        let notes = read("all.md", booklet.as_bytes()).expect("readable");
        let back: Vec<&Draft> = notes.answers.iter().map(|found| &found.draft).collect();
        assert_eq!(back, [&stories[0].draft, &stories[1].draft]);
    }

    #[test]
    fn a_review_can_be_left_out() {
        let without = Story { review: None, ..story("Why?") };
        assert!(!markdown(&without, Words::builtin()).contains("Review"));
    }
}
